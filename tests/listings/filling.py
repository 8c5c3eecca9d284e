"""How do tests fill in a form of the desk? They take what stands in it, as a browser would, and change a few fields."""

from typing import Any

from tests.inspecting import Page
from tests.markup import Part

_UNSENT = ("submit", "button")


def filled(page: Page, selector: str = "form#skjema") -> dict[str, Any]:
    """What a browser would send of a form, without the pressed button."""
    sent: dict[str, list[str]] = {}
    for part in page.one(selector).all():
        name = part.get("name")
        if name and name != "csrf_token":
            sent.setdefault(name, []).extend(_values(part))
    return {name: values for name, values in sent.items() if values}


def _values(part: Part) -> list[str]:
    if part.tag == "textarea":
        return [part.text]
    if part.tag == "select":
        options = [option for option in part.all() if option.tag == "option"]
        chosen = [option for option in options if option.get("selected") is not None]
        return [(chosen or options)[0]["value"]]
    if part.tag != "input" or part.get("type") in _UNSENT:
        return []
    if part.get("type") in ("checkbox", "radio") and part.get("checked") is None:
        return []
    return [part.get("value") or ""]


def field(page: Page, name: str) -> str:
    """What stands in one field."""
    values = filled(page).get(name, [""])
    return str(values[0])
