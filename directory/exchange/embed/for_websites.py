"""How does a municipality or an organisation show what there is near them? A page that makes the line to copy, with a live example."""

from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext as _

from directory import db
from directory.exchange.embed.embedded import how_many, place_asked
from directory.listings.records.models import organisations_by_code
from directory.matching.suggesting.service import of_app
from directory.settings import Settings
from directory.vocabulary import KINDS, LANGUAGES, NEEDS, UNADDRESSED_NEEDS
from directory.web.language import PREFIXES, current, keep_query, label_of

pages = Blueprint("for_websites", __name__)

_COUNTS = (3, 5, 10, 20)


@pages.get("/for-nettsider")
def show() -> str:
    """Choices make the lines anew; what is not known is left out."""
    settings: Settings = current_app.extensions["settings"]
    matching = of_app()
    place = place_asked(matching)
    organisations = db.read_cached(organisations_by_code, "organisation")
    chosen = {
        "place": place.slug if place else None,
        "need": _known("need", [code for code in NEEDS if code not in UNADDRESSED_NEEDS]),
        "organisation": _known("organisation", list(organisations)),
        "kind": _known("kind", list(KINDS)),
    }
    language, asked = _known("language", list(LANGUAGES)) or current(), {k: v for k, v in chosen.items() if v}
    keep_query(asked.items())
    root = settings.public_url + PREFIXES[language]
    return render_template(
        "exchange/embed/for_websites.html",
        chosen=chosen,
        place=place,
        tongue=language,
        limit=how_many(),
        counts=_COUNTS,
        needs=[(code, label_of(NEEDS, code)) for code in NEEDS if code not in UNADDRESSED_NEEDS],
        kinds=[(code, label_of(KINDS, code)) for code in KINDS],
        organisations=[(code, row.name) for code, row in organisations.items()],
        languages=[(code, label_of(LANGUAGES, code)) for code in LANGUAGES],
        attributes={**asked, "lang": language, "limit": how_many()},
        lines=_lines(settings.public_url, root, asked, language),
    )


def _known(name: str, codes: list[str]) -> str | None:
    value = request.args.get(name)
    return value if value in codes else None


def _lines(home: str, root: str, asked: dict[str, str], language: str) -> dict[str, str]:
    """What is copied: the element with its script, the frame, and a plain link. Codes alone stand in them."""
    limit = how_many()
    plain = f"{root}/finn?{urlencode(asked)}" if asked else f"{root}/"
    frame = f"{root}/innebygd?{urlencode({**asked, 'limit': limit})}".replace("&", "&amp;")
    marks = "".join(
        f' {name}="{value}"' for name, value in {**asked, "limit": limit, "lang": language}.items()
    )
    words, title = _("Se tilbud hos Varde"), _("Tilbud fra Varde")
    link = f'<a href="{plain.replace("&", "&amp;")}">{words}</a>'
    return {
        "element": f'<script src="{home}/innebygd.js" async></script><varde-tilbud{marks}>{link}</varde-tilbud>',
        "frame": f'<iframe src="{frame}" title="{title}" width="100%" height="480" loading="lazy"></iframe>',
        "link": link,
    }
