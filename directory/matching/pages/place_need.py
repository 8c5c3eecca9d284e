"""What is there for one need around one place? For the person it concerns, for relatives, on the net, and whom to ask."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from directory.contact_points.presenting import panel
from directory.matching.pages.place import today_of
from directory.matching.results import nearby, place_words, summary
from directory.matching.results.cards import CardRow, cards
from directory.matching.results.nearby import NearbyPart
from directory.matching.search_address import address
from directory.matching.suggesting.counts import count_by_municipality
from directory.matching.suggesting.service import Matching, of_app
from directory.matching.suggesting.suggest import Suggestion, Suggestions
from directory.matching.understanding.need import Need
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.vocabulary import NEEDS, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.language import label_of
from directory.web.wire.page_tags import may_be_kept

pages = Blueprint("place_need", __name__)

_CARDS_A_PART = 4
_MOST_NEIGHBOURS = 6


@pages.get("/sted/<place>/<need>")
@may_be_kept
def show(place: str, need: str) -> ResponseReturnValue:
    """A page for each need but those that never stand in an address."""
    if need not in NEEDS or need in UNADDRESSED_NEEDS:
        abort(404)
    matching, now = of_app(), oslo_now()
    here = matching.gazetteer.by_slug(place)
    if here is None:
        return _elsewhere(place, need, matching.gazetteer)
    asked = Need(needs=(need,), place=here, browsing=True)
    found = matching.suggestions(asked, now)
    return render_template(
        "matching/pages/place_need.html",
        title=_("Tilbud %(where)s", where=place_words.near(here)),
        heading=_("%(need)s: tilbud %(where)s", need=label_of(NEEDS, need), where=place_words.near(here)),
        answer=summary.answer(asked, found, now),
        parts=list(_parts(asked, found, now, matching.gazetteer)),
        neighbours=_neighbours(asked, here, matching, now),
        others=[row for row in nearby.needs_here(here) if row.label != label_of(NEEDS, need)],
        place_url=url_for("place.show", place=here.slug),
        place=here,
        found_near=bool(_near(found)),
        people=panel(matching.contacts(asked), here.label),
    )


def _elsewhere(place: str, need: str, gazetteer: Gazetteer) -> ResponseReturnValue:
    """Former names, numbers and other spellings lead to today's page; a shared name asks which."""
    places = today_of(place, gazetteer)
    if not places:
        abort(404)
    if len(places) == 1:
        return redirect(url_for("place_need.show", place=places[0].slug, need=need), 301)
    return redirect(address(Need(needs=(need,), places=places)), 302)


def _parts(need: Need, found: Suggestions, now: datetime, gazetteer: Gazetteer) -> Iterator[NearbyPart]:
    """What fits in the place and on the net; where nothing is near, what lies nearest."""
    near = _near(found)
    relatives = [s for s in near if "self" not in s.listing.audiences]
    theirs = [s for s in near if "self" in s.listing.audiences]
    online, lead = [s for s in found.online if s.exact], _("Hvor du bor, spiller ingen rolle.")
    if not near and not online:  # what is for all can be reached from here, and nothing else can
        online, lead = list(found.online), _("Det gjelder noe annet, men kan likevel passe.")
    asked: list[tuple[str, str, str | None, Sequence[Suggestion], Need]] = [
        ("selv", _("For den det gjelder"), None, theirs, need.but(audience="self")),
        ("parorende", _("For pårørende"), None, relatives, need.but(audience="relative")),
        ("nett", _("På nett og telefon"), lead, online, need),
    ]
    if not near:
        lead = _("Avstanden er i luftlinje. Veien er ofte lengre.")
        asked.append(("lenger", _("Lenger unna"), lead, found.of("farther"), need))
    for id_, heading, lead, suggestions, whole in asked:
        first, rest = suggestions[:_CARDS_A_PART], len(suggestions[_CARDS_A_PART:])
        more = ngettext("Se ett til", "Se %(num)s til", rest) if rest else None
        if first:
            made = cards(first, need, now, gazetteer)
            yield NearbyPart(id_, heading, lead, made, more, address(whole) if rest else None)


def _near(found: Suggestions) -> list[Suggestion]:
    later = [s for s in found.later if s.step == "near"]
    return [*(s for s in (*found.of("near"), *found.courses) if s.exact), *later]


def _neighbours(need: Need, here: Place, matching: Matching, now: datetime) -> list[CardRow]:
    """The nearest other municipalities that have something for the same need, with how much."""
    counts = count_by_municipality(need.but(place=None), matching.context(now))
    others = [place for place in matching.gazetteer.municipalities if place.id in counts]
    near = nearby.nearest(here, [place for place in others if place.id != here.id])[:_MOST_NEIGHBOURS]
    return [
        CardRow(
            place.label,
            ngettext("Ett tilbud", "%(num)s tilbud", counts[place.id]),
            url_for("place_need.show", place=place.slug, need=need.needs[0]),
        )
        for place in near
    ]
