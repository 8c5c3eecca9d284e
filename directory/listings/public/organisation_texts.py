"""What is each organisation, in a sentence or two? The texts that its page shows, by its code."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

# A code that is not here has no text of its own yet; its page says the rest. Sources: `data/organisations.csv`.
WORDS: Mapping[str, LazyString] = {
    "aa": _(
        "Et fellesskap av folk som vil slutte å drikke. AA har vært i Norge siden 1949."
        " Til åpne møter kan også pårørende og andre komme."
    ),
    "al-anon": _(
        "Et fellesskap for deg som er glad i noen som drikker."
        " Du er velkommen også når det gjelder andre rusmidler."
    ),
    "alateen": _(
        "Al-Anon for unge, omtrent 13 til 19 år, som har en i familien som drikker. Det er få grupper."
    ),
    "na": _("Et fellesskap av folk som vil leve uten rus. Det har ikke noe å si hvilket stoff det gjelder."),
    "nar-anon": _(
        "Et fellesskap for deg som er glad i noen som bruker rusmidler. Det er få grupper i Norge."
    ),
    "ca": _(
        "Et fellesskap som begynte blant folk som brukte kokain."
        " Det er åpent for alle som vil slutte, uansett stoff."
    ),
    "aca": _("Et fellesskap for voksne som vokste opp med rus, uro eller svik i familien."),
    "coda": _(
        "Et fellesskap for deg som mister deg selv i andre, og som ønsker deg bedre forhold til folk rundt deg."
    ),
    "ga": _("Et fellesskap av folk som vil slutte å spille om penger."),
    "oa": _("Et fellesskap av folk som strever med mat og spising."),
    "lms": _(
        "En forening av og for pårørende til folk som ruser seg. De har samtalegrupper og en telefon du kan ringe."
    ),
    "familieklubbene": _(
        "Hele familier møtes i klubber, også barn."
        " Her kan ektefeller gå i samme gruppe, og det er uvanlig andre steder."
    ),
    "lenkene": _("Et fellesskap der folk med alkoholproblemer støtter hverandre. Navnet er gammelt."),
    "rio": _("En brukerorganisasjon for folk som har eller har hatt et problem med rus."),
    "prolar": _("For deg som er i LAR, altså behandling med legemidler mot opioidavhengighet."),
    "marborg": _("En brukerorganisasjon for folk som har eller har hatt et problem med rus."),
    "a-larm": _("En organisasjon for brukere og pårørende. Den vil ha åpenhet om rus og behandling."),
    "blaa-kors": _("En kristen organisasjon. Den har behandling, møteplasser og hjelp til pårørende."),
    "tyrili": _("En stiftelse med behandling og oppfølging for folk som ruser seg."),
    "fmr": _("En organisasjon som arbeider for mindre rus i samfunnet. Den har få eller ingen grupper."),
    "rusettervernet-sf": _(
        "Hjelp til folk i Sogn og Fjordane etter behandling for rus. Nevnt i en rapport fra 2009."
    ),
    "narkomanes-parorende": _(
        "En forening for pårørende til folk som bruker narkotika. Nevnt i en rapport fra 2009."
    ),
    "nks-veiledningssenter": _(
        "Sentre rundt i landet for deg som er pårørende. De har samtaler, grupper og kurs."
        " Du trenger ingen henvisning."
    ),
    "angstringen": _("Grupper for deg som strever med angst. De som går der, leder gruppene sammen."),
    "lpp": _(
        "En forening for pårørende til folk som strever psykisk. De har kontakter rundt i landet og en telefon."
    ),
    "mental-helse": _(
        "En medlemsorganisasjon for alle som er opptatt av psykisk helse."
        " Den har lokallag mange steder og driver telefonen 116\u00a0123."
    ),
    "leve": _("En forening for deg som har mistet noen i selvmord."),
    "selvhjelp-norge": _(
        "Har vært landets senter for grupper uten leder. Støtten fra staten falt bort fra 2023."
        " Vi vet ikke sikkert hva som er i drift nå."
    ),
    "learning-centre": _(
        "Et senter på sykehuset eller i kommunen som holder kurs for syke og pårørende."
        " Det blir ofte kalt LMS. Det er ikke det samme som foreningen med samme bokstaver."
    ),
    "frivilligsentral": _("Et møtested i kommunen der folk gjør noe sammen. Mange grupper holder til her."),
    "frisklivssentral": _("Kommunens tilbud til deg som vil endre noe i hverdagen, i gruppe eller alene."),
}
