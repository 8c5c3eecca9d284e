"""What does whoever unpacks the open data read first? What it is, whose it is, and what they may do with it."""

from datetime import datetime

LICENCE_TEXT = """\
Varde: open data

The listings, organisations and places in this archive may be used, changed and passed on by anybody, also for money, under
Creative Commons Attribution 4.0 International (CC BY 4.0, SPDX: CC-BY-4.0). The full text is published by Creative Commons.

Say where it is from: "Varde", with the date in manifest.json, and that you changed it where you did.

Names of places and municipalities come from Kartverket and Statistics Norway (NLOD, CC BY 4.0); what other sources a listing
has stands in its own field `source`.
"""


def readme(now: datetime, counts: dict[str, int]) -> str:
    """The first file of the archive, in Norwegian and English."""
    demo = (
        f"\n{counts['demo']} av tilbudene er oppdiktet og merket `demo` / {counts['demo']} of the listings are made up and marked `demo`.\n"
        if counts["demo"]
        else ""
    )
    return f"""\
# Varde: åpne data / open data

{now:%Y-%m-%d}: {counts["listings"]} tilbud / listings, {counts["organisations"]} organisasjoner / organisations.
{demo}
| fil / file | hva / what |
|---|---|
| `listings.csv` | en rad for hver tid; flere rader med samme `id` er ett tilbud / a row for each time; rows of one `id` are one listing |
| `listings.jsonl` | hele tilbudet, ett på hver linje / the whole listing, one a line |
| `listings.geojson` | punkter til kart / points for maps |
| `organisations.csv` | hvem som står bak / who runs them |
| `schema.json` | hva feltene betyr / what the fields mean |
| `manifest.json` | dato, antall, sjekksummer, lisens / date, counts, checksums, licence |

Tidene er norske klokkeslett. Tomt felt betyr at vi ikke vet, aldri «nei». I CSV begynner tekst som ligner en formel, med en apostrof.
Times are Norwegian clocks. An empty field means that nobody told us, never "no". In the CSV a text that looks like a formula begins
with an apostrophe.

Ingen privatperson er med. / No private person is in it.
"""
