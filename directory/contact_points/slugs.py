"""Which address has the page of somebody who answers? Its name as a slug, or its id where two share the name."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.contact_points.models import ContactPoint
from directory.places.spelling import slug


def page_slugs(session: Session) -> dict[str, str]:
    """The slug of every contact's page, by the contact's id."""
    named = {id_: slug(name) for id_, name in session.execute(select(ContactPoint.id, ContactPoint.name))}
    bearers = Counter(named.values())
    return {id_: name if bearers[name] == 1 and name not in named else id_ for id_, name in named.items()}


def contact_with(address: str, slugs: dict[str, str]) -> str | None:
    """The id of the contact that an address means: a slug of `slugs`, or an id as it stands."""
    if address in slugs:
        return address
    return next((id_ for id_, name in slugs.items() if name == address), None)
