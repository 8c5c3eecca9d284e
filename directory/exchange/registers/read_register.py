"""What does a page or file of the registers say? Enhetsregisteret and Frivillighetsregisteret, as they give it out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.web.sent.phones import phone_of

Row = Mapping[str, Any]
_NUMBER = re.compile(r"\d{9}")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
# Health, social services, and what a purpose says of what groups are about.
_NEAR_CATEGORIES = ("3", "4")
_NEAR_WORDS = re.compile(
    r"selvhjelp|sjølvhjelp|pårørende|pårørande|likeperson|avhengig|\brus|alkohol|psykisk|angst|depresjon|\bsorg|etterlatt|ensom|einsam"
    r"|spilleavheng|vold|overgrep|spiseforst|demens|samtalegruppe|treffsted|livsproblem",
    re.IGNORECASE,
)


def entries_of(data: bytes) -> Iterator[dict[str, Any]]:
    """The organisations of a page or file, each in our words. Roles and accounts are never read.

    Raises:
        Refused: it is none of the register's.
    """
    found = json_of(data)
    if isinstance(found, Mapping):
        held = found.get("_embedded", found)
        inner = (
            next((each for each in held.values() if isinstance(each, list)), None)
            if isinstance(held, Mapping)
            else None
        )
        found = inner if inner is not None else [found]
    rows = [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []
    if not any("organisasjonsnummer" in row for row in rows):
        raise Refused(
            _("Dette er ikke fra Enhetsregisteret eller Frivillighetsregisteret. Bruk svaret som JSON.")
        )
    for row in rows:
        if is_org_number(line(row.get("organisasjonsnummer"))) and line(row.get("navn")):
            yield _entry(row)


def is_org_number(number: str) -> bool:
    """Nine digits whose last one is right."""
    if not _NUMBER.fullmatch(number):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11
    return (11 - rest) % 11 == int(number[8])


def _entry(row: Row) -> dict[str, Any]:
    categories, purpose = _categories(row), _purpose(row)
    address: Row = next(
        (
            row[name]
            for name in ("forretningsadresse", "beliggenhetsadresse", "postadresse")
            if isinstance(row.get(name), Mapping)
        ),
        {},
    )
    number = line(address.get("kommunenummer")) or line(row.get("kommunenummer"))
    return {
        "org_number": line(row["organisasjonsnummer"]),
        "name": line(row["navn"]),
        "municipality_number": number or None,
        "categories": categories,
        "purpose": purpose or None,
        "url": _url(row),
        "phone": next(
            filter(None, (phone_of(line(row.get(name), 40)) for name in ("telefon", "mobil"))), None
        ),
        "email": line(row.get("epostadresse"), 120) or None,
        "standing": _state_of(row),
        "near": _is_near(categories, purpose + " " + line(row["navn"])),
    }


def _categories(row: Row) -> list[str]:
    """All of them, as code and name."""
    found: Any = next((value for name, value in row.items() if name.lower().startswith("icnpo")), [])
    held = found if isinstance(found, list) else [found]
    words = [" ".join(map(line, each.values())) if isinstance(each, Mapping) else line(each) for each in held]
    business = row.get("naeringskode1")
    words += (
        [f"{line(business.get('kode'))} {line(business.get('beskrivelse'))}"]
        if isinstance(business, Mapping) and not words
        else []
    )
    return [word for word in dict.fromkeys(words) if word]


def _purpose(row: Row) -> str:
    parts = [row.get("vedtektsfestetFormaal"), row.get("aktivitet"), row.get("formaal")]
    return " ".join(
        line(" ".join(map(str, each)) if isinstance(each, list) else each, 1000) for each in parts
    ).strip()[:2000]


def _url(row: Row) -> str | None:
    text = line(row.get("hjemmeside"), 300).removeprefix("http://").removeprefix("https://")
    return f"https://{text}" if re.fullmatch(r"[\w.-]+\.[a-zA-Z]{2,}(/\S*)?", text) else None


def _state_of(row: Row) -> str:
    if line(row.get("slettedato")) or line(row.get("slettet")):
        return "deleted"
    if row.get("konkurs") is True:
        return "bankrupt"
    closing = ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
    return "closing" if any(row.get(name) is True for name in closing) else "active"


def _is_near(categories: list[str], words: str) -> bool:
    codes = [code for each in categories if (code := next(iter(re.findall(r"\b\d{4,5}\b", each)), ""))]
    return any(code.startswith(_NEAR_CATEGORIES) for code in codes) or bool(_NEAR_WORDS.search(words))
