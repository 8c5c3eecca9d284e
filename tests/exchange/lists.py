"""Which lists do tests bring? Small ones, made up, and faults that real ones have."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.exchange.importing.entries import Fellowship, ReaderFacts
from directory.places.loading import load

FACTS = ReaderFacts(
    load(),
    date(2026, 11, 22),
    {
        "aa": Fellowship("aa", "Anonyme Alkoholikere", ["self"], ["alcohol"]),
        "al-anon": Fellowship("al-anon", "Al-Anon familiegrupper", ["relative"], ["alcohol"]),
        "na": Fellowship("na", "Anonyme Narkomane", ["self"], ["drugs"]),
    },
    home="http://127.0.0.1:8000",
)
SHEET = (
    "Navn;Kommune;Adresse;Dag;Fra klokka;Hvor ofte;Første dato;Telefon;Tema;Enkeltdatoer\n"
    "Onsdagsgruppa (eksempel);Ålesund;Eksempelgata 1;Onsdag;19.00;annenhver uke;2.12.2026;00 00 00 00;Alkohol, rusmidler;16.12.2026 avlyst\n"
    "Onsdagsgruppa (eksempel);Ålesund;Eksempelgata 1;lørdag;12:00;siste i måneden;;;;\n"
    "Morgengruppa (eksempel);Bergen;Eksempelgata 2;mandag;7.30;;;00 00 00 00;Sorg;\n"
)


def meeting(number: int, **more: Any) -> dict[str, Any]:
    """One entry of Meeting Guide."""
    return {
        "slug": f"gruppe-{number}",
        "name": f"Gruppe {number} (eksempel)",
        "day": number % 7,
        "time": "19:00",
        "types": ["O"],
        "address": f"Eksempelgata {number}",
        "city": "Molde",
        "country": "NO",
        "url": f"https://gruppe{number}.example/",
        **more,
    }


def feed(count: int, changed: Mapping[int, dict[str, Any]] | None = None) -> bytes:
    """A whole feed; `changed`: what some entries say otherwise."""
    return json.dumps(
        [meeting(number, **(changed or {}).get(number, {})) for number in range(1, count + 1)]
    ).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return kept.getvalue()
