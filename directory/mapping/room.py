"""What does the room need in the house? Its pages, rows that each worker keeps, and how numbers are written."""

import base64
from pathlib import Path

from flask import Flask
from markupsafe import Markup

from directory.mapping.counting import kept_rows
from directory.mapping.history import asked_for
from directory.mapping.pages import field, field_files, method, spots, through_time, year_report
from directory.mapping.pictures.svg import FieldPanel, panel_file
from directory.mapping.tables.written import write_number
from directory.settings import Settings

_STYLE = Path(__file__).parent / "history" / "year_report.css"
PAGES = (
    field.pages,
    field_files.pages,
    method.pages,
    spots.pages,
    through_time.pages,
    year_report.pages,
)


def install(app: Flask, settings: Settings) -> None:
    """Open the room."""
    kept_rows.install(app)
    asked_for.install(app, settings)
    app.jinja_env.filters.update(as_number=write_number, as_data=_as_data)
    app.jinja_env.globals["paper_style"] = _paper_style()
    for pages in PAGES:
        app.register_blueprint(pages)


def _as_data(panel: FieldPanel) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(panel_file(panel).encode()).decode()


def _paper_style() -> Markup:
    """The style of the yearly report, as it stands in the document."""
    css = _STYLE.read_text(encoding="utf-8")
    return Markup("<style>{}</style>").format(Markup(css))  # noqa: S704 (a file of ours)
