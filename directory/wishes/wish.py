"""I wish for a group here: how is that said, and taken back? Nobody is asked who they are, and no need gets into an address."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.matching.suggesting.service import of_app
from directory.matching.understanding.need import Need
from directory.places.models import Place
from directory.settings import Settings
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from directory.web import errors
from directory.web.clock import oslo_now
from directory.web.errors import ErrorText
from directory.web.language import current
from directory.wishes.forms import WishForm
from directory.wishes.presenting import planned_in_words, planned_near
from directory.wishes.sealing import can_seal
from directory.wishes.wishing import Wished, keep, withdraw

pages = Blueprint("wish", __name__, url_prefix="/onske")
_TOKEN = "<string(minlength=20):token>"  # noqa: S105  (a part of a rule)


@pages.get("/<place>")
def ask(place: str) -> str:
    return _show(_find_place(place), WishForm(formdata=None))


@pages.get("/<place>/<need>")
def ask_for(place: str, need: str) -> str:
    """The same with the need chosen, for a page that is about it."""
    if need not in NEEDS or need in UNADDRESSED_NEEDS:
        abort(404)
    return _show(_find_place(place), WishForm(formdata=None, data={"need": need}))


def _give_back(words: ErrorText, place: str) -> str:
    form, here = WishForm(), _find_place(place)
    return _page(here, form, f"{words.heading}. {words.message}", "reach" in request.form, [])


@pages.post("/<place>")
@errors.gives_back(_give_back)
def send(place: str) -> ResponseReturnValue:
    here, form, now = _find_place(place), WishForm(), oslo_now()
    if not _may_be_reached(here):
        del form.reach
    fault, _read, reach = form.refusal(now), form.validate(), form.read_reach()
    if fault or form.errors:
        return _show(here, form, fault), 422
    wished = Wished(form.need.data, form.audience.data, here.municipality_number or "", current(), reach)
    session = db.write_session()
    token = keep(session, wished, now, _settings())
    session.commit()
    if token is None:
        return _show(here, form, _("Det har kommet mange ønsker på kort tid. Prøv igjen i morgen.")), 429
    return redirect(url_for("wish.thanks", token=token), 303)


@pages.get(f"/takk/{_TOKEN}")
def thanks(token: str) -> str:
    return render_template("wishes/wish_thanks.html", token=token, days=_settings().wish_days)


@pages.get(f"/trekk/{_TOKEN}")
def ask_to_withdraw(token: str) -> str:
    """Says the same whether there is a wish or not: nobody learns anything by trying."""
    return render_template("wishes/wish_withdraw.html", token=token)


@pages.post(f"/trekk/{_TOKEN}")
def take_back(token: str) -> ResponseReturnValue:
    session = db.write_session()
    withdraw(session, token)
    session.commit()
    db.forget_erased()
    return redirect(url_for("wish.gone"), 303)


@pages.get("/trukket")
def gone() -> str:
    return render_template("wishes/wish_gone.html")


def _find_place(slug: str) -> Place:
    place = of_app().gazetteer.by_slug(slug)
    if place is None or place.municipality_number is None:
        abort(404)
    return place


def _may_be_reached(here: Place) -> bool:
    """Whether somebody could read it, and nobody else: there is a contact point for the place, and a key."""
    answers = any(each.level == "contact_point" for each in of_app().contacts(Need(place=here)))
    return answers and can_seal(_settings())


def _show(here: Place, form: WishForm, fault: str | None = None) -> str:
    form.show(oslo_now())
    planned = [planned_in_words(each) for each in planned_near(Need(place=here))]
    return _page(here, form, fault, _may_be_reached(here), planned)


def _page(here: Place, form: WishForm, fault: str | None, reachable: bool, planned: list[str]) -> str:
    return render_template(
        "wishes/wish.html",
        place=here,
        form=form,
        fault=fault,
        reachable=reachable,
        planned=planned,
        days=_settings().wish_days,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
