"""What do drills write with? The site, with one more address that stores what it is sent and says so once it is stored."""

from flask import Flask, request

from app import create_app
from directory import db
from directory.listings.records.models import Organisation

ADDRESS = "/drill"


def with_writing(app: Flask) -> Flask:
    """`app`, with `POST /drill`: 200 when `words` are kept under `code`."""

    @app.post(ADDRESS)
    @app.post(f"/api{ADDRESS}")
    def store() -> str:
        code, words = request.form["code"], request.form["words"]
        with db.of_app().writing() as session:
            session.add(Organisation(code=code, name=code, about=words, confidence="high"))
        return "stored"

    return app


def create() -> Flask:
    """The application, for a real server."""
    return with_writing(create_app())
