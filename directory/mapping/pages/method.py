"""How is it counted? Every definition on one page, to which each number leads."""

from flask import Blueprint, render_template

from directory.mapping.tables.definitions import definitions
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("method", __name__, url_prefix="/kartlegging")


@pages.get("/metode")
@may_be_kept
def show() -> str:
    return render_template("mapping/pages/method.html", definitions=definitions())
