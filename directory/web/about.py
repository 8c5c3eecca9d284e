"""What is this house? The pages about itself, and the way out."""

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from directory.settings import Settings

pages = Blueprint("about", __name__)


@pages.get("/om")
def about() -> str:
    return render_template("about/about.html")


@pages.get("/personvern")
def privacy() -> str:
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "about/privacy.html", contact_email=settings.contact_email, count_asked=settings.count_asked
    )


@pages.get("/tilgjengelighet")
def accessibility() -> str:
    settings: Settings = current_app.extensions["settings"]
    return render_template("about/accessibility.html", contact_email=settings.contact_email)


@pages.get("/forlat")
def leave() -> ResponseReturnValue:
    """To a neutral page, telling the browser to forget what it kept of ours."""
    settings: Settings = current_app.extensions["settings"]
    response = Response(render_template("about/leave.html"), status=303)
    response.headers["Location"] = settings.leave_url
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
