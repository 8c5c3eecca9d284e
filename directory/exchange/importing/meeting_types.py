"""What does a code of a meeting say? By what it is called in its fellowship: the same letters mean other things elsewhere."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line
from directory.exchange.importing.draft_entry import DraftEntry
from directory.settings import DATA

_ACCESS = re.compile(r"wheelchair|handicap|rullstol|silla de ruedas|fauteuil", re.IGNORECASE)
_SIGNED = re.compile(r"sign language|tegnspråk|\bASL\b|malentendants", re.IGNORECASE)
_OPEN = (
    "open",
    "families friends and observers welcome",
    "öppet möte",
    "åpen",
    "åpent",
    "ope",
    "åpent møte",
    "ouvert",
    "abierta",
)
_CLOSED = (
    "closed",
    "families and friends only",
    "slutet möte",
    "lukket",
    "lukka",
    "lukket møte",
    "fermée",
    "cerrado",
)
_WOMEN, _MEN = (
    ("women", "kvinner", "kvinnomöte", "mujeres", "femmes"),
    ("men", "menn", "mansmöte", "hombres", "hommes"),
)
_ONLINE = ("online meeting", "online", "internet", "virtual", "virtual meeting", "nettmøte", "på nett")
_TONGUES = {
    "english": "en",
    "english speaking": "en",
    "engelsk": "en",
    "engelska": "en",
    "norwegian": "nb",
    "norsk": "nb",
}
_LONGEST_CODE = 5
_PROGRAMME = {"alateen": "al-anon", "nar-anon": "al-anon"}


@cache
def _known() -> dict[str, dict[str, str]]:
    text = (DATA / "meeting_types.json").read_text(encoding="utf-8")
    known: dict[str, dict[str, str]] = json.loads(text)
    return {
        programme: {code.upper(): name for code, name in types.items()} for programme, types in known.items()
    }


def types_of(organisation: str | None) -> Mapping[str, str]:
    """Code, in capitals -> its name in English, in one fellowship; AA's where we know none of its own."""
    return _known().get(_PROGRAMME.get(organisation or "", organisation or ""), _known()["aa"])


def said_by_source(words: Iterable[str]) -> str:
    """What is kept of words that are no fact of ours: in one language, so that the same list says the same again."""
    return f"Merket i kilden: {', '.join(dict.fromkeys(words))}."


def tell_types(entry: DraftEntry, column: str, codes: Iterable[object], names: Mapping[str, str]) -> set[str]:
    """Say what the codes of a meeting mean. What is no fact of ours is told in words; what nobody knows is remarked.

    Returns what the times must know: `online`, `closed_for_now`.
    """
    said, facts = list[str](), set[str]()
    for code in dict.fromkeys(line(each, 60) for each in codes):
        if not code:
            continue
        name = names.get(code.upper()) or (code if _is_name(code, names) else None)
        if name is None:
            entry.remark(column, code, _("Koden er ikke kjent. Den er ikke tatt med."))
        elif (fact := _fact(name)) is None:
            said.append(name)
        elif isinstance(fact, str):
            facts.add(fact)
        else:
            entry.values |= fact
    if said:
        entry.tell(column, said_by_source(said))
    return facts


def _is_name(text: str, names: Mapping[str, str]) -> bool:
    """Whether it is what a code is called, and no code that we do not know."""
    named = " " in text or len(text) > _LONGEST_CODE or _fact(text) is not None
    return named or text.lower() in {name.lower() for name in names.values()}


def _fact(name: str) -> dict[str, object] | str | None:
    low = name.strip().lower()
    if low in _OPEN or low in _CLOSED:
        return {"openness": "open" if low in _OPEN else "closed"}
    if low in _WOMEN or low in _MEN:
        return {"for": "women" if low in _WOMEN else "men"}
    if low in _ONLINE:
        return "online"
    if low in ("location temporarily closed", "temporarily closed", "temporary closure"):
        return "closed_for_now"
    if _ACCESS.search(low) and "bathroom" not in low:
        return {"wheelchair": True}
    if _SIGNED.search(name):
        return {"sign_language": True}
    return {"language": _TONGUES[low]} if low in _TONGUES else None
