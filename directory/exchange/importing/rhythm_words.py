"""How often is it? "Annenhver uke", "første mandag i måneden", "every other Tuesday": read where a column asks for it, and only
pointed at where it stands in running text."""

import re
from dataclasses import dataclass

_NTH = {
    "first": 1, "1st": 1, "første": 1, "fyrste": 1, "1.": 1, "second": 2, "2nd": 2, "andre": 2, "annen": 2, "2.": 2,
    "third": 3, "3rd": 3, "tredje": 3, "3.": 3, "fourth": 4, "4th": 4, "fjerde": 4, "4.": 4, "fifth": 5, "5th": 5, "femte": 5,
    "5.": 5, "last": -1, "siste": -1, "sist": -1, "final": -1,
}  # fmt: skip
_ORDER = "|".join(sorted(map(re.escape, _NTH), key=len, reverse=True))
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:en|er|ar)?"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|week|uke|veke"
)
_EVERY_OTHER = r"every other|every second|bi-?weekly|fortnight(?:ly)?|alternat(?:e|ing)|annenhver|annakvar|anna kvar|hver annen|kvar andre|hver andre|annethvert"
_IN_TEXT = re.compile(
    rf"(?:(?<![\w])(?:{_ORDER})(?:\s*(?:,|&|and|og|/)\s*(?:{_ORDER}))*\s+(?:{_DAY})\b(?:\s+(?:of|i|in)\s+(?:the\s+|each\s+|every\s+)?(?:month|måned(?:en)?|månad(?:en)?)\b)?)"
    rf"|(?:\b(?:{_EVERY_OTHER})\b(?:\s+\w+)?)|(?:\bonce a month\b|\bmonthly\b|\bmånedlig\b|\ben gang i måneden\b)",
    re.IGNORECASE,
)  # fmt: skip
_WEEKS = re.compile(
    r"(?:hver|kvar|every)\s+(\d{1,2})\.?\s*(?:uke|veke|week)|(\d{1,2})\s*(?:uker|veker|weeks)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks, or the which-th weekday of the month."""

    every: int = 1
    nth: int | None = None


def rhythm_said_in(text: str) -> str | None:
    """What a running text says of a rhythm that is not every week; None where it says nothing."""
    found = _IN_TEXT.search(text)
    return found[0].strip() if found else None


def rhythm_of(text: str) -> Rhythm | None:
    """The rhythm that a cell names; every week where it is empty, None where it cannot be read."""
    said = text.strip().lower()
    if not said or said in (
        "1",
        "hver uke",
        "kvar veke",
        "every week",
        "weekly",
        "ukentlig",
        "kvar uke",
        "hver",
        "ja",
    ):
        return Rhythm()
    if re.search(rf"\b(?:{_EVERY_OTHER})\b", said) or said == "2":
        return Rhythm(every=2)
    if weeks := _WEEKS.search(said):
        number = int(weeks[1] or weeks[2])
        return Rhythm(every=number) if 1 <= number <= 52 else None
    words = re.findall(rf"(?<!\w)(?:{_ORDER})(?!\w)", said)
    return Rhythm(nth=_NTH[words[0]]) if len(words) == 1 else None
