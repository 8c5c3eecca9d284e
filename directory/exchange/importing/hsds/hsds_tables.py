"""Which services does an HSDS answer, a file of lines, or a data package hold? Each as one object with all that hangs on it."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line, words_of
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import unpack_zip

Row = dict[str, Any]
_TABLES = (
    "service organization location service_at_location schedule address phone contact language attribute taxonomy_term"
    " service_area cost_option accessibility"
).split()
_MANY = {
    "address": "addresses", "taxonomy_term": "taxonomy_terms", "accessibility": "accessibility",
}  # fmt: skip
# Which table hangs on which, by which of its columns.
_HANGS = (
    ("phone", "contact", "contact_id"),
    ("address", "location", "location_id"),
    ("accessibility", "location", "location_id"),
    ("language", "location", "location_id"),
    ("phone", "location", "location_id"),
    ("contact", "location", "location_id"),
    ("schedule", "location", "location_id"),
    ("schedule", "service_at_location", "service_at_location_id"),
    ("phone", "service_at_location", "service_at_location_id"),
    ("contact", "service_at_location", "service_at_location_id"),
    ("phone", "organization", "organization_id"),
    ("service_at_location", "service", "service_id"),
    ("schedule", "service", "service_id"),
    ("phone", "service", "service_id"),
    ("contact", "service", "service_id"),
    ("language", "service", "service_id"),
    ("service_area", "service", "service_id"),
    ("cost_option", "service", "service_id"),
)
_NOT_TOLD = {"id", "name", "description"}


def services_of(pages: list[bytes]) -> Iterator[Any]:
    """Every service of some answers.

    Raises:
        Refused: there is none to be found in them.
    """
    for page in pages:
        if page.startswith(b"PK\x03\x04"):
            yield from _of_package(page)
        else:
            yield from _of_json(json_of(page))


def _of_json(found: Any) -> Iterator[Any]:
    if isinstance(found, Mapping):
        inner = next(
            (
                found[name]
                for name in ("contents", "content", "service", "data")
                if isinstance(found.get(name), list)
            ),
            None,
        )
        if inner is None and not ("name" in found or "id" in found or "services" in found):
            raise Refused(
                _("Vi fant ingen tjenester i filen. Bruk svaret på /services, eller en HSDS-datapakke.")
            )
        found = [found] if inner is None else inner
    if not isinstance(found, list):
        raise Refused(
            _("Vi fant ingen tjenester i filen. Bruk svaret på /services, eller en HSDS-datapakke.")
        )
    for each in found:
        yield from _services_in(each)


def _services_in(each: Any) -> Iterator[Any]:
    """The service itself, the one at a place, or those of an organisation."""
    inside = each.get("service") if isinstance(each, Mapping) else None
    if isinstance(each, Mapping) and isinstance(each.get("services"), list):
        owner = {name: each.get(name) for name in ("id", "name")}
        for service in each["services"]:
            yield {"organization": owner, **service} if isinstance(service, Mapping) else service
    elif isinstance(inside, Mapping) and "location" in each:
        yield {**inside, "service_at_locations": [each]}
    else:
        yield inside or each


def _of_package(data: bytes) -> Iterator[Any]:
    tables: dict[str, list[Row]] = defaultdict(list)
    whole = list[Any]()
    for name, content in unpack_zip(data):
        path = PurePosixPath(name)
        table = _table(path.stem.lower())
        if path.suffix.lower() == ".csv" and table:
            tables[table] += csv.DictReader(StringIO(words_of(content), newline=""))
        elif path.suffix.lower() in (".json", ".ndjson", ".jsonl") and path.stem != "datapackage":
            found = json_of(content)
            if table and table != "service" and isinstance(found, list):
                tables[table] += [dict(each) for each in found if isinstance(each, Mapping)]
            elif table or not isinstance(found, Mapping) or "contents" in found:
                whole += _of_json(found)
    if not whole and not tables["service"]:
        raise Refused(
            _("Vi fant ingen tjenester i pakken. En HSDS-datapakke har en tabell som heter service.csv.")
        )
    yield from whole
    yield from _join_tables(tables)


def _table(stem: str) -> str | None:
    singular = {
        "addresses": "address",
        "physical_addresses": "address",
        "accessibility_for_disabilities": "accessibility",
    }
    stem = singular.get(stem, stem)
    return stem if stem in _TABLES else stem.removesuffix("s") if stem.removesuffix("s") in _TABLES else None


def _join_tables(tables: Mapping[str, list[Row]]) -> list[Row]:
    """The rows of the tables, hung on each other as the JSON has them."""
    ids = {table: {line(row.get("id")): row for row in tables.get(table, ())} for table in _TABLES}
    for row in tables.get("attribute", ()):
        row["taxonomy_term"] = ids["taxonomy_term"].get(line(row.get("taxonomy_term_id")), {})
        owner = ids.get(line(row.get("link_entity")), {}).get(line(row.get("link_id")))
        if owner is not None:
            owner.setdefault("attributes", []).append(row)
    for table, on, column in _HANGS:
        for row in tables.get(table, ()):
            owner = ids[on].get(line(row.get(column)))
            if owner is not None:
                owner.setdefault(_MANY.get(table, f"{table}s"), []).append(row)
    for row in tables.get("service_at_location", ()):
        row["location"] = ids["location"].get(line(row.get("location_id")), {})
    for row in tables.get("service", ()):
        row["organization"] = ids["organization"].get(line(row.get("organization_id")), {})
    return list(tables.get("service", ()))


def next_pages(first: bytes, most: int) -> list[int]:
    """The numbers of the further pages that an answer speaks of, at most `most`."""
    try:
        said = json.loads(first)
        total = int(said.get("total_pages") or 1)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return []
    return list(range(2, min(total, most) + 1))
