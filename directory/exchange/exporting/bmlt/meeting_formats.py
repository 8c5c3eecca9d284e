"""What do BMLT's formats stand for here? How one takes part, for whom, what it is and about what, each with a number of its own."""

from collections.abc import Iterator, Mapping
from functools import cache
from zlib import crc32

from directory.exchange.exporting.meeting_entries import MeetingEntry
from directory.vocabulary import KINDS, LANGUAGES, NEEDS, SERVED, Label

# Key, what the world calls it, and what it says. Keys and numbers stay: clients keep them.
_FIXED: Mapping[str, tuple[str, Label]] = {
    "VM": ("VM", Label("På nett eller telefon", "På nett eller telefon", "Virtual meeting")),
    "HY": ("HYBR", Label("Fysisk og på nett", "Fysisk og på nett", "Hybrid meeting")),
    "TC": ("TC", Label("Tar pause", "Tek pause", "Temporarily closed")),
    "O": ("OPEN", Label("Åpen", "Open", "Open")),
    "C": ("CLOSED", Label("Lukket", "Lukka", "Closed")),
    "W": ("W", Label("For kvinner", "For kvinner", "Women")),
    "M": ("M", Label("For menn", "For menn", "Men")),
    "Y": ("Y", Label("For unge", "For unge", "Young people")),
    "WC": ("WCHR", Label("Plass til rullestol", "Plass til rullestol", "Wheelchair accessible")),
    "12": ("", Label("Tolv trinn", "Tolv trinn", "Twelve steps")),
    "EN": ("LANG", Label("På engelsk", "På engelsk", "In English")),
    "W1": ("", Label("Første i måneden", "Første i månaden", "First of the month")),
    "W2": ("", Label("Andre i måneden", "Andre i månaden", "Second of the month")),
    "W3": ("", Label("Tredje i måneden", "Tredje i månaden", "Third of the month")),
    "W4": ("", Label("Fjerde i måneden", "Fjerde i månaden", "Fourth of the month")),
    "W5": ("", Label("Femte i måneden", "Femte i månaden", "Fifth of the month")),
    "WL": ("", Label("Siste i måneden", "Siste i månaden", "Last of the month")),
    "2U": ("", Label("Annenhver uke", "Annakvar veke", "Every second week")),
    "NU": (
        "",
        Label("Sjeldnere enn annenhver uke", "Sjeldnare enn annakvar veke", "Less than every second week"),
    ),
}
_TYPES = {"O": "O", "C": "O", "EN": "LANG"}  # the rest is FC3: common needs and restrictions
_LANGUAGES = {"no": "nb"}
_WHOLE = frozenset({"WC"})
"""What only the whole document tells."""


def all_formats() -> Mapping[str, tuple[str, Label]]:
    """Every format by its key."""
    return _all()


@cache
def _all() -> dict[str, tuple[str, Label]]:
    kinds = {code: ("", label) for code, label in KINDS.items()}
    audiences = {f"for-{code}": ("", label) for code, label in SERVED.items()}
    needs = {code: ("", label) for code, label in NEEDS.items()}
    return {**_FIXED, **kinds, **audiences, **needs}


@cache
def number_of(key: str) -> int:
    """The number of a format, which stays whatever is added."""
    return crc32(f"format {key}".encode()) & 0x7FFFFFFF


def needs_the_document(numbers: frozenset[int]) -> bool:
    """Whether a question about these formats cannot be answered from the index."""
    return not numbers.isdisjoint(number_of(key) for key in _WHOLE)


def keys_of(entry: MeetingEntry, *, closed: bool) -> list[str]:
    """The formats of one meeting."""
    return [*_how(entry, closed), *_for_whom(entry), *_how_often(entry), *_about(entry)]


def _how(entry: MeetingEntry, closed: bool) -> Iterator[str]:
    remote = bool({"online", "phone"}.intersection(entry.formats))
    if remote:
        yield "HY" if "in_person" in entry.formats else "VM"
    if closed:
        yield "TC"


def _for_whom(entry: MeetingEntry) -> Iterator[str]:
    listing = entry.listing
    holds = {
        "O": listing.openness == "open",
        "C": listing.openness == "closed",
        "W": listing.for_whom == "women",
        "M": listing.for_whom == "men",
        "Y": listing.young,
        "WC": bool(getattr(listing, "wheelchair", None)),
        "12": listing.twelve_step,
        "EN": listing.language == "en",
    }
    return (key for key, held in holds.items() if held)


def _how_often(entry: MeetingEntry) -> Iterator[str]:
    schedule = entry.schedule
    if schedule and schedule.nth:
        yield "WL" if schedule.nth < 0 else f"W{schedule.nth}"
    elif schedule and schedule.every > 1:
        yield "2U" if schedule.every == 2 else "NU"


def _about(entry: MeetingEntry) -> Iterator[str]:
    yield entry.listing.kind
    yield from (f"for-{code}" for code in entry.listing.audiences)
    yield from entry.listing.needs


def language_of(asked: str | None, usual: str) -> str:
    """A language that we have: the one that was asked for, or `usual`."""
    code = (asked or "").partition("-")[0]
    code = _LANGUAGES.get(code, code)
    return code if code in LANGUAGES else usual


def format_row(key: str, language: str, root: str) -> dict[str, str]:
    """One format as `GetFormats` gives it."""
    world, label = all_formats()[key]
    said = str(getattr(label, language))
    return {
        "key_string": key,
        "name_string": said,
        "description_string": said,
        "lang": language,
        "id": str(number_of(key)),
        "world_id": world,
        "root_server_uri": root,
        "format_type_enum": _TYPES.get(key, "FC3"),
    }
