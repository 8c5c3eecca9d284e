"""How does an organisation answer for all its groups at once? In one table: pasted, looked at row by row, and kept."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, lazyload
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from directory import db
from directory.accounts.access import desk, the_person
from directory.accounts.models import Actor
from directory.listings.editing.scope import listings_of
from directory.listings.records.models import Listing, ListingOrganisation
from directory.oversight.pasted_table import Fault
from directory.places.loading import load
from directory.rounds.answer_lines import MOST_SIGNS, PastedAnswer, headings, read_lines, write_lines
from directory.rounds.keeping_answers import AskedListing, answers_before, end_if_answered, keep_answer
from directory.rounds.known_answers import Answers, known_answers, values_of
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.vocabulary import PUBLIC_STATUSES
from directory.web.clock import oslo_now
from directory.web.sent.fields import SentForm

pages = Blueprint("answer_table", __name__, url_prefix="/skrivebord/svar-for-alle")

_UNREAD = (Listing.schedules, Listing.pauses, Listing.course, Listing.steps, Listing.pathways)


class AnswerTableForm(SentForm):
    """A table of answers as it is copied from a spreadsheet."""

    table = TextAreaField(
        _("Tabellen"),
        validators=[
            DataRequired(_("Lim inn tabellen først.")),
            Length(max=MOST_SIGNS, message=_("Lim inn færre rader om gangen.")),
        ],
    )


@pages.get("")
@desk("organisation_editor")
def ask() -> str:
    mine = _mine(db.primary_session())
    return _page(AnswerTableForm(formdata=None, data={"table": write_lines(_with_names(mine))}), mine)


@pages.post("")
@desk("organisation_editor")
def say() -> ResponseReturnValue:
    """Look at it, or keep it where there is nothing to mend."""
    form, keeps = AnswerTableForm(), request.form.get("act") == "keep"
    session = db.write_session() if keeps else db.primary_session()
    mine = _mine(session)
    lines, faults = read_lines(form.table.data, _with_names(mine)) if form.validate() and mine else ([], [])
    if keeps and lines and not faults:
        faults = _keep(session, lines, mine)
        if not faults:
            session.commit()
            return redirect(url_for("answer_table.ask", takk=len(lines), _anchor="fortalt"), 303)
    if keeps:
        session.rollback()
    return _page(form, mine, lines, faults), 422 if faults or form.errors else 200


def _mine(session: Session) -> dict[str, tuple[AskedListing, Answers]]:
    """All that their organisations have in the round that is open, with what is known or was answered."""
    codes = [each.organisation_code for each in the_person().current_grants if each.organisation_code]
    held = session.scalar(
        select(QuestionRound)
        .where(QuestionRound.closed_at.is_(None))
        .order_by(QuestionRound.year.desc())
        .limit(1)
    )
    rows = session.execute(
        listings_of(session, the_person())
        .join(RoundAnswer, RoundAnswer.listing_id == Listing.id)
        .add_columns(RoundAnswer)
        .where(RoundAnswer.round_id == (held.id if held else 0))
        .where(Listing.run_by.any(ListingOrganisation.organisation_code.in_(codes)))
        .where(or_(Listing.status.in_(PUBLIC_STATUSES), Listing.status == "hidden"))
        .order_by(Listing.municipality_number, Listing.name, Listing.id)
        .options(*(lazyload(each) for each in _UNREAD))
    ).all()
    before = answers_before(session, held.id, [listing.id for listing, _row in rows]) if held else {}
    acting = Actor(the_person().id, "organisation_editor")
    return {
        listing.id: (
            AskedListing(listing, row, acting),
            {**known_answers(listing, before.get(listing.id)), **(row.answers if row.answered_at else {})},
        )
        for listing, row in rows
    }


def _with_names(mine: Mapping[str, tuple[AskedListing, Answers]]) -> dict[str, tuple[str, Answers]]:
    return {listing_id: (found.listing.name, answers) for listing_id, (found, answers) in mine.items()}


def _keep(
    session: Session, lines: list[PastedAnswer], mine: Mapping[str, tuple[AskedListing, Answers]]
) -> list[Fault]:
    """Keep every row, or none; what cannot be kept is said by its row."""
    for line in lines:
        found = mine[line.listing_id][0]
        try:
            keep_answer(session, load(), found, line.answers, found.row.comment, None, oslo_now())
        except ValueError:
            return [Fault(line.row, "", gettext("Dette kan ikke lagres slik. Se over svarene."))]
    asked = {mine[line.listing_id][0].row.asked_id for line in lines}
    for row in session.scalars(select(AskedReader).where(AskedReader.id.in_(asked))):
        end_if_answered(session, row, oslo_now())
    return []


def _page(
    form: AnswerTableForm,
    mine: Mapping[str, tuple[AskedListing, Answers]],
    lines: list[PastedAnswer] | None = None,
    faults: list[Fault] | None = None,
) -> str:
    shown: list[tuple[str, Any]] = [
        (
            mine[line.listing_id][0].listing.name,
            bool(values_of(mine[line.listing_id][0].listing, line.answers)),
        )
        for line in lines or []
    ]
    return render_template(
        "rounds/answer_table.html",
        form=form,
        count=len(mine),
        answered=sum(found.row.answered_at is not None for found, _answers in mine.values()),
        rows=[] if faults else shown,
        faults=faults or [],
        columns=headings(),
        told=request.args.get("takk", type=int),
    )
