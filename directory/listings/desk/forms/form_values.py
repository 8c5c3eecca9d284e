"""What does a filled form say, as a document? And how does a listing stand in the form?"""

from collections.abc import Mapping
from typing import Any

from directory.listings.desk.forms.field_types import KnownField
from directory.listings.desk.forms.listing_form import ListingForm
from directory.listings.desk.forms.row_fields import time_row
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_SAME = (
    "name summary status audiences needs young age_from age_to by_appointment formats address way_in area_only url"
    " may_contact waiting_days first_time cost twelve_step faith_based language"
).split()
_OR_NOTHING = {"class": "class_code", "for": "for_whom", "openness": "openness"}
_COURSE = ("seats", "enrolled", "deadline")
_STEPS = ("step_1", "step_2", "step_3")
_LED_BY = ("voluntary", "professional")
PURPOSES = {"meeting_place": "opening", "service": "presence"}


def data_of(row: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """A document as the fields show it."""
    course = row.get("course") or {}
    steps = {f"step_{step['number']}": step["text"] for step in row.get("steps") or ()}
    place = place_of(row, gazetteer)
    return {
        **row,
        **{field: row.get(name) or "" for name, field in _OR_NOTHING.items()},
        **{name: course.get(name) for name in ("seats", "enrolled", "deadline")},
        **{name: course.get(name) or "" for name in ("programme", "rota")},
        **steps,
        "organisation": next(iter(row.get("organisations") or ()), ""),
        "leading": _leading(row),
        "meetings": [time_row(meeting) for meeting in row.get("meetings") or ()],
        "sessions": course.get("sessions") or [],
        "place_text": place.label if place else "",
        "catchment": ", ".join(_names(row.get("catchment") or (), gazetteer)),
    }


def place_of(row: Mapping[str, Any], gazetteer: Gazetteer) -> Place | None:
    """Where the listing of a document is."""
    return gazetteer.by_id(row.get("place") or row.get("municipality_number") or "")


def values_of(form: ListingForm, before: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says, as a document: fields that were not asked for are not in it.

    `before` is the listing as it stands, or what a new one begins with. Place and catchment are `places_meant.py`'s.
    """
    values = {name: _same(form[name].data, before.get(name)) for name in _SAME if name in form}
    values |= {field.name: field.known for field in form if isinstance(field, KnownField)}
    values |= {name: form[field].data or None for name, field in _OR_NOTHING.items() if field in form}
    if "organisation" in form:
        values["organisations"] = _organisations(form.organisation.data, before)
    if "leading" in form:
        values |= _leadership(form.leading.data, before)
    if "contacts" in form:
        values["contacts"] = [row.form.part() for row in form.contacts if row.form.counts]
    if "meetings" in form:
        purpose = PURPOSES.get(before["kind"], "meeting")
        rows = [row.form for row in form.meetings if row.form.counts]
        values["meetings"] = [row.part(purpose, before.get("meetings") or []) for row in rows]
    if "step_1" in form:
        texts = [form[name].data for name in _STEPS]
        values["steps"] = [{"number": number, "text": text} for number, text in enumerate(texts, 1) if text]
    if "sessions" in form:
        values["course"] = _course(form)
    return values


def _same(value: Any, before: Any) -> Any:
    """A field as it is; what was chosen of several keeps the order that it had."""
    if not isinstance(value, list):
        return value
    stood = [code for code in before or () if code in value]
    return stood + [code for code in value if code not in stood]


def _course(form: ListingForm) -> dict[str, Any]:
    evenings = [row.form.part() for row in form.sessions if row.form.counts]
    return {
        "programme": form.programme.data or None,
        "rota": form.rota.data or None,
        **{name: form[name].data if name in form else None for name in _COURSE},
        "sessions": [{"number": number, **evening} for number, evening in enumerate(evenings, 1)],
    }


def _organisations(first: str, before: Mapping[str, Any]) -> list[str]:
    """The chosen one first; others that run it too stay."""
    others = (before.get("organisations") or [])[1:]
    return list(dict.fromkeys([*([first] if first else []), *others]))


def _leading(row: Mapping[str, Any]) -> str:
    if row.get("leadership") == "led":
        return row.get("leader") or "led"
    return row.get("leadership") or ""


def _leadership(chosen: str, before: Mapping[str, Any]) -> dict[str, str | None]:
    """The report's four boxes. Who leads a group that nobody leads is left as it was."""
    if chosen in _LED_BY:
        return {"leadership": "led", "leader": chosen}
    if chosen == _leading(before):
        return {}
    return {"leadership": chosen or None, "leader": None}


def _names(numbers: Any, gazetteer: Gazetteer) -> list[str]:
    return [place.label for number in numbers if (place := gazetteer.by_number(number))]
