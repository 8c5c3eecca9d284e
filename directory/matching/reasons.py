"""Why this one? Each suggestion's reasons, in whole sentences made of parts that translators can turn around."""

from datetime import datetime

from flask_babel import gettext as _

from directory.listings.freshness import freshness_in_words
from directory.listings.models import Listing
from directory.listings.presenting import joined, needs_in_words, running_pause, when
from directory.matching.need import Need
from directory.matching.suggest import Suggestion
from directory.vocabulary import NEEDS
from directory.web.formatting import kilometres_in_words, sentence
from directory.web.language import said


def why(suggestion: Suggestion, need: Need) -> list[str]:
    """The sentences on a card: why it fits, what is different about it, and whether one can simply come."""
    return [text for text in (_fit(suggestion, need), _coming(suggestion)) if text]


def whole(suggestion: Suggestion, need: Need, now: datetime) -> list[str]:
    """Every reason, for a reader who sees no card: fit, distance, next meeting, freshness."""
    listing = suggestion.listing
    distance = suggestion.distance_km
    time, known = when(listing, suggestion.next_meeting, now)
    meets = known and listing.kind == "group" and running_pause(listing, now) is None
    return [
        *why(suggestion, need),
        *([f"{sentence(kilometres_in_words(distance))}."] if distance is not None else []),
        _("Møtes %(when)s.", when=time[:1].lower() + time[1:]) if meets else f"{time}.",
        f"{freshness_in_words(listing, now.date()).rstrip('.')}.",
    ]


def _fit(suggestion: Suggestion, need: Need) -> str:
    listing, step = suggestion.listing, suggestion.step
    about = needs_in_words(listing)
    if step == "other_audience":
        return _other_audience(need, about)
    if step == "neutral" or (
        "any" in listing.needs and need.needs and not set(need.needs) & set(listing.needs)
    ):
        return _for_everybody(listing)
    if step == "related_need":
        return _("Det gjelder %(needs)s, som ligger nær det du spør om.", needs=about)
    shared = [said(NEEDS, code).lower() for code in listing.needs if code in need.needs]
    if need.audience == "relative" and shared:
        return _("Passer fordi du er pårørende og det gjelder %(needs)s.", needs=joined(shared))
    if need.audience == "relative":
        return _("Passer fordi du er pårørende.")
    return _("Passer fordi det gjelder %(needs)s.", needs=joined(shared)) if shared else ""


def _for_everybody(listing: Listing) -> str:
    if listing.audiences == ["relative"]:
        return _("For alle pårørende, uansett hva det gjelder.")
    return _("For alle, uansett hva det gjelder.")


def _other_audience(need: Need, about: str) -> str:
    if need.audience == "relative":
        return _(
            "Dette er for den det gjelder (%(needs)s), men på åpne møter kan pårørende være med.", needs=about
        )
    return _("Dette er for pårørende (%(needs)s), men på åpne møter er du velkommen.", needs=about)


def _coming(suggestion: Suggestion) -> str:
    openness = suggestion.listing.openness
    if suggestion.listing.status == "full":
        return _("Det er fullt nå. Spør om venteliste.")
    if suggestion.listing.kind != "group" or openness is None:
        return ""
    if openness == "open" or suggestion.listing.twelve_step:
        return _("Du kan bare møte opp.")
    return _("Ta kontakt før du kommer første gang.")
