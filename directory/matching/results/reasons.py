"""Why this one? Each suggestion's reasons, in whole sentences made of parts that translators can turn around."""

from collections.abc import Iterator
from datetime import datetime

from directory.listings.records.times_kept import Stored
from directory.listings.wording.freshness import freshness_in_words
from directory.listings.wording.presenting import has_address, join_words, needs_in_words, running_pause, when
from directory.matching.results.constraint_words import agreeing
from directory.matching.suggesting.suggest import Suggestion
from directory.matching.understanding.need import Need
from directory.vocabulary import NEEDS
from directory.web.catalogues import gettext as _
from directory.web.catalogues import ngettext
from directory.web.formatting import kilometres_in_words, sentence
from directory.web.language import label_of


def why(suggestion: Suggestion, need: Need) -> list[str]:
    """The sentences on a card: why it fits, what is different about it, and whether one can simply come."""
    parts = (
        fit(suggestion, need),
        worded(suggestion, need),
        agreeing(suggestion),
        *coming(suggestion.listing),
    )
    return [text for text in parts if text]


def coming(listing: Stored) -> Iterator[str]:
    """What anybody should know before they come: whom it is for, and whether one can simply come."""
    yield from _only_for(listing)
    yield _coming(listing)


def whole(suggestion: Suggestion, need: Need, now: datetime) -> list[str]:
    """Every reason, for a reader who sees no card: fit, distance, next meeting, freshness."""
    listing, distance = suggestion.listing, suggestion.distance_km
    time, known = when(listing, suggestion.next_meeting, now)
    meets = known and listing.kind == "group" and running_pause(listing, now) is None
    return [
        *why(suggestion, need),
        *([f"{sentence(kilometres_in_words(distance))}."] if distance is not None else []),
        _("Møtes %(when)s.", when=time[:1].lower() + time[1:]) if meets else f"{time}.",
        *([waiting(listing)] if listing.waiting_days else []),
        f"{freshness_in_words(listing, now.date()).rstrip('.')}.",
    ]


def waiting(listing: Stored) -> str:
    """How long one waits for the first talk."""
    days = listing.waiting_days or 0
    return ngettext("Ventetiden er omtrent én dag.", "Ventetiden er omtrent %(num)s dager.", days)


def fit(suggestion: Suggestion, need: Need, brief: bool = False) -> str:
    """Why it fits, or what is different about it; empty where there is nothing to say. `brief`: where what it is about stands
    beside already."""
    listing, step = suggestion.listing, suggestion.step
    shared = [label_of(NEEDS, code).lower() for code in need.needs if code in listing.needs]
    if step == "other_audience":
        return _other_audience(need, needs_in_words(listing))
    if step == "neutral" or ("any" in listing.needs and need.needs and not shared):
        return _for_everybody(listing)
    if not set(need.organisations) <= set(listing.organisations) and not suggestion.exact and shared:
        return _not_what_was_named(suggestion, need, shared)
    if need.needs and not shared:
        about = _("Det ligger nær det du spør om.")
        if not brief:
            about = _("Det gjelder %(needs)s, som ligger nær det du spør om.", needs=needs_in_words(listing))
        return about if need.audience in listing.audiences else f"{_whom(listing)} {about}".strip()
    if need.audience in ("self", "relative") and need.audience not in listing.audiences:
        return " ".join((_("Dette spurte du om."), _whom(listing)))
    if need.audience not in listing.audiences:
        return " ".join(filter(None, (_whom(listing), _about(shared))))
    if need.audience == "relative" and shared:
        return _("Passer fordi du er pårørende og det gjelder %(needs)s.", needs=join_words(shared))
    return _("Passer fordi du er pårørende.") if need.audience == "relative" else _about(shared)


def worded(suggestion: Suggestion, need: Need) -> str:
    """That its own text has words of the question; empty where it has not."""
    return _("Noe av det du skrev, står i omtalen.") if suggestion.listing.id in need.worded else ""


def _about(shared: list[str]) -> str:
    return _("Passer fordi det gjelder %(needs)s.", needs=join_words(shared)) if shared else ""


def _whom(listing: Stored) -> str:
    """Whom it is for, said to somebody whom it may not be for."""
    match listing.audiences:
        case ["self"]:
            return _("For den det gjelder.")
        case ["relative"]:
            return _("For pårørende.")
        case ["professional"]:
            return _("For fagfolk.")
    return ""


def _not_what_was_named(suggestion: Suggestion, need: Need, shared: list[str]) -> str:
    if suggestion.step == "farther":
        return _about(shared)
    if need.audience == "relative":
        return _(
            "Det er noe annet enn du spurte om, men det er for pårørende og gjelder %(needs)s.",
            needs=join_words(shared),
        )
    return _("Det er noe annet enn du spurte om, men det gjelder også %(needs)s.", needs=join_words(shared))


def _for_everybody(listing: Stored) -> str:
    if listing.audiences == ["relative"]:
        return _("For alle pårørende, uansett hva det gjelder.")
    return _("For alle, uansett hva det gjelder.")


def _other_audience(need: Need, about: str) -> str:
    if need.audience == "relative":
        return _(
            "Dette er for den det gjelder (%(needs)s), men på åpne møter kan pårørende være med.", needs=about
        )
    return _("Dette er for pårørende (%(needs)s), men på åpne møter er du velkommen.", needs=about)


def _only_for(listing: Stored) -> Iterator[str]:
    """Whom it is for among those it is about."""
    if listing.for_whom:
        yield _("Bare for kvinner.") if listing.for_whom == "women" else _("Bare for menn.")
    if listing.age_from and listing.age_to:
        yield _(
            "For deg mellom %(from_age)s og %(to_age)s år.",
            from_age=listing.age_from,
            to_age=listing.age_to,
        )
    elif listing.young:
        yield _("For deg under 18 år.")
    if listing.language == "en":
        yield _("Møtet er på engelsk.")


def _coming(listing: Stored) -> str:
    if listing.status == "full":
        return _("Det er fullt nå. Spør om venteliste.")
    if listing.kind != "group" or listing.openness is None or listing.status == "paused":
        return ""
    if listing.openness == "open" or listing.twelve_step:
        return _just_come(listing)
    return _("Ta kontakt før du kommer første gang.")


def _just_come(listing: Stored) -> str:
    """Nobody can just come where no door, and no link, is known: the page says whom to ask."""
    if has_address(listing):
        return _("Du kan bare møte opp.")
    if any(each.link for each in listing.schedules):  # a record holds those alone that everybody may have
        return _("Du kan bare bli med.")
    return (
        _("Du trenger ikke melde deg på. Spør først hvor det er.") if "in_person" in listing.formats else ""
    )
