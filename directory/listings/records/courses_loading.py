"""How do course programmes and rotas come in? From rows in the form of `data/programmes.jsonl`."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy.orm import Session

from directory.listings.records.courses import Programme, Rota
from directory.listings.records.parts import Part
from directory.listings.records.values import Day, Flag, Text, Texts, whole_number


class ProgrammeDocument(Part):
    """A course programme, as it comes in."""

    table = Programme
    code: Text
    name: Text
    owner: Text
    about: Text
    aims: Texts = []
    themes: Texts = []
    evening: Texts = []
    host: Texts = []
    seats: Text | None = None
    source: Text
    source_url: Text | None = None
    source_date: Day | None = None
    source_note: Text | None = None


class RotaDocument(Part):
    """Municipalities that take turns, as they come in."""

    table = Rota
    code: Text
    name: Text
    programme_code: Text = Field(alias="programme")
    interval_months: Annotated[int, whole_number(1, 120)] = 12
    municipalities: Texts = []
    demo: Flag = False


def put_programme(session: Session, row: Mapping[str, Any]) -> None:
    """Add or renew a programme.

    Raises:
        ValueError: a value is missing or cannot be used; the text names it.
    """
    _put(session, ProgrammeDocument.read(row))


def put_rota(session: Session, row: Mapping[str, Any]) -> None:
    """Add or renew a rota. Raises as `put_programme`."""
    _put(session, RotaDocument.read(row))


def _put(session: Session, document: ProgrammeDocument | RotaDocument) -> None:
    session.add(document.write(session.get(document.table, document.code) or document.table()))
