"""What waits at the desk for a contact point? Where four or more wish for the same, and no group is planned."""

from datetime import date

from flask_babel import ngettext
from sqlalchemy import Date, Select, exists, func, literal, select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.accounts.scopes import AlsoWaits
from directory.wishes.forms import FEWEST
from directory.wishes.models import PlannedGroup, Wish
from directory.wishes.whose import in_area


def count_ripe(_session: Session, person: Person, today: date) -> Select[str, int, date] | None:
    """For how many groups there are people enough in the person's area, that nobody plans yet; None for who has no area."""
    if "contact_point" not in person.roles:
        return None
    planned = exists().where(
        PlannedGroup.state == "planned",
        PlannedGroup.need == Wish.need,
        PlannedGroup.audience == Wish.audience,
        PlannedGroup.municipality_number == Wish.municipality_number,
    )
    ripe = (
        select(Wish.need)
        .where(in_area(Wish.municipality_number, person), Wish.expires_on > today, ~planned)
        .group_by(Wish.municipality_number, Wish.need, Wish.audience)
        .having(func.count() >= FEWEST)
    )
    return select(literal("wishes"), func.count(), literal(today, Date)).select_from(ripe.subquery())


def ripe_in_words(number: int) -> str:
    """How many groups could be planned."""
    return ngettext(
        "Fire eller flere venter på den samme gruppa",
        "%(num)d steder venter fire eller flere på den samme gruppa",
        number,
    )


WAITS = AlsoWaits("wishes", count_ripe, "wish_desk.everything", ripe_in_words)
