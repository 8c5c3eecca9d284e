"""Does a text hold what belongs in a field of its own? Telephone numbers, addresses, and names of private people.

A number in running text is as good a way to reach a listing as the one in its field, so it is judged as one. Names are
only pointed out: no list of names is kept, a name is seen by the words that stand before it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

_FEWEST_DIGITS = 8
_IN_A_ROW = 5
_SEPARATOR = r"(?:[\s./()*_·•|‐‑‒–—-]{0,3}|,)"
_NUMBER = re.compile(rf"(?<!\d)\+?\d(?:{_SEPARATOR}\d){{{_IN_A_ROW - 1},}}(?!\d)")
_ADDRESS = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\balfa?krøll\b)\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:no|com|net|org|io|eu)\b(?:/\S*)?", re.IGNORECASE
)
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HARMLESS = re.compile(  # dates, clocks, years and prices: digits in a row that nobody can call
    rf"\d{{4}}-\d\d-\d\d|(?<![\d.])\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?(?:\d{{4}}|\d\d)(?![\d.])"
    rf"|(?<![\d.:]){_CLOCK}(?:\s?(?:-|–|til)\s?{_CLOCK})?(?![\d:]|\.\d)"
    r"|(?<!\d)(?:19|20)\d\d\s?(?:-|–|/)\s?(?:19|20)\d\d(?!\d)"
    r"|\bkl\.?\s?(?:[01]\d|2[0-3])[0-5]\d\s?(?:-|–|til)\s?(?:[01]\d|2[0-3])[0-5]\d(?!\d)"
    r"|(?<!\d)\d{1,3}(?:[ .]\d{3})*\s?(?:kr|kroner|,-)(?!\w)"
)
_DIGIT_WORDS = (
    ("null", "nul", "zero"),
    ("en", "én", "ein", "ett", "eit", "one"),
    ("to", "two"),
    ("tre", "three"),
    ("fire", "four"),
    ("fem", "five"),
    ("seks", "six"),
    ("sju", "syv", "seven"),
    ("åtte", "eight"),
    ("ni", "nine"),
)
_DIGITS = {word: str(digit) for digit, words in enumerate(_DIGIT_WORDS) for word in words}
_SPELT = re.compile(
    rf"\b(?:{'|'.join(_DIGITS)})(?:[\s,.-]+(?:{'|'.join(_DIGITS)})){{{_IN_A_ROW - 1},}}\b", re.IGNORECASE
)
_BEFORE_NAMES = (
    r"(?:[Rr]ing(?:e|er)?|[Kk]ontakt(?:e|er)?|[Ss]pør(?:\s+etter|\s+om)?|[Tt]ekst(?:e|er)?|[Mm]eld\s+(?:deg\s+)?(?:til|på\s+hos)"
    r"|[Ss]nakk(?:e)?\s+med|[Hh]ilsen|[Cc]all|[Aa]sk(?:\s+for)?|[Ll]eder|[Ll]eiar|[Vv]ed|v/|med|til|hos|av|heter|heiter)"
)
_NAME = re.compile(rf"(?<!\w){_BEFORE_NAMES}\s*:?\s*((?:[A-ZÆØÅ][a-zæøåéèôäöüáčđŋšŧž-]+\s?){{1,3}})")
_FIRM = re.compile(
    r"(?<!\w)(?:[Rr]ing(?:e)?|[Ss]pør\s+etter|[Ss]nakk\s+med|[Mm]eld\s+(?:deg\s+)?til|[Cc]all|v/)\s*:?\s*$"
)
_NO_PERSON = re.compile(
    r"(?:sentralen|senteret|sentral|senter|huset|kirken|kyrkja|gruppa|gruppen|gruppe|tjenesten|tenesta|tjeneste|kommune"
    r"|kommunen|stiftelsen|stiftinga|foreningen|foreininga|laget|telefonen|punktet|punkt|kontoret|kontor|klubben"
    r"|norge|noreg|norway|dag)$",
    re.IGNORECASE,
)
_NEVER_TEXT = frozenset(
    {"id", "on", "starts", "ends", "from", "until", "moved_to", "to", "source_note", "go_live_note"}
)


def texts_in(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a document with the name of its nearest field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each, name)


def ways_in_text(value: Any) -> set[str]:
    """Every number, mail address and link that the texts of a document hold, each in one way of writing."""
    return {way for name, text in texts_in(value) if name not in _NEVER_TEXT for way in ways_in(text)}


def ways_in(text: str) -> Iterator[str]:
    """Those of one text: digits alone, addresses and links in lower case."""
    for found in _ADDRESS.findall(text):
        yield found.lower()
    for found in _LINK.findall(_ADDRESS.sub(" ", text)):
        yield found.lower().rstrip(".,;:)")
    for found in _NUMBER.findall(_HARMLESS.sub(" | ", _with_digits(text))):
        digits = re.sub(r"\D", "", found)
        if len(digits) >= _FEWEST_DIGITS or found.strip("+") == digits:
            yield digits


def names_in(text: str, known: Collection[str] = ()) -> Iterator[str]:
    """What may be the name of a private person: words with a capital after "ring", "v/" and the like. `known` are
    words, in lower case, that name something else."""
    for match in _NAME.finditer(text):
        name = match.group(1).strip()
        words = name.split()
        led = text[: match.start(1)]
        if any(word.lower() in known or _NO_PERSON.search(word) for word in words):
            continue
        if len(words) >= 2 or _FIRM.search(led):
            yield name


def _with_digits(text: str) -> str:
    """`text` with digits in place of digits that are written as words, where several stand in a row."""
    return _SPELT.sub(
        lambda row: "".join(_DIGITS[word.lower()] for word in re.findall(r"[^\W\d_]+", row.group())), text
    )
