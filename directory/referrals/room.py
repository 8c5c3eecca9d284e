"""What does the room need in the house? Its pages, and a list that goes along in every link."""

from flask import Flask

from directory.referrals import list_address, my_list


def install(app: Flask) -> None:
    """Open the room."""
    list_address.install(app)
    app.register_blueprint(my_list.pages)
