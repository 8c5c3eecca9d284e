"""Which telephone and web address has a municipality, or an organisation? As the central register of legal entities tells.

The operator gives one file of the open data of Enhetsregisteret (the Brønnøysund Register Centre, licence NLOD 2.0):

    data.brreg.no/enhetsregisteret/api/enheter?organisasjonsform=KOMM&size=1000     all municipalities
    data.brreg.no/enhetsregisteret/api/enheter?organisasjonsnummer=…,…              some organisations
    data.brreg.no/enhetsregisteret/api/enheter/lastned                              everything, packed with gzip

All three forms are read: a page of the interface (`_embedded.enheter`), a list, and the packed list, which is read entity by
entity. Of each entity these fields are looked at, and no other: `organisasjonsnummer`, `navn`, `organisasjonsform.kode`,
`telefon`, `mobil`, `hjemmeside`, `slettedato`, `forretningsadresse.kommunenummer`. `epostadresse` is often a person's, and is
not read.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from directory.web.sent.phones import phone_of

NAME = "Enhetsregisteret"
_MUNICIPALITY = "KOMM"
_AT_ONCE = 1 << 20
_LARGEST = 64 << 20  # one page of the interface
_BETWEEN = " \t\r\n,[]"
_HOST = re.compile(r"https?://[^\s/@:]+\.[^\s/@:]+(?:/\S*)?")


@dataclass(frozen=True, slots=True)
class Entity:
    """What the register tells of one legal entity; `municipality_number` only where it is a municipality itself."""

    number: str
    name: str
    municipality_number: str | None
    phone: str | None
    url: str | None


def read_entities(path: Path) -> Iterator[Entity]:
    """The entities of a file that are not struck off, in its order.

    Raises:
        ValueError: it is no file of the register; the text says where, and repeats nothing of it.
    """
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as text:
            yield from filter(None, map(_entity, _objects(text)))
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError):
        raise ValueError("it is not text in UTF-8, or it is cut short") from None


def _objects(text: IO[str]) -> Iterator[Any]:
    """Each object of a list, however long it is; or those of one page of the interface."""
    decode, kept, at, number = json.JSONDecoder().raw_decode, "", 0, 0
    while True:
        at = _begins_at(kept, at)
        try:
            found, at = decode(kept, at)
        except json.JSONDecodeError:
            more = text.read(_AT_ONCE)
            kept, at = kept[at:] + more, 0
            if more and len(kept) < _LARGEST:
                continue
            if not kept:
                return
            raise ValueError(f"it is not JSON after entity {number}") from None
        number += 1
        inside = found.get("_embedded", {}).get("enheter") if isinstance(found, Mapping) else None
        yield from inside if isinstance(inside, list) else [found]


def _begins_at(kept: str, at: int) -> int:
    while at < len(kept) and kept[at] in _BETWEEN:
        at += 1
    return at


def _entity(row: Any) -> Entity | None:
    """One entity; None for what is struck off, or is no entity."""
    if not isinstance(row, Mapping) or row.get("slettedato"):
        return None
    number, name = _text(row, "organisasjonsnummer"), _text(row, "navn")
    if not re.fullmatch(r"\d{9}", number) or not name:
        return None
    form, address = row.get("organisasjonsform"), row.get("forretningsadresse")
    is_municipality = isinstance(form, Mapping) and form.get("kode") == _MUNICIPALITY
    area = _text(address, "kommunenummer") if isinstance(address, Mapping) and is_municipality else ""
    phones = (phone_of(_text(row, each)) for each in ("telefon", "mobil") if _text(row, each))
    return Entity(
        number, name, area or None, next(filter(None, phones), None), site_of(_text(row, "hjemmeside"))
    )


def site_of(typed: str) -> str | None:
    """A page of the net as it is kept; `https://` goes without saying. None where it is none."""
    url = typed if "://" in typed else f"https://{typed}"
    return url if _HOST.fullmatch(url) else None


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip()[:200] if isinstance(value, str) else ""
