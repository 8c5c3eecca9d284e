"""What may a column of a spreadsheet be called? In bokmål, nynorsk and English, with what people call it otherwise."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class SheetColumn(NamedTuple):
    """One column: its heading in three languages, other headings, and what stands there in the example. A `rare` one is read, but
    is not in the sheet to fill in."""

    nb: str
    nn: str
    en: str
    others: tuple[str, ...] = ()
    example: str = ""
    rare: bool = False


COLUMNS: Mapping[str, SheetColumn] = {
    "id": SheetColumn("ID", "ID", "ID", ("nummer", "nr", "id-nummer", "varde-id")),
    "name": SheetColumn("Navn", "Namn", "Name", ("gruppe", "tilbud", "tilbod", "navn på gruppe", "gruppenavn", "møte", "title", "group", "meeting"), "Tirsdagsgruppa (eksempel)"),
    "kind": SheetColumn("Type", "Type", "Kind", ("slag", "hva slags", "type tilbud"), "Gruppe"),
    "organisation": SheetColumn("Organisasjon", "Organisasjon", "Organisation", ("forening", "fellesskap", "arrangør", "organization", "fellowship")),
    "audiences": SheetColumn("Målgruppe", "Målgruppe", "Audience", ("for hvem", "målgrupper", "audiences"), "Pårørende"),
    "needs": SheetColumn("Tema", "Tema", "Need", ("temaer", "behov", "livsproblem", "needs", "topic", "topics"), "Alkohol, Rusmidler"),
    "openness": SheetColumn("Åpen eller lukket", "Open eller lukka", "Open or closed", ("åpen", "åpenhet", "openness", "åpen/lukket", "open")),
    "for": SheetColumn("Kvinner eller menn", "Kvinner eller menn", "Women or men", ("kjønn", "gender")),
    "language": SheetColumn("Språk", "Språk", "Language", ("møtespråk",)),
    "formats": SheetColumn("Møteform", "Møteform", "Format", ("form", "formats", "fysisk eller nett", "digital"), "Fysisk møte"),
    "municipality": SheetColumn("Kommune", "Kommune", "Municipality", ("sted", "by", "kommunenavn", "place", "city", "town", "poststed", "stad"), "Ålesund"),
    "postcode": SheetColumn("Postnummer", "Postnummer", "Postcode", ("postnr", "zip", "postal code")),
    "address": SheetColumn("Adresse", "Adresse", "Address", ("gateadresse", "besøksadresse", "street", "gate"), "Eksempelgata 1"),
    "way_in": SheetColumn("Slik finner du fram", "Slik finn du fram", "How to get there", ("inngang", "veibeskrivelse", "way in", "directions"), "Inngang fra bakgården"),
    "weekday": SheetColumn("Dag", "Dag", "Day", ("ukedag", "vekedag", "dager", "weekday", "day of week", "møtedag"), "Tirsdag"),
    "starts": SheetColumn("Fra klokka", "Frå klokka", "Starts", ("kl", "klokkeslett", "tid", "start", "starter", "time", "fra kl", "begynner", "klokka", "start time"), "19:00"),
    "ends": SheetColumn("Til klokka", "Til klokka", "Ends", ("slutt", "slutter", "end", "til kl", "end time"), "20:30"),
    "rhythm": SheetColumn("Hvor ofte", "Kor ofte", "How often", ("frekvens", "hyppighet", "intervall", "frequency"), "Første i måneden"),
    "from": SheetColumn("Første dato", "Første dato", "First date", ("fra dato", "startdato", "gjelder fra", "from", "start date", "oppstart")),
    "until": SheetColumn("Siste dato", "Siste dato", "Last date", ("til dato", "sluttdato", "until", "end date")),
    "pause_from": SheetColumn("Pause fra", "Pause frå", "Pause from", ("ferie fra",)),
    "pause_until": SheetColumn("Pause til", "Pause til", "Pause until", ("ferie til",)),
    "changed_dates": SheetColumn("Enkeltdatoer", "Enkeltdatoar", "Single dates", ("avlyst", "flyttet", "avvik", "changed dates"), "2026-12-22 avlyst"),
    "link": SheetColumn("Møtelenke", "Møtelenkje", "Meeting link", ("zoom", "lenke til møtet", "online link", "teams")),
    "phone": SheetColumn("Telefon", "Telefon", "Phone", ("tlf", "mobil", "kontakttelefon", "telefonnummer"), "00 00 00 00"),
    "email": SheetColumn("E-post", "E-post", "Email", ("epost", "mail", "e-mail", "kontakt e-post", "e-postadresse")),
    "url": SheetColumn("Nettside", "Nettside", "Website", ("nettadresse", "hjemmeside", "web", "url", "lenke", "nettsted", "link")),
    "summary": SheetColumn("Beskrivelse", "Omtale", "Description", ("om", "om tilbudet", "kort om", "notat", "merknad", "notes", "summary", "kommentar", "informasjon")),
    "first_time": SheetColumn("Første gang", "Første gong", "First time", ("første møte",)),
    "cost": SheetColumn("Pris", "Pris", "Cost", ("kostnad", "price"), "Gratis"),
    "wheelchair": SheetColumn("Rullestol", "Rullestol", "Wheelchair", ("universell utforming", "tilgjengelig for rullestol", "accessible"), "Ja"),
    "by_appointment": SheetColumn("Etter avtale", "Etter avtale", "By appointment", ()),
    "referral_needed": SheetColumn("Henvisning", "Tilvising", "Referral needed", ("krever henvisning", "referral")),
    "class": SheetColumn("Klasse", "Klasse", "Class", ()),
    "municipality_number": SheetColumn("Kommunenummer", "Kommunenummer", "Municipality number", ("municipality number",)),
    "contact": SheetColumn("Kontakt", "Kontakt", "Contact", ("rolle", "role")),
    "free": SheetColumn("Gratis", "Gratis", "Free", ()),
    "approximate": SheetColumn("Omtrentlig sted", "Omtrentleg stad", "Approximate", ()),
    "status": SheetColumn("Status", "Status", "Status", ()),
    "latitude": SheetColumn("Breddegrad", "Breiddegrad", "Latitude", ("lat",)),
    "longitude": SheetColumn("Lengdegrad", "Lengdegrad", "Longitude", ("lon", "lng", "long")),
    "hearing_loop": SheetColumn("Teleslynge", "Teleslynge", "Hearing loop", (), rare=True),
    "sign_language": SheetColumn("Tegnspråk", "Teiknspråk", "Sign language", (), rare=True),
    "interpreter": SheetColumn("Tolk", "Tolk", "Interpreter", (), rare=True),
    "accompaniment": SheetColumn("Følge første gang", "Følgje første gong", "Accompaniment", (), rare=True),
    "twelve_step": SheetColumn("Tolv trinn", "Tolv trinn", "Twelve steps", ("12 trinn", "12-trinn"), rare=True),
    "faith_based": SheetColumn("Kristen eller diakonal", "Kristen eller diakonal", "Faith-based", (), rare=True),
    "young": SheetColumn("For unge", "For unge", "For the young", (), rare=True),
    "age_from": SheetColumn("Fra alder", "Frå alder", "From age", ("minstealder", "aldersgrense"), rare=True),
    "age_to": SheetColumn("Til alder", "Til alder", "To age", (), rare=True),
    "area_only": SheetColumn("Bare området vises", "Berre området blir vist", "Only the area is shown", (), rare=True),
    "waiting_days": SheetColumn("Ventetid i dager", "Ventetid i dagar", "Waiting days", ("ventetid",), rare=True),
    "org_number": SheetColumn("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number", ("org.nr", "orgnr", "org nr", "org. nr.")),
}  # fmt: skip


def key_of(heading: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[\W_]+", " ", heading.lower()).strip()


_KNOWN = {
    key_of(name): field
    for field, column in reversed(list(COLUMNS.items()))
    for name in (field, *column.others, column.en, column.nn, column.nb)
    if name
}


def field_called(heading: str) -> str | None:
    """Which field a heading names; None where nobody knows."""
    return _KNOWN.get(key_of(heading))
