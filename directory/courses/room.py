"""What does the room need in the house? Its pages, and what waits on the first page of the desk."""

from flask import Flask

from directory.accounts import scopes
from directory.courses.course_agenda import WAITS
from directory.courses.pages import (
    course_desk,
    course_evaluation,
    course_numbers,
    evening_desk,
    experience_desk,
    programme_desk,
    programme_form,
    run_desk,
    step_days,
    turn_desk,
)

_PAGES = (
    course_desk,
    experience_desk,
    programme_form,
    programme_desk,
    turn_desk,
    run_desk,
    step_days,
    evening_desk,
    course_numbers,
    course_evaluation,
)


def install(app: Flask) -> None:
    """Open the room."""
    for each in _PAGES:
        app.register_blueprint(each.pages)
    for more in WAITS:
        scopes.also_waits(app, more)
