"""How does a card say that something agrees with what one must fit it in with? One short sentence, and never a promise."""

from directory.listings.records.times_kept import Stored
from directory.matching.suggesting.suggest import Suggestion
from directory.web.catalogues import gettext as _


def agreeing(suggestion: Suggestion) -> str:
    """What it agrees with, the first that there is something to say of; empty where there is nothing."""
    if not suggestion.suits:
        return ""
    how, words = _how(suggestion.listing), _words()
    return next((words[code, how] for code in suggestion.suits if (code, how) in words), "")


def _how(listing: Stored) -> str:
    """How one takes part: `online`, `phone`, `here`, or `both` here and online."""
    remote = "online" if "online" in listing.formats else "phone" if "phone" in listing.formats else ""
    return remote if "in_person" not in listing.formats else "both" if remote == "online" else "here"


def _words() -> dict[tuple[str, str], str]:
    """By constraint, and by how one takes part."""
    also_online = _("Du kan også være med på nett.")
    return {
        ("shift-work", "online"): _("På nett, så du kan være med der du er."),
        ("shift-work", "phone"): _("På telefon, så du kan ringe der du er."),
        ("shift-work", "both"): also_online,
        ("shift-work", "here"): _("Det er flere tider å velge mellom."),
        ("small-children", "online"): _("På nett, så du kan være med hjemmefra."),
        ("small-children", "phone"): _("På telefon, så du kan ringe hjemmefra."),
        ("small-children", "both"): also_online,
        ("small-children", "here"): _("Det er på dagtid. Spør om du kan ta med barn."),
        ("not-acquaintances", "online"): _("På nett, så du slipper å møte opp blant kjente."),
        ("not-acquaintances", "phone"): _("På telefon, så ingen ser deg."),
        ("not-acquaintances", "both"): also_online,
        ("not-acquaintances", "here"): _("Det er ikke like der du bor."),
        ("no-car", "online"): _("På nett, så du trenger ikke bil."),
        ("no-car", "phone"): _("På telefon, så du trenger ikke bil."),
        ("no-car", "both"): also_online,
    }
