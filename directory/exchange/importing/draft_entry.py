"""How is one entry put together? Values in the words of a document, and beside each what could not be used, and why."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from directory.exchange.fetching.clean_text import line, plain
from directory.exchange.importing.entries import Entry, Remark
from directory.exchange.importing.rhythm_words import rhythm_said_in
from directory.web.sent.phones import phone_of, refused_kind

_LONGEST = 4000
_AT_HOME = re.compile(r"^\+47 ?((?:\d ?){8})$")
_OF_PLACE = {"area_only": "Bare området vises.", "approximate": "Stedet er omtrentlig."}
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,80}@[^@\s,;<>\"]+\.[A-Za-z]{2,}")
_OURS = re.compile(r"/tilbud/([A-Za-z0-9]{1,40})(?:[-.?#/]|$)")


class DraftEntry:
    """An entry that is being read."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.values: dict[str, Any] = {}
        self.remarks: list[Remark] = []

    def remark(self, column: str, value: object, reason: str) -> None:
        """Something to look at."""
        self.remarks.append(Remark(self.row, column, line(value, 80), reason))

    def say(self, field: str, value: object, most: int = 250) -> None:
        """One line of text, if there is any."""
        if text := line(value, most):
            self.values[field] = text

    def tell(self, column: str, *values: object) -> None:
        """Running text into the summary; a rhythm that it names is asked about, never guessed."""
        texts = [text for each in values if (text := plain(each))]
        whole = "\n".join(dict.fromkeys([*filter(None, [self.values.get("summary")]), *texts]))
        if len(whole) > _LONGEST:
            self.remark(column, "", _("Teksten er for lang. Bare begynnelsen er tatt med."))
            whole = whole[: _LONGEST - 1] + "…"
        if whole:
            self.values["summary"] = whole
        for text in texts:
            if said := rhythm_said_in(text):
                self.remark(
                    column,
                    said,
                    _("Teksten nevner dette. Se om det betyr at gruppa ikke møtes hver uke, og rett tidene."),
                )

    def link(self, column: str, value: object) -> str | None:
        """A web address that may be shown; what is none is remarked."""
        text = line(value, 2000)
        if not text:
            return None
        if "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+", text):
            text = f"https://{text}"
        try:
            parts = urlsplit(text)
            fine = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in text
        except ValueError:
            fine = False
        if not fine or parts.username:
            self.remark(column, value, _("Dette er ingen nettadresse som kan vises. Den er ikke tatt med."))
            return None
        return text

    def contact(self, column: str, phone: object, email: object, role: str = "", name: object = "") -> None:
        """A way to reach them; a person's own is not taken over: that needs consent."""
        if not (line(phone) or line(email)):
            return
        if line(name):
            self.remark(
                column,
                "",
                _("En kontakt med navn er en privatperson. Den er ikke tatt med: Det krever samtykke."),
            )
            return
        known = {
            name: value
            for name, value in (("phone", self._phone(column, phone)), ("email", self._email(column, email)))
            if value
        }
        kept = self.values.setdefault("contacts", [])
        said = {each.get(name) for each in kept for name in ("phone", "email")}
        known = {name: value for name, value in known.items() if value not in said}
        if known:
            kept.append({"role": role or "Kontakt", **known})
        elif not kept:
            del self.values["contacts"]

    def way_in(self, text: object) -> None:
        """How to find there; what our own houses say of a place in sentences becomes what it says."""
        lines = plain(text).split("\n")
        for field, begins in _OF_PLACE.items():
            if any(each.startswith(begins) for each in lines):
                self.values[field] = True
        self.say(
            "way_in", " ".join(each for each in lines if not each.startswith(tuple(_OF_PLACE.values()))), 500
        )

    def _phone(self, column: str, value: object) -> str | None:
        typed = line(value, 60)
        if not typed:
            return None
        typed = _AT_HOME.sub(r"\1", typed)
        if found := phone_of(typed):
            return found
        if (
            refused_kind(typed)
            or sum(map(str.isdigit, typed)) < 5
            or not re.fullmatch(r"[+\d\s().,#*/;x-]+", typed)
        ):
            self.remark(
                column, typed, _("Dette er ikke et telefonnummer som kan vises. Det er ikke tatt med.")
            )
            return None
        return typed

    def _email(self, column: str, value: object) -> str | None:
        typed = line(value, 120)
        if typed and not _EMAIL.fullmatch(typed):
            self.remark(column, typed, _("Dette er ikke en e-postadresse. Den er ikke tatt med."))
            return None
        return typed or None

    def closed_by(self, key: str, **more: Any) -> Entry:
        """The entry, once all is said."""
        return Entry(key, self.row, self.values, remarks=tuple(self.remarks), **more)


def our_own(url: object, home: str) -> tuple[str | None, bool]:
    """The id of a listing that an address of any house of ours leads to, and whether it is this house."""
    text = line(url, 2000)
    found = _OURS.search(text)
    return (found[1], bool(home) and text.startswith(f"{home}/")) if found else (None, False)


def as_rows(value: object) -> Mapping[str, Any] | None:
    """An object with lower-case names; None for anything else."""
    return (
        {str(name).strip().lower(): each for name, each in value.items()}
        if isinstance(value, Mapping)
        else None
    )
