"""How do course programmes and rotas come in? From rows in the form of `data/programmes.jsonl`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from directory.listings.records.courses import Programme, Rota
from directory.listings.records.values import IncomingRow


def put_programme(session: Session, row: Mapping[str, Any]) -> Programme:
    """Add or renew a programme.

    Raises:
        ValueError: a value is missing or cannot be used; the text names it.
    """
    read = IncomingRow(row)
    code = read.required("code")
    programme = session.get(Programme, code) or Programme(code=code)
    for name in ("name", "owner", "about", "source"):
        setattr(programme, name, read.required(name))
    for name in ("aims", "themes", "evening", "host"):
        setattr(programme, name, read.texts(name))
    for name in ("seats", "source_url", "source_note"):
        setattr(programme, name, read.text(name))
    programme.source_date = read.day("source_date")
    session.add(programme)
    return programme


def put_rota(session: Session, row: Mapping[str, Any]) -> Rota:
    """Add or renew a rota.

    Raises:
        ValueError: a value is missing or cannot be used; the text names it.
    """
    read = IncomingRow(row)
    code = read.required("code")
    rota = session.get(Rota, code) or Rota(code=code)
    rota.name = read.required("name")
    rota.programme_code = read.required("programme")
    rota.interval_months = read.number("interval_months", 1, 120) or 12
    rota.municipalities = read.texts("municipalities")
    rota.demo = read.flag("demo")
    session.add(rota)
    return rota
