"""What can be done about a listing that nobody has confirmed for long? Ask again, or hide it; giving it to somebody has a
page of its own (`listing_contacts.py`)."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts.access import OVERSEERS, desk
from directory.listings.desk.listing_access import edit_listing
from directory.listings.desk.outcome import what_became
from directory.listings.editing.apply import change
from directory.listings.upkeep.reminding import UNCONFIRMED, ask_again
from directory.vocabulary import ASKED
from directory.web.language import label_of

pages = Blueprint("stale_acts", __name__, url_prefix="/skrivebord/ubekreftet")
_QUERY = ("fylke", "organisasjon", "side")


@pages.post("/<code:listing_id>/spor")
@desk(*OVERSEERS)
def ask(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    if not listing.public:
        abort(404)
    asked = ask_again(editing.session, editing.gazetteer, listing, editing.now)
    editing.session.commit()
    return _back(asked or "ingen", listing_id)


@pages.post("/<code:listing_id>/skjul")
@desk(*OVERSEERS)
def hide(listing_id: str) -> ResponseReturnValue:
    editing, listing = edit_listing(listing_id)
    if not listing.public:
        abort(404)
    made = change(editing, listing, {"status": "hidden"}, reason=UNCONFIRMED)
    editing.session.commit()
    return _back(what_became(made, "skjult"), listing_id)


def said_in_words(code: str) -> str | None:
    """What came of it, as text; None for anything else."""
    if code in ASKED:
        return _("Brev sendt til: %(who)s.", who=label_of(ASKED, code).lower())
    sentences = {
        "ingen": _("Ingen nye er spurt: De er spurt i dag, eller det er ingen å spørre. Gi det til noen."),
        "skjult": _("Tilbudet er skjult. Du kan vise det igjen fra siden til tilbudet."),
        "venter": _("Endringen venter på et par øyne til."),
    }
    return sentences.get(code)


def _back(said: str, listing_id: str) -> ResponseReturnValue:
    query: dict[str, Any] = {name: request.args[name] for name in _QUERY if name in request.args}
    return redirect(
        url_for("overview.unconfirmed", gjort=said, om=listing_id, _anchor="fortalt", **query), 303
    )
