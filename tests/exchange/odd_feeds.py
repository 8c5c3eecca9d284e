"""Which lists has nobody here seen before? Made up from a fixed seed, each with what real ones of its kind do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from openpyxl import Workbook

from tests.exchange.lists import packed

_TOWNS = ("Molde", "Bergen", "Oslo", "Tromsø", "Bodø", "Lillestrøm", "Sortland", "Arendal", "Vadsø", "Volda")
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_DAGER = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = (
    "Morgenstund",
    "Stille kveld",
    "Nytt håp",
    "Åpen dør",
    "Første steg",
    "Brua",
    "Ørneredet",
    "Søndagsro",
)
COUNT = 24


@dataclass(frozen=True)
class OddFeed:
    """A list, which format it is, and how many rows it has as whoever made it counts."""

    name: str
    form: str
    data: bytes
    rows: int


class Made:
    """Chances, and what all lists are made of."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def name(self, number: int) -> str:
        return f"{self.chance.choice(_NAMES)} {number} (eksempel)"

    def one(self, *of: Any) -> Any:
        return self.chance.choice(of)

    def street(self) -> str:
        return f"Eksempelgata {self.chance.randrange(1, 90)}"

    @property
    def town(self) -> str:
        return self.chance.choice(_TOWNS)


def odd_feeds() -> Iterator[OddFeed]:
    """All of them."""
    for number, make in enumerate(
        (
            _google_table, _airtable, _by_days, _tsml, _bmlt_plain, _bmlt_jsonp, _bmlt_with_formats, _hsds_pages, _hsds_lines, _hsds_package,
            _calendar, _calendar_of_somebody, _merged_workbook, _wide_workbook, _second_sheet, _utf16_tabs, _cp1252_semicolons, _marked_commas,
        )
    ):  # fmt: skip
        yield make(Made(1700 + number))


def _google_table(made: Made) -> OddFeed:
    """A sheet as Google's interface gives it: rows cut short, some empty, headings of whoever made it."""
    rows: list[list[Any]] = [
        [
            "Name",
            "Day",
            "Time",
            "End Time",
            "Types",
            "Location",
            "Address",
            "City",
            "State",
            "Country",
            "Notes",
            "Updated",
        ]
    ]
    for number in range(COUNT):
        row = [
            made.name(number),
            made.one(*_DAYS),
            made.one("7:30 PM", "12:00 PM", "noon", "6:15 am", "18.00", ""),
            "",
            made.one("Open, Speaker", "Closed", "O,W", ""),
            "Huset",
            made.street(),
            made.town,
            "",
            "Norway",
            made.one("", "<p>First Saturday only</p>", "Bring&nbsp;a cup"),
        ]
        rows.append(row[: made.one(8, 10, len(row))])
    data = {"range": "Meetings!A1:L99", "majorDimension": "ROWS", "values": [*rows, [], ["", ""]]}
    return OddFeed("google-table", "meeting-guide", json.dumps(data).encode(), COUNT)


def _airtable(made: Made) -> OddFeed:
    """Records with fields in capitals, lists in cells, a field that is a number, and pages of which this is one."""
    records = [
        {
            "id": f"rec{number:04}",
            "createdTime": "2026-01-01T00:00:00.000Z",
            "fields": {
                "Name": made.name(number), "Day": made.one([made.one(*_DAYS)], [*_DAYS[1:3]], made.one(*_DAYS)), "Time": made.one("7:30 PM", "19:30", 1930),
                "Types": made.one(["Open", "Newcomer"], [], "Closed"), "City": made.town, "Country": "Norge", "Address": made.street(),
                "Attachments": [{"url": "https://bilde.example/1.png"}], "Latitude": made.one(59.9, "59,9", None), "Longitude": made.one(10.7, "10,7", None),
            },
        }
        for number in range(COUNT)
    ]  # fmt: skip
    return OddFeed(
        "airtable", "meeting-guide", json.dumps({"records": records, "offset": "itr1/rec2"}).encode(), COUNT
    )


def _by_days(made: Made) -> OddFeed:
    """A list for each day, in a mark, with an empty day."""
    days: dict[str, list[Any]] = {day: [] for day in _DAYS}
    for number in range(COUNT):
        days[made.one(*_DAYS[1:])].append(
            {
                "id": number,
                "name": made.name(number),
                "time": made.one("7:30 PM", "7 pm", "19:00:00"),
                "city": made.town,
                "types": "O,D",
            }
        )
    return OddFeed("by-days", "meeting-guide", json.dumps(days).encode("utf-8-sig"), COUNT)


def _tsml(made: Made) -> OddFeed:
    """What the WordPress plugin gives: words where numbers are meant, links with marks, regions, and rows that are broken."""
    rows: list[Any] = [
        {
            "id": number, "name": f"{made.name(number)} &#8211; kveld", "slug": f"m-{number}", "day": made.one(0, "3", 6, None, ""), "time": made.one("19:00", "00:00", "", None),
            "end_time": made.one("20:30", "19:00", ""), "time_formatted": "19:00", "formatted_address": f"{made.street()}, {made.town}, Norway",
            "approximate": made.one("yes", "no"), "region": made.town, "region_id": 7, "types": made.one(["O", "TC"], ["C", "ONL"], None), "attendance_option": made.one("in_person", "online", "hybrid", "inactive"),
            "conference_url": made.one("", "https://rom.example/j/1", "javascript:alert(1)"), "conference_phone": made.one("", "+4700000000,,1#"), "contact_1_name": made.one("", "Noen"),
            "contact_1_phone": "00 00 00 00", "edit_url": "https://aa.example/wp-admin/post.php", "updated": "2026-01-01 00:00:00",
        }
        for number in range(COUNT)
    ]  # fmt: skip
    rows[3] = {"slug": "m-3"}
    rows[5] = "m-5"
    rows[7] = {**rows[8]}
    return OddFeed("tsml", "meeting-guide", json.dumps(rows).encode(), COUNT)


def _bmlt_rows(made: Made) -> list[dict[str, Any]]:
    return [
        {
            "id_bigint": str(number), "worldid_mixed": "G0001", "service_body_bigint": "4", "weekday_tinyint": made.one(str(made.chance.randrange(1, 8)), 3), "venue_type": made.one("1", "2", "3", ""),
            "start_time": made.one("19:00:00", "07:30:00", "19:00"), "duration_time": made.one("01:00:00", "01:30", "00:00:00", "24:00:00"), "time_zone": made.one("", "Europe/Oslo", "America/New_York"),
            "formats": made.one("O,D", "C", "", "VM,TC"), "format_shared_id_list": made.one("", "17,4"), "meeting_name": made.name(number), "location_text": "Huset",
            "location_street": made.street(), "location_municipality": made.town, "location_province": "", "location_postal_code_1": "", "location_nation": made.one("NO", "Norge", ""),
            "latitude": "59.9", "longitude": "10.7", "comments": made.one("", "Last Friday: cake"), "published": made.one("1", 1, "0"), "root_server_uri": "https://bmlt.example/main_server",
        }
        for number in range(1, COUNT + 1)
    ]  # fmt: skip


def _bmlt_plain(made: Made) -> OddFeed:
    return OddFeed("bmlt", "bmlt", json.dumps(_bmlt_rows(made)).encode(), COUNT)


def _bmlt_jsonp(made: Made) -> OddFeed:
    """A saved answer as scripts get it."""
    return OddFeed("bmlt-jsonp", "bmlt", f"/**/jQuery3_1({json.dumps(_bmlt_rows(made))});\n".encode(), COUNT)


def _bmlt_with_formats(made: Made) -> OddFeed:
    """An answer with the formats that it uses, in an encoding that was not said, and a row that is none."""
    formats = [
        {"shared_id_bigint": "17", "key_string": "O", "name_string": "Åpent", "lang": "nb", "id": "17"}
    ]
    data = {"meetings": [*_bmlt_rows(made), {}], "formats": formats}
    return OddFeed("bmlt-formats", "bmlt", json.dumps(data, ensure_ascii=False).encode("utf-16"), COUNT + 1)


def _hsds_services(made: Made) -> list[dict[str, Any]]:
    return [
        {
            "id": f"00000000-0000-4000-8000-{number:012}", "name": made.name(number), "status": made.one("active", "inactive", "defunct", "temporarily closed"),
            "organization": {"id": "o", "name": made.one("Al-Anon familiegrupper", "Velforeningen Eksempel")}, "fees_description": made.one("Gratis", "50 kr", None),
            "minimum_age": made.one(None, 18, "18.0"), "languages": [{"code": made.one("no", "nb", "sme"), "name": "x"}], "service_areas": [{"extent_type": "geojson", "extent": "{}"}],
            "schedules": [
                made.one(
                    {"freq": "WEEKLY", "byday": made.one(*_CODES), "opens_at": "18:00", "closes_at": "20:00"},
                    {"freq": "MONTHLY", "byday": "1MO", "opens_at": "18:00+01:00"},
                    {"freq": "MONTHLY", "bymonthday": "15", "opens_at": "18:00Z"},
                    {"freq": "DAILY", "opens_at": "09:00", "closes_at": "15:00", "valid_from": "2026-01-01"},
                    {"description": "Ring først"},
                )
            ],
            "service_at_locations": [{"id": f"l{number}", "location": {"name": "Huset", "addresses": [{"address_1": made.street(), "city": made.town, "country": "NO", "postal_code": None}]}}],
            "phones": [{"number": "00 00 00 00", "type": made.one("voice", "fax")}], "metadata": [{"resource_type": "service"}],
            "url": made.one("https://tilbud.example/", "tilbud.example", None), "additional_urls": [{"url": "https://x.example"}], "capacities": [],
        }
        for number in range(COUNT)
    ]  # fmt: skip


def _hsds_pages(made: Made) -> OddFeed:
    data = {"total_items": COUNT, "total_pages": 1, "page_number": 1, "size": COUNT, "first_page": True, "last_page": True, "contents": _hsds_services(made)}  # fmt: skip
    return OddFeed("hsds-page", "hsds", json.dumps(data).encode(), COUNT)


def _hsds_lines(made: Made) -> OddFeed:
    """A line for each, one of them without a name, an empty one between."""
    lines = [json.dumps(each, ensure_ascii=False) for each in _hsds_services(made)]
    lines[4] = json.dumps({"id": "x", "name": None})
    return OddFeed("hsds-lines", "hsds", ("\r\n\r\n".join(lines) + "\r\n").encode(), COUNT)


def _hsds_package(made: Made) -> OddFeed:
    """Tables of 3.1 in a folder, with a mark, columns that nobody asked for, and locations that two services share."""
    services = ["\ufeffid,organization_id,name,status,alert,wait_time"]
    places, at, schedules = ["id,location_type,name"], ["id,service_id,location_id"], ["id,service_id,service_at_location_id,freq,byday,opens_at,closes_at"]  # fmt: skip
    addresses = ["id,location_id,attention,address_1,city,state_province,postal_code,country,address_type"]
    for number in range(COUNT):
        services.append(f'{number},o,"{made.name(number)}, kveld",active,,"2 uker"')
        at.append(f"a{number},{number},l{number // 2}")
        schedules.append(f"s{number},{number},,WEEKLY,{made.one(*_CODES)},18:00,19:30")
        if not number % 2:
            places.append(f"l{number // 2},physical,Huset")
            addresses.append(f"d{number},l{number // 2},,{made.street()},{made.town},,,NO,physical")
    tables = {
        "service": services,
        "location": places,
        "service_at_location": at,
        "schedule": schedules,
        "address": addresses,
    }
    tables["organization"] = ["id,name,description", "o,Anonyme Narkomane,x"]
    files = {f"pakke/data/{name}.csv": "\r\n".join(rows).encode() for name, rows in tables.items()}
    files["pakke/datapackage.json"] = json.dumps({"name": "hsds", "resources": []}).encode()
    files["__MACOSX/pakke/data/._service.csv"] = b"\0\5\26\7"
    return OddFeed("hsds-package", "hsds", packed(files), COUNT)


_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//eksempel//NO\r\n"
_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


def _calendar(made: Made) -> OddFeed:
    """Outlook's: a zone of its own, days taken out, a moved one, alarms, folded lines, an all-day event."""
    text = _HEAD + _ZONE
    for number in range(COUNT):
        rule = made.one("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=TU;COUNT=9", "FREQ=DAILY", "FREQ=YEARLY")  # fmt: skip
        zone = made.one(";TZID=W. Europe Standard Time", ";TZID=Europe/Oslo", "", ";TZID=/eksempel/Nowhere")
        starts = (
            "DTSTART;VALUE=DATE:20260106"
            if number == 5
            else f"DTSTART{zone}:20260106T190000{made.one('', 'Z') if not zone else ''}"
        )
        text += (
            f"BEGIN:VEVENT\r\nUID:{number}@eksempel\r\n{starts}\r\nDURATION:PT1H30M\r\nRRULE:{rule}\r\nEXDATE{zone}:20260113T190000,20260120T190000\r\n"
            f"SUMMARY;LANGUAGE=nb-no:{made.name(number)}\r\nLOCATION:{made.street()}\\, {made.town}\r\nDESCRIPTION:En lang linje som er\r\n  brettet\\nher\r\n"
            "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        )
    text += "BEGIN:VEVENT\r\nUID:1@eksempel\r\nRECURRENCE-ID:20260127T190000\r\nDTSTART:20260128T190000\r\nSUMMARY:Flyttet (eksempel)\r\nEND:VEVENT\r\n"
    return OddFeed("outlook", "calendar", (text + "END:VCALENDAR\r\n").encode(), COUNT + 1)


def _calendar_of_somebody(made: Made) -> OddFeed:
    """Google's: each date by itself, cancelled ones among them, and journals and tasks that are no meetings."""
    text = _HEAD + "X-WR-CALNAME:Møter (eksempel)\r\nX-WR-TIMEZONE:Europe/Oslo\r\n"
    name, town = made.name(1), made.town
    for number in range(COUNT):
        text += (
            f"BEGIN:VEVENT\r\nUID:g{number}@eksempel\r\nDTSTART:202601{number + 1:02}T180000Z\r\nDTEND:202601{number + 1:02}T190000Z\r\nSTATUS:{made.one('CONFIRMED', 'CANCELLED')}\r\n"
            f"SUMMARY:{name}\r\nLOCATION:{town}\r\nEND:VEVENT\r\n"
        )
    text += "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Vaske\r\nEND:VTODO\r\n"
    return OddFeed("single-dates", "calendar", (text + "END:VCALENDAR\r\n").encode(), COUNT)


def _book(
    rows: list[list[Any]], *merged: str, title: str = "Ark1", before: list[list[Any]] | None = None
) -> bytes:
    """A workbook; `before` is a sheet that stands first."""
    book = Workbook()
    sheet = book.worksheets[0]
    if before is not None:
        for row in before:
            sheet.append(row)
        sheet = book.create_sheet("Liste")
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for each in merged:
        sheet.merge_cells(each)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _merged_workbook(made: Made) -> OddFeed:
    """A municipality's: a heading over all, the town said once for many rows, times and dates as numbers."""
    rows: list[list[Any]] = [
        ["Lavterskeltilbud i kommunen"],
        ["Oppdatert 1.1.2026"],
        ["Kommune", "Navn", "Adresse", "Ukedag", "Klokkeslett", "Slutt", "Startdato", "Telefon"],
    ]
    rows += [
        [made.town if not number % 6 else None, made.name(number), made.street(), made.one(*_DAGER, "Ons", "hver fredag"), made.one(0.75, 19, "kl. 19", "19.00-20.30"), made.one(None, 0.875), made.one(46357, None, "1.12.26"), 0]
        for number in range(COUNT)
    ]  # fmt: skip
    return OddFeed(
        "merged",
        "spreadsheet",
        _book(rows, "A1:H1", *(f"A{4 + n}:A{9 + n}" for n in range(0, COUNT, 6))),
        COUNT,
    )


def _wide_workbook(made: Made) -> OddFeed:
    """A hundred columns, most of them of no use, two with one name, formulas among them."""
    more = [f"Kolonne {number}" for number in range(94)]
    rows: list[list[Any]] = [["Nr", "Navn", "Kommune", "Dag", "Fra klokka", "Navn", *more]]
    rows += [
        [number, made.name(number), made.town, made.one(*_DAGER), "19:00", "=A2", *["=1+1"] * 94]
        for number in range(COUNT)
    ]
    rows[7][1] = None
    return OddFeed("hundred-columns", "spreadsheet", _book(rows), COUNT)


def _second_sheet(made: Made) -> OddFeed:
    """Two sheets: the first says how to fill in the second."""
    rows: list[list[Any]] = [["Navn", "Kommune", "Dag", "Fra klokka", "Tema"]]
    rows += [
        [
            made.name(number),
            made.town,
            made.one(*_DAGER),
            "19:00",
            made.one("Sorg", "Alkohol; Angst", "Strikking"),
        ]
        for number in range(COUNT)
    ]
    before = [["Slik fyller du ut"], ["Skriv én rad for hvert tilbud."], ["Spør oss om noe er uklart."]]
    return OddFeed("two-sheets", "spreadsheet", _book(rows, before=before, title="Tilbud"), COUNT)


def _lines(made: Made, separator: str, newline: str) -> str:
    rows = [["Namn", "Kommune", "Adresse", "Dag", "Frå klokka", "Til klokka", "Telefon", "Skildring"]]
    rows += [
        [made.name(number), made.town, made.street(), made.one(*_DAGER).capitalize(), made.one("19.00", "1900", "19"), made.one("", "20:30"), "00 00 00 00", made.one("", "«Kom som du er» – velkomen", "–")]
        for number in range(COUNT)
    ]  # fmt: skip
    return newline.join(separator.join(row) for row in rows) + newline * 3


def _utf16_tabs(made: Made) -> OddFeed:
    """What Excel calls Unicode text."""
    return OddFeed("utf16", "spreadsheet", _lines(made, "\t", "\r\n").encode("utf-16"), COUNT)


def _cp1252_semicolons(made: Made) -> OddFeed:
    return OddFeed("cp1252", "spreadsheet", ("sep=;\r\n" + _lines(made, ";", "\r\n")).encode("cp1252"), COUNT)


def _marked_commas(made: Made) -> OddFeed:
    """With a mark, old Mac's line ends, and a quote that holds a line break."""
    text = _lines(made, ",", "\r").replace("–\r", '"–, og\r mer"\r')
    return OddFeed("marked", "spreadsheet", text.encode("utf-8-sig"), COUNT)
