"""Which long list is brought? Made-up rows from a fixed seed, at real municipalities, with made-up numbers."""

import csv
import io
from random import Random

from directory.places.loading import load

_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NEEDS = ("Alkohol", "Sorg", "Angst", "Rusmidler", "Alkohol, rusmidler")
_HEADINGS = (
    "ID",
    "Navn",
    "Kommune",
    "Adresse",
    "Dag",
    "Fra klokka",
    "Hvor ofte",
    "Tema",
    "Telefon",
    "Beskrivelse",
)


def sheet(count: int, seed: int = 17) -> bytes:
    """A CSV of `count` rows."""
    chance, text = Random(seed), io.StringIO()
    towns = sorted({place.name for place in load().municipalities})
    table = csv.writer(text, delimiter=";")
    table.writerow(_HEADINGS)
    for number in range(count):
        table.writerow(
            (
                f"rad-{number}", f"Gruppe {number} (eksempel)", chance.choice(towns), f"Eksempelgata {chance.randrange(1, 400)}",
                chance.choice(_DAYS), f"{chance.randrange(8, 21)}.{chance.choice(('00', '30'))}",
                chance.choice(("", "", "", "siste i måneden", "første i måneden")), chance.choice(_NEEDS), "00 00 00 00",
                f"Vi møtes og snakker sammen. Dette er oppdiktet, og rad nummer {number} av mange. Kom som du er.",
            )
        )  # fmt: skip
    return text.getvalue().encode("utf-8-sig")


def changed(data: bytes) -> bytes:
    """The same sheet, in which every row begins at another time and says something else."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    text, clock, words = io.StringIO(), _HEADINGS.index("Fra klokka"), _HEADINGS.index("Beskrivelse")
    for row in rows[1:]:
        row[clock] = f"{row[clock].split('.')[0]}.15"
        row[words] += " Nytt siden sist."
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
