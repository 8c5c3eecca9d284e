"""How does a municipality or an organisation show what there is near them? A page that makes the line to copy, with a live example."""

from collections.abc import Collection
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import escape
from werkzeug.datastructures import MultiDict

from directory import db
from directory.exchange.embed.embedded import how_many, place_asked, what_is_shown
from directory.listings.records.models import organisations_by_code
from directory.matching.suggesting.service import of_app
from directory.places.models import Place
from directory.settings import Settings
from directory.vocabulary import KINDS, LANGUAGES, NEEDS, UNADDRESSED_NEEDS
from directory.web.language import PREFIXES, current, keep_query, label_of

pages = Blueprint("for_websites", __name__)

_COUNTS = (3, 5, 10, 20)
_NEEDS = [code for code in NEEDS if code not in UNADDRESSED_NEEDS]


@pages.get("/for-nettsider")
def show() -> str:
    """Choices make the lines anew; what is not known is left out."""
    organisations = db.read_cached(organisations_by_code, "organisation")
    place = place_asked(of_app())
    asked = _parameters(place, list(organisations))
    language = _choice("language", LANGUAGES) or current()
    heading = _heading(place, language)
    keep_query(asked.items())
    return render_template(
        "exchange/embed/for_websites.html",
        asked=asked,
        place=place,
        tongue=language,
        limit=how_many(),
        counts=_COUNTS,
        needs=[(code, label_of(NEEDS, code)) for code in _NEEDS],
        kinds=[(code, label_of(KINDS, code)) for code in KINDS],
        organisations=[(code, row.name) for code, row in organisations.items()],
        languages=[(code, label_of(LANGUAGES, code)) for code in LANGUAGES],
        attributes={**asked, "lang": language, "limit": how_many(), "heading": heading},
        heading=heading,
        shown=what_is_shown(MultiDict(asked))[1],
        snippets=_snippets(asked, language, heading),
    )


def _parameters(place: Place | None, organisations: Collection[str]) -> dict[str, str]:
    """What of the address is known."""
    chosen = {
        "place": place.slug if place else None,
        "need": _choice("need", _NEEDS),
        "organisation": _choice("organisation", organisations),
        "kind": _choice("kind", KINDS),
    }
    return {name: value for name, value in chosen.items() if value}


def _choice(name: str, codes: Collection[str]) -> str | None:
    value = request.args.get(name)
    return value if value in codes else None


def _heading(place: Place | None, language: str) -> str:
    """What stands above the list, in its own language."""
    with force_locale(language):
        return _("Tilbud nær %(place)s", place=place.label) if place else _("Tilbud fra Varde")


def _snippets(asked: dict[str, str], language: str, heading: str) -> dict[str, str]:
    """What is copied: the element with its script, the frame, and a plain link. Codes alone stand in them, and the place's name."""
    settings: Settings = current_app.extensions["settings"]
    home, root = settings.public_url, settings.public_url + PREFIXES[language]
    limit = how_many()
    plain = f"{root}/finn?{urlencode(asked)}" if asked else f"{root}/"
    frame = f"{root}/innebygd?{urlencode({**asked, 'limit': limit})}".replace("&", "&amp;")
    marks = "".join(
        f' {name}="{value}"' for name, value in {**asked, "limit": limit, "lang": language}.items()
    )
    marks += f' heading="{escape(heading)}"'
    with force_locale(language):
        words = _("Se tilbud hos Varde")
    link = f'<a href="{plain.replace("&", "&amp;")}">{words}</a>'
    return {
        "element": f'<script src="{home}/innebygd.js" async></script><varde-tilbud{marks}>{link}</varde-tilbud>',
        "frame": f'<iframe src="{frame}" title="{escape(heading)}" width="100%" height="480" loading="lazy"></iframe>',
        "link": link,
    }
