"""Where does the link of the yearly question lead? To all that its reader answers for, filled in as it is known.

Looking answers nothing. The first look is kept, so that it is known how many letters were opened.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from directory import db
from directory.listings.editing.apply import EditedMeanwhile
from directory.listings.wording.presenting import recurrence_in_words, where
from directory.places.loading import load
from directory.rounds.forms import AnswerForm, filled_form
from directory.rounds.keeping_answers import (
    AskedListing,
    answers_before,
    end_if_answered,
    find_asked,
    keep_answer,
    listings_asked_about,
)
from directory.rounds.known_answers import known_answers
from directory.rounds.models import AskedReader, QuestionRound, RoundAnswer
from directory.rounds.refusals import refuse
from directory.web import errors
from directory.web.clock import oslo_now
from directory.web.errors import ErrorText
from directory.web.formatting import date_in_words
from directory.web.request_log import write_fault

pages = Blueprint("answer", __name__, url_prefix="/spurt")

_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One listing on the page, in words, with its questions."""

    id: str
    name: str
    lines: list[str]
    form: AnswerForm
    answered: bool

    @property
    def open(self) -> bool:
        """Whether the questions that are folded hold something to mend."""
        return any(each.errors for each in self.form)


@pages.get("/<string(minlength=20):token>")
def look(token: str) -> ResponseReturnValue:
    session = db.primary_session()
    asked = find_asked(session, token)
    if asked is None:
        return _show_ended()
    if asked.opened_at is None:
        _keep_first_look(asked)
    found = listings_asked_about(session, asked)
    some, page, pages_ = _part_of(found)
    before = answers_before(session, asked.round_id, [each.listing.id for each in some])
    parts = [_part(each, _filled(each, before)) for each in some]
    return _show(token, session.get_one(QuestionRound, asked.round_id), found, parts, page, pages_)


def _give_back(words: ErrorText, token: str) -> str:
    """The page with all that was sent, without asking the database: the listings are called by what was sent."""
    ids = dict.fromkeys(name.rpartition("-")[0] for name in request.form if name.endswith("-still"))
    parts = [AskedPart(id_, _("Tilbudet"), [], AnswerForm(prefix=f"{id_}-"), False) for id_ in ids]
    return render_template(
        "rounds/answer.html",
        token=token,
        parts=parts,
        fault=f"{words.heading}. {words.message}",
        page=request.args.get("side", 1, type=int),
        told=set(),
    )


@pages.post("/<string(minlength=20):token>")
@errors.gives_back(_give_back)
def say(token: str) -> ResponseReturnValue:
    session = db.write_session()
    asked = find_asked(session, token)
    if asked is None:
        session.rollback()
        return _show_ended()
    found = listings_asked_about(session, asked)
    some, page, pages_ = _part_of(found)
    forms = [AnswerForm(prefix=f"{each.listing.id}-") for each in some]
    if not _keep(session, some, forms):
        session.rollback()
        held = session.get_one(QuestionRound, asked.round_id)
        return _show(token, held, found, list(map(_part, some, forms)), page, pages_), 422
    done = end_if_answered(session, asked, oslo_now())
    session.commit()
    ahead: dict[str, Any] = {"side": page + 1} if page < pages_ and not done else {"takk": 1}
    return redirect(url_for("answer.look", token=token, **ahead, _anchor="fortalt"), 303)


@pages.post("/<string(minlength=20):token>/aldri")
def never(token: str) -> ResponseReturnValue:
    session = db.write_session()
    asked = find_asked(session, token)
    if asked is None:
        session.rollback()
        return _show_ended()
    refuse(session, asked, oslo_now())
    session.commit()
    return redirect(url_for("answer.look", token=token, aldri=1, _anchor="fortalt"), 303)


def _keep(session: Session, some: list[AskedListing], forms: list[AnswerForm]) -> bool:
    """Keep all that stands on the page, or nothing; what must be mended stands by its field."""
    valid = [form.validate() for form in forms]
    if not all(valid) or not some:
        return False
    for each, form in zip(some, forms, strict=True):
        try:
            keep_answer(
                session, load(), each, form.answers(), form.comment.data, form.version_seen(), oslo_now()
            )
        except EditedMeanwhile as meanwhile:
            form.version.data = str(meanwhile.version)
            form.still.errors = [
                _("Noen andre har endret tilbudet imens. Se over svarene, og send en gang til.")
            ]
            return False
        except ValueError:
            form.still.errors = [_("Dette kan ikke lagres slik. Se over svarene.")]
            return False
    return True


def _keep_first_look(asked: AskedReader) -> None:
    """Where nothing can be stored just now, the page can still be read."""
    try:
        with db.of_app().writing_soon() as session:
            mine = update(AskedReader).where(AskedReader.id == asked.id, AskedReader.opened_at.is_(None))
            session.execute(mine.values(opened_at=oslo_now()))
    except DBAPIError as error:
        write_fault(current_app, error)


def _part_of(found: list[AskedListing]) -> tuple[list[AskedListing], int, int]:
    pages_ = max(1, -(-len(found) // _A_PAGE))
    page = min(max(request.args.get("side", 1, type=int), 1), pages_)
    return found[(page - 1) * _A_PAGE : page * _A_PAGE], page, pages_


def _filled(each: AskedListing, before: dict[str, RoundAnswer]) -> AnswerForm:
    known = {**known_answers(each.listing, before.get(each.listing.id)), **_answered_before(each)}
    return filled_form(each.listing.id, known, each.row.comment, each.listing.version)


def _answered_before(each: AskedListing) -> dict[str, str | list[str]]:
    """What was answered already stands there as it was answered, also what waits for somebody's yes."""
    return each.row.answers if each.row.answered_at else {}


def _part(each: AskedListing, form: AnswerForm) -> AskedPart:
    listing = each.listing
    times = [recurrence_in_words(schedule) for schedule in listing.schedules]
    lines = [*times, where(listing, None, load())]
    return AskedPart(listing.id, listing.name, lines, form, each.row.answered_at is not None)


def _show(
    token: str, held: QuestionRound, found: list[AskedListing], parts: list[AskedPart], page: int, pages_: int
) -> str:
    return render_template(
        "rounds/answer.html",
        token=token,
        year=held.year,
        deadline=date_in_words(held.deadline, oslo_now().date()),
        parts=parts,
        total=len(found),
        left=sum(each.row.answered_at is None for each in found),
        page=page,
        pages=pages_,
        fault=None,
        told={name for name in ("takk", "aldri") if name in request.args},
    )


def _show_ended() -> ResponseReturnValue:
    return render_template("rounds/answer_ended.html"), 410
