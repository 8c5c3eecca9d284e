"""What does the room need in the house? Its pages, and a list that goes along in every link."""

from flask import Flask

from directory.referrals import carrying, pages


def install(app: Flask) -> None:
    """Open the room."""
    carrying.install(app)
    app.register_blueprint(pages.pages)
