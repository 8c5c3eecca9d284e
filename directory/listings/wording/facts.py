"""What does a first-timer ask? The facts of a listing, in that order; what nobody knows is said as such."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from directory.listings.records.models import Listing, Organisation
from directory.listings.wording.presenting import has_address, join_words, regular_times, what_it_is
from directory.vocabulary import LANGUAGES
from directory.web.formatting import sentence
from directory.web.language import label_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, or honestly not known."""

    term: str
    text: str


def facts(listing: Listing, organisations: list[Organisation], today: date) -> list[Fact]:
    """All facts of a listing's page, as they are on `today`."""
    before = [fact for part in (_who, _coming, _leadership) for fact in part(listing)]
    return [*before, *_times(listing, today), *_access(listing), *_behind(listing, organisations)]


def _who(listing: Listing) -> Iterator[Fact]:
    yield Fact(_("Hvem det er for"), f"{what_it_is(listing)}.")
    ages = _ages(listing)
    if ages:
        yield Fact(_("Alder"), ages)
    if listing.for_whom:
        yield Fact(
            _("Kvinner og menn"),
            _("Bare for kvinner.") if listing.for_whom == "women" else _("Bare for menn."),
        )


def _ages(listing: Listing) -> str:
    if listing.age_from and listing.age_to:
        return _("Fra %(from_age)s til %(to_age)s år.", from_age=listing.age_from, to_age=listing.age_to)
    if listing.age_from:
        return _("Fra %(age)s år.", age=listing.age_from)
    return _("Til og med %(age)s år.", age=listing.age_to) if listing.age_to else ""


def _coming(listing: Listing) -> Iterator[Fact]:
    yield from openness_in_words(listing)
    if listing.referral_needed is not None:
        needed = _("Du trenger henvisning, for eksempel fra fastlegen.")
        yield Fact(_("Henvisning"), needed if listing.referral_needed else _("Du trenger ikke henvisning."))
    if listing.may_contact:
        words = {"self": _("den det gjelder"), "relative": _("pårørende"), "professional": _("fagfolk")}
        who = join_words([words[code] for code in listing.may_contact])
        yield Fact(_("Hvem kan ta kontakt"), sentence(f"{who}."))
    if listing.accompaniment:
        yield Fact(_("Noen kan bli med"), _("Du kan få følge den første gangen. Spør når du tar kontakt."))
    if listing.waiting_days is not None:
        yield Fact(_("Ventetid"), _waiting(listing.waiting_days))


def _waiting(days: int) -> str:
    if not days:
        return _("Det er ingen ventetid.")
    return ngettext(
        "Omtrent én dag til den første samtalen.", "Omtrent %(num)s dager til den første samtalen.", days
    )


def openness_in_words(listing: Listing) -> list[Fact]:
    """Whether one can just turn up. A closed twelve-step meeting is closed to observers, not to newcomers."""
    if listing.kind != "group":
        return [Fact(_("Åpent for alle"), _come_as_you_are(listing))] if listing.openness == "open" else []
    if listing.openness == "open":
        return [Fact(_("Åpen gruppe"), _come_as_you_are(listing))]
    if listing.openness is None:
        return [Fact(_("Åpen eller lukket"), _("Vi vet ikke om du bare kan møte opp. Ta kontakt først."))]
    if listing.twelve_step:
        text = f"{_('Møtet er bare for dem gruppa er til for.')} {_come_as_you_are(listing)}"
    else:
        text = _("Gruppa er en fast krets. Ta kontakt før du kommer.")
    return [Fact(_("Lukket gruppe"), text)]


def _come_as_you_are(listing: Listing) -> str:
    """Nobody can just come where no door, and no link, is known."""
    if has_address(listing):
        return _("Du kan bare møte opp. Du trenger ikke si hva du heter.")
    if "in_person" in listing.formats:
        return _("Du trenger ikke melde deg på, men spør først hvor det er. Du trenger ikke si hva du heter.")
    if any(each.link and each.link_public for each in listing.schedules):
        return _("Du kan bare bli med på lenken. Du trenger ikke si hva du heter.")
    return _("Du trenger ikke melde deg på, men du må spørre hvordan du blir med.")


def _leadership(listing: Listing) -> Iterator[Fact]:
    boxes = {
        ("unled", None): _("Deltakerne selv. Det er ingen leder."),
        ("unled", "voluntary"): _("Deltakerne selv. Det er ingen leder."),
        ("led", "voluntary"): _("Det er en frivillig som leder, ikke en fagperson."),
        ("led", "professional"): _("En fagperson leder."),
        ("led", None): _("Det er en som leder. Vi vet ikke om det er en fagperson."),
    }
    text = boxes.get((listing.leadership or "", listing.leader))
    if text:
        yield Fact(_("Hvem som leder"), text)
    if listing.twelve_step:
        yield Fact(_("Tolv trinn"), _("Gruppa følger et program i tolv trinn, der en høyere makt nevnes."))
    if listing.faith_based:
        yield Fact(_("Tro"), _("En kristen organisasjon står bak."))


def _times(listing: Listing, today: date) -> Iterator[Fact]:
    times = regular_times(listing, today)
    if times:
        yield Fact(_("Faste tider"), ". ".join(times) + ".")
    for link in dict.fromkeys(s.link for s in listing.schedules if s.link and s.link_public):
        # Words to copy, not a link: a page of ours sends nobody to another host by a slip of the finger.
        yield Fact(_("Lenken til møtet"), link.removeprefix("https://"))
    if listing.by_appointment:
        yield Fact(_("Avtale"), _("Du avtaler tid først."))


def _access(listing: Listing) -> Iterator[Fact]:
    language = label_of(LANGUAGES, listing.language) if listing.language != "nb" else _("Norsk")
    extra = [_("Tolk kan bestilles")] if listing.interpreter else []
    extra += [_("Tegnspråk")] if listing.sign_language else []
    yield Fact(_("Språk"), ". ".join([language, *extra]) + ".")
    cost = _("Ingenting.") if listing.free else listing.cost
    if cost:
        yield Fact(_("Hva det koster"), cost)
    met = "in_person" in listing.formats
    known = (_wheelchair(listing.wheelchair), _loop(listing.hearing_loop)) if met else ()
    if any(known):
        yield Fact(_("Rullestol og hørsel"), " ".join(filter(None, known)))
    yield from _not_known(listing)


def _not_known(listing: Listing) -> Iterator[Fact]:
    """What nobody has told us, in one line."""
    met = "in_person" in listing.formats
    gaps = (
        (not listing.free and not listing.cost and listing.free is None, _("pris")),
        (met and listing.wheelchair is None, _("rullestol")),
        (met and listing.hearing_loop is None, _("teleslynge")),
    )
    unknown = [what for missing, what in gaps if missing]
    if unknown:
        yield Fact(_("Vi vet ikke"), sentence(f"{', '.join(unknown)}."))


def _wheelchair(known: bool | None) -> str:
    if known is None:
        return ""
    return _("Du kommer inn med rullestol.") if known else _("Du kommer ikke inn med rullestol.")


def _loop(known: bool | None) -> str:
    if known is None:
        return ""
    return _("Det er teleslynge.") if known else _("Det er ikke teleslynge.")


def _behind(_listing: Listing, organisations: list[Organisation]) -> list[Fact]:
    names = join_words([organisation.called for organisation in organisations])
    return [Fact(_("Hvem som står bak"), f"{names}.")] if names else []
