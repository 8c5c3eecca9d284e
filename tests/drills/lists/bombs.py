"""What could somebody send that is small and becomes huge? Each in a form that a list may have."""

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook

_MEGABYTE = 1024 * 1024
_ZEROS = bytes(_MEGABYTE)


def _names(count: int) -> bytes:
    return b",".join(b'{"name":"%x"}' % number for number in range(count))


def _packed(files: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return kept.getvalue()


def _lying() -> bytes:
    """A zip that says of itself that it is small."""
    honest = bytearray(_packed({"xl/workbook.xml": bytes(100 * _MEGABYTE)}))
    size = (100 * _MEGABYTE).to_bytes(4, "little")
    return bytes(honest).replace(size, (1000).to_bytes(4, "little"))


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><workbook>&l11;</workbook>'.encode()
    )


def _wide() -> bytes:
    """A sheet whose one row says that it goes on for ever, and whose dimension is the largest there is."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>'
        + row
        + b"</sheetData></worksheet>"
    )

    return _sheet(sheet)


def _sheet(xml: bytes) -> bytes:
    """A workbook whose only sheet is this."""
    kept = BytesIO()
    Workbook().save(kept)
    with zipfile.ZipFile(kept) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return _packed({**parts, "xl/worksheets/sheet1.xml": xml})


def _long() -> bytes:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 900_000))
    return _sheet(b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")


BOMBS: dict[str, Callable[[], bytes]] = {
    "zip.xlsx": lambda: _packed({"xl/worksheets/sheet1.xml": _ZEROS * 400}),
    "many.xlsx": lambda: _packed({f"xl/worksheets/sheet{number}.xml": _ZEROS for number in range(700)}),
    "nested.xlsx": lambda: _packed({"a.zip": _packed({"b": _ZEROS * 30}), "xl/workbook.xml": _ZEROS * 30}),
    "lies.xlsx": _lying,
    "laughs.xlsx": lambda: _packed({"xl/workbook.xml": _laughs(), "[Content_Types].xml": b"<Types/>"}),
    "laughs16.xlsx": lambda: _packed(
        {"xl/workbook.xml": _laughs().decode().encode("utf-16"), "[Content_Types].xml": b"<Types/>"}
    ),
    "wide.xlsx": _wide,
    "gzip.json": lambda: gzip.compress(_ZEROS * 200),
    "deep.json": lambda: b"[" * 4_000_000,
    "deep-objects.json": lambda: b'{"a":' * 1_000_000,
    "deep-whole.json": lambda: b"[" * 3_000_000 + b"]" * 3_000_000,
    "many.json": lambda: b"[" + b"[]," * 2_500_000 + b"[]]",
    "number.json": lambda: b'[{"name": "x", "day": ' + b"9" * 5_000_000 + b"}]",
    "wide.csv": lambda: b"Navn;Kommune" + b";" * 4_000_000 + b"\nA;Oslo\n",
    "quote.csv": lambda: b'Navn;Kommune\n"' + b"a;\n" * 2_000_000,
    "lines.csv": lambda: b"\n" * 7_000_000,
    "rows.csv": lambda: b"Navn;Kommune\n" + b"a;b\n" * 1_500_000,
    "repeated.ics": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 400_000,
    "rules.ics": lambda: (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101T190000\r\nEXDATE:"
        + b"20260101T190000," * 400_000
        + b"20260101T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "empties.json": lambda: b"[" + b"{}," * 700_000 + b"{}]",
    "names.json": lambda: b"[" + _names(400_000) + b"]",
    "services.json": lambda: b'{"contents": [' + _names(400_000) + b"]}",
    "rows.xlsx": _long,
    "marks.json": lambda: json.dumps([{"name": "x", "slug": "x", "notes": "<b>" * 2_000_000}]).encode(),
}
"""Each by a name that a file might have, and made when it is wanted: together they take half a minute, and whoever only
gathers the tests wants none."""
