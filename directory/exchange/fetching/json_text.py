"""How is JSON of others read? Neither so deep nor so large that reading it harms, and whole or line by line."""

import json
import re
from typing import Any

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import words_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import too_large

_MOST_THINGS = 1_500_000
_CALLS = re.compile(r"\s*(?:/\*\*/)?\s*[A-Za-z_$][\w$.]{0,120}\s*\(\s*(?=[\[{])", re.ASCII)


def json_of(data: bytes) -> Any:
    """What the bytes say: a value, or where each line is one, a list of them, with nothing for a line that is broken.

    Raises:
        Refused: it is no JSON; says where it stops being so.
    """
    text = uncalled(words_of(data))
    if not text.strip():
        raise Refused(_("Filen er tom."))
    _measure(text)
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        lines = _by_lines(text)
        if lines is None:
            raise _no_json(error) from None
        return lines


def uncalled(text: str) -> str:
    """Without the function that it is handed to, as scripts get it (`show([…]);`)."""
    called = _CALLS.match(text)
    return text[called.end() :].rstrip().removesuffix(";").rstrip().removesuffix(")") if called else text


def _measure(text: str) -> None:
    """How many things, before anything is made of them."""
    if text.count(",") + text.count("[") + text.count("{") > _MOST_THINGS:
        raise too_large()


def _by_lines(text: str) -> list[Any] | None:
    """None where it is no file of lines: most of them must hold something."""
    rows = [_line(line) for line in text.splitlines() if line.strip()]
    whole = sum(bool(row) for row in rows)
    return rows if len(rows) > 1 and whole > len(rows) / 2 else None


def _line(line: str) -> Any:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _no_number(_name: str) -> None:
    return None


def _too_deep() -> Refused:
    return Refused(_("Filen er bygd opp på en måte som ingen liste er (for mange nivåer inni hverandre)."))


def _no_json(error: ValueError) -> Refused:
    if isinstance(error, json.JSONDecodeError):
        return Refused(
            _(
                "Dette er ikke gyldig JSON: linje %(line)s, tegn %(column)s. Hent filen på nytt.",
                line=error.lineno,
                column=error.colno,
            )
        )
    return Refused(_("Dette er ikke gyldig JSON. Hent filen på nytt."))
