"""A slip's page, the same as text, PDF and calendar file, and the place where a code is typed. A public route only reads."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory import db
from directory.listings.public.open_forms import ReportForm
from directory.matching.suggesting.service import of_app
from directory.referrals.list_address import list_url
from directory.referrals.slips import paper
from directory.referrals.slips.calendar_file import calendar_of_all
from directory.referrals.slips.code import MOST, Slip, make, read, write
from directory.referrals.slips.contents import Contents, contents_of, heading
from directory.referrals.slips.moves import moves_of
from directory.referrals.slips.slip_text import as_text
from directory.settings import Settings
from directory.web.clock import oslo_now
from directory.web.formatting import date_in_words
from directory.web.language import answer_in, current, is_chosen
from directory.web.paper.documents import can_be_made, document
from directory.web.paper.qr import drawing, picture
from directory.web.typed import clean

pages = Blueprint("slip", __name__)


@pages.get("/lapp")
def start() -> ResponseReturnValue:
    """Where a code is typed; what was chosen on a page of ours becomes a slip."""
    first = [*request.args.getlist("self"), *request.args.getlist("listing")]
    second = request.args.getlist("relative")
    made = make(first, second, oslo_now().date(), current())
    if made is None:
        return render_template("referrals/slips/start.html", misread=False)
    full = "1" if len({*first, *second}) > MOST else None
    return redirect(url_for("slip.show", code=write(made), full=full), 303)


@pages.post("/lapp")
def find() -> ResponseReturnValue:
    """A typed code leads to its slip."""
    found = read(clean(request.form.get("code"), 500), oslo_now().date())
    if found is None:
        return render_template("referrals/slips/start.html", misread=True), 422
    return redirect(url_for("slip.show", code=write(found)), 303)


@pages.get("/lapp/<code>")
def show(code: str) -> ResponseReturnValue:
    """Never an error: what was misread says so, and lets the code be typed again."""
    slip = _slip(code)
    if slip is None:
        return render_template("referrals/slips/start.html", misread=True)
    contents, now = _contents(slip), oslo_now()
    form = ReportForm(formdata=None)
    form.show(now)
    return render_template(
        "referrals/slips/slip.html",
        **_values(slip, contents),
        code=write(slip),
        text=as_text(slip, contents, address_of(slip)),
        drawing=drawing(address_of(slip)),
        moves=moves_of(slip),
        list_again=list_url(slip.ids),
        full=request.args.get("full") == "1",
        most=MOST,
        report_form=form,
        pdf=can_be_made(),
    )


@pages.get("/lapp/<code>.pdf")
def sheet(code: str) -> ResponseReturnValue:
    slip = _slip(code)
    if slip is None:
        return _misread()
    contents = _contents(slip)
    size = paper.size_of(contents, paper.SHEET)
    page = render_template(
        "referrals/slips/sheet.html",
        **_values(slip, contents),
        size=size,
        smaller=paper.smaller_than(size, contents, paper.SHEET),
        square=picture(address_of(slip)),
    )
    return document(page, "lapp", ("sheet.css",))


@pages.get("/lapp/<code>/lomme.pdf")
def pocket(code: str) -> ResponseReturnValue:
    slip = _slip(code)
    if slip is None:
        return _misread()
    contents = _contents(slip)
    size = paper.size_of(contents, paper.POCKET)
    page = render_template(
        "referrals/slips/pocket.html", **_values(slip, contents), size=size, square=picture(address_of(slip))
    )
    return document(page, "lapp-lomme", ("pocket.css",))


@pages.get("/lapp/<code>.txt")
def text(code: str) -> ResponseReturnValue:
    slip = _slip(code)
    if slip is None:
        return _misread()
    said = as_text(slip, _contents(slip), address_of(slip))
    return Response(said, content_type="text/plain; charset=utf-8")


@pages.get("/lapp/<code>.ics")
def calendar(code: str) -> ResponseReturnValue:
    slip = _slip(code)
    if slip is None:
        return _misread()
    settings: Settings = current_app.extensions["settings"]
    file = calendar_of_all(slip.ids, db.read_session(), settings, oslo_now())
    headers = {"Content-Disposition": 'attachment; filename="avtale.ics"'}
    return Response(file, mimetype="text/calendar", headers=headers)


def address_of(slip: Slip) -> str:
    """The whole address of a slip, as it stands in its square and in a text message: it holds the language by itself."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.public_url}/lapp/{write(slip)}"


def _slip(code: str) -> Slip | None:
    """The slip of an address, from here on in its own language, unless the address chooses another."""
    slip = read(code, oslo_now().date())
    if slip is None:
        return None
    if not is_chosen():
        answer_in(slip.language)
    return slip.but(language=current())


def _contents(slip: Slip) -> Contents:
    return contents_of(slip, of_app(), db.read_session(), oslo_now())


def _misread() -> ResponseReturnValue:
    """There is nothing to give out as a file: the page says why."""
    return redirect(url_for("slip.start"), 303)


def _values(slip: Slip, contents: Contents) -> dict[str, object]:
    """What a slip says, wherever it is said."""
    today, address = oslo_now().date(), address_of(slip)
    return {
        "heading": heading(contents.place),
        "contents": contents,
        "made_on": date_in_words(slip.made_on, slip.made_on.replace(year=1)),
        "old": slip.made_on < today,
        "address": address,
        "shown_address": address.partition("://")[2],
    }
