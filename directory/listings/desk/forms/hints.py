"""What helps somebody who fills in the form? One short line by the fields that need it."""

from flask_babel import gettext as _


def hints() -> dict[str, str]:
    """Field -> what stands under its name."""
    return {
        "name": _("Slik det står på døra eller i brosjyren."),
        "summary": _("En eller to setninger til den som leter. Skriv ingen navn på personer."),
        "place_text": _("Navnet på kommunen, byen eller bydelen, eller postnummeret."),
        "address": _("Huset og gata, for eksempel «Frivilligsentralen, Storgata 1»."),
        "way_in": _("Hvilken dør, etasje eller ringeklokke."),
        "catchment": _("Bare for kurs som er for bestemte kommuner. Skriv navnene med komma mellom."),
        "url": _("For eksempel www.eksempel.no."),
        "first_time": _("Hva skjer den første gangen? Det er dette folk lurer mest på."),
        "step_1": _("Hva skjer, steg for steg? For eksempel veiledet selvhjelp først, så kurs, så samtaler."),
        "pathways": _(
            "Hva kan folk gå videre til etterpå, eller gjøre mens de venter? Det vises på siden til tilbudet."
        ),
        "to": _("Et av dine eller et annet. Du kan også lime inn nettadressen til siden her."),
        "text": _("Der det ikke er noe tilbud å vise til, eller noe å si om det."),
        "cost": _("La feltet stå tomt hvis det er gratis."),
        "starts_on": _("La feltet stå tomt hvis det gjelder nå. Ellers sier siden fra om det på forhånd."),
        "reason": _("Bare de som arbeider her, ser dette. Skriv ingen navn."),
        "rota": _("Bytter kommunene på å holde kurset, fyller vi ut kommunene for deg."),
        "evenings": _(
            "Skriv den første kvelden og klokka, så lager vi én kveld i uka med temaene i programmet."
        ),
    }
