"""What does the room need in the house? Its pages, what waits at the desk, and a word in the report of the field."""

from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts import scopes
from directory.rounds import answer, answer_table, my_question, question_rounds
from directory.rounds.field_answers import answer_tables
from directory.rounds.models import RoundAnswer

PAGES = (answer.pages, answer_table.pages, my_question.pages, question_rounds.pages)


def install(app: Flask) -> None:
    """Open the room."""
    app.extensions["answers"] = answer_tables
    scopes.also_waits(app, my_question.WAITS)
    for pages in PAGES:
        app.register_blueprint(pages)


def forget_made_up(session: Session) -> None:
    """Take away every answer about something made up."""
    session.execute(delete(RoundAnswer).where(RoundAnswer.demo))
