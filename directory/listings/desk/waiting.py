"""What happens to a change that is not in force? Said as text: what waits, for whom, what looks odd, and from when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from directory.listings.editing.changes import Change
from directory.listings.editing.lookalike_names import Known
from directory.listings.editing.lookalikes import flags
from directory.listings.editing.reach import becomes_public
from directory.listings.records.models import Listing
from directory.listings.wording.field_words import FieldInWords, fields_in_words
from directory.listings.wording.presenting import join_words
from directory.places.gazetteer import Gazetteer
from directory.web.formatting import date_in_words


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A change that is held or scheduled, as text."""

    id: int
    heading: str
    why: list[str]
    fields: list[FieldInWords]
    flags: list[str]
    shows: bool


def waiting_in_words(
    known: Known, waiting: Iterable[Change], listing: Listing, gazetteer: Gazetteer, today: date
) -> list[WaitingChange]:
    """The changes of a listing that wait, in their order."""
    return [_in_words(known, listing, made, gazetteer, today) for made in waiting]


def _in_words(
    known: Known, listing: Listing, made: Change, gazetteer: Gazetteer, today: date
) -> WaitingChange:
    fields = fields_in_words(made.fields, gazetteer, today)
    after = {name: field["after"] for name, field in made.fields.items()}
    held = made.state == "held"
    return WaitingChange(
        id=made.id,
        heading=_heading(made, fields, today),
        why=[_why()[code] for code in made.held_for if code in _why()] if held else [],
        fields=fields,
        flags=flags(known.session, listing, after, known) if held else [],
        shows=held and becomes_public(made.fields),
    )


def _heading(made: Change, fields: list[FieldInWords], today: date) -> str:
    names = join_words([field.label.lower() for field in fields])
    day = date_in_words(made.starts_on, today) if made.starts_on else ""
    if made.state == "held":
        words = (
            _("Venter på et par øyne til: %(fields)s", fields=names)
            if names
            else _("En kontakt venter på et par øyne til")
        )
        return f"{words} ({_('fra %(date)s', date=day)})" if day else words
    return _("Fra %(date)s: %(fields)s", date=day, fields=names)


def _why() -> dict[str, str]:
    return {
        "first": _("Det er den første endringen din. Noen ser på den før den vises."),
        "reach": _("Du endrer hvordan folk når fram. Noen andre sjekker at det stemmer."),
        "look_alike": _("Noe ligner på noe annet, eller har tegn som er lette å ta feil av."),
        "publishing": _("Tilbudet skal vises for alle. Noen andre sier ja til det først."),
        "invited": _("Rollen din er ny. En annen enn den som ga deg den, ser på dette før det vises."),
        "many": _("Du har endret mange tilbud i dag. Noen andre ser på dette før det vises."),
        "overtaken": _("Noe annet ble endret etter at du skrev dette."),
        "handed_over": _("En annen har fått ansvaret for tilbudet."),
    }
