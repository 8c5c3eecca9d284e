"""What is a reader told of this house? Its places, its organisations, today, and its own address."""

from collections.abc import Mapping

from flask_babel import gettext as _

from directory.exchange.fetching.refused import Refused
from directory.exchange.importing.entries import Fellowship, ReaderFacts
from directory.listings.records.models import Organisation
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now


def told_of(
    known: Mapping[str, Organisation],
    settings: Settings,
    organisation: str | None,
    columns: Mapping[str, str] | None = None,
) -> ReaderFacts:
    """All that a reader must know. `known`: the organisations of the house; `columns`: what somebody said of a sheet's
    headings before.

    Raises:
        Refused: there is no such organisation.
    """
    fellowships = {
        code: Fellowship(code, row.name, list(row.audiences), list(row.needs)) for code, row in known.items()
    }
    if organisation and organisation not in fellowships:
        raise Refused(_("Vi kjenner ikke denne organisasjonen. Velg en som vi kjenner."))
    return ReaderFacts(
        load(), oslo_now().date(), fellowships, organisation, columns or {}, settings.public_url
    )
