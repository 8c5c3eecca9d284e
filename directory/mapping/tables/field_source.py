"""What is known of an area now? The kept numbers of all listings, narrowed, with today's names."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import db
from directory.listings.records.courses import Programme
from directory.listings.records.models import organisations_by_code
from directory.mapping.counting import kept_rows
from directory.mapping.counting.areas import COUNTRY, Area, area_of_code
from directory.mapping.tables.narrowed_field import Field
from directory.places.loading import load
from directory.web.catalogues import gettext as _
from directory.web.clock import oslo_now


def field_of(area: Area) -> Field:
    """The listings of an area, as of today."""
    return Field(
        area,
        kept_rows.of_app().aggregate(oslo_now().date()).narrow(area.holds()),
        organisation_names(),
        db.read_cached(programme_names, "programme"),
        load(),
    )


def whole_country() -> Area:
    """The area of the whole report."""
    return Area("country", COUNTRY, _("Hele landet"))


def area_by_code(code: str) -> Area | None:
    """The area that the address of a table names; None where there is none."""
    return area_of_code(code, _("Hele landet"), organisation_names(), load())


def organisation_names() -> dict[str, str]:
    """The names of all organisations by their code."""
    return {code: row.name for code, row in db.read_cached(organisations_by_code, "organisation").items()}


def programme_names(session: Session) -> Mapping[str, str]:
    """The names of all course programmes by their code."""
    rows = session.execute(select(Programme.code, Programme.name))
    return {row.code: row.name for row in rows}
