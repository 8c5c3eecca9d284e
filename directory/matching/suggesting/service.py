"""What does matching need from the rest of the house? The gazetteer, the index and the organisations, held once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Flask, current_app, g
from sqlalchemy import func, select

from directory import db
from directory.contact_points.responsibility import Caller, Contact, all_contacts, answering
from directory.db.engine import Database
from directory.listings.records.models import Listing, Organisation, organisations_by_code
from directory.matching.search_address import Search
from directory.matching.suggesting.context import SearchContext
from directory.matching.suggesting.listing_cache import ListingCache
from directory.matching.suggesting.listing_source import ListingSource, code_mark
from directory.matching.suggesting.named_listings import Named, named_by, worded_like
from directory.matching.suggesting.steps import STEPS
from directory.matching.suggesting.suggest import Suggestions, suggest
from directory.matching.understanding.need import LONG, Need
from directory.matching.understanding.wording import Understood, understand
from directory.places.gazetteer import Gazetteer
from directory.places.loading import load
from directory.settings import Settings
from directory.vocabulary import PUBLIC_STATUSES, UNADDRESSED_NEEDS
from directory.web.clock import oslo_now
from directory.web.typed import is_longer
from directory.web.wire.page_tags import keep_nowhere
from search_index.generations import Generations

NOTHING = Need()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. `described`: its listings were found by words of their descriptions, not of their names."""

    need: Need
    described: bool = False

    @property
    def clear_listing(self) -> str | None:
        """The one listing that was asked for by name, if it is clear which."""
        return self.need.listings[0] if len(self.need.listings) == 1 and not self.described else None


@dataclass
class Matching:
    """One worker's matching: immutable tables, and an index that follows the database."""

    gazetteer: Gazetteer
    index: Generations
    listing_cache: ListingCache

    @property
    def organisations(self) -> tuple[str, ...]:
        """Codes of the organisations that the database has now."""
        return tuple(db.read_cached(organisations_by_code, "organisation"))

    def understand(self, text: object, chosen: Need = NOTHING) -> Reading:
        """What a text says, and what was `chosen` beside it, which wins. Of a longer one than is read, the need says so."""
        understood = understand(text, self.gazetteer)
        need, named = understood.need, self._find_named(understood, chosen)
        if named.listings:
            need = need.but(listings=named.listings, unused=False, rest=())
        need = self._fill_in(need)
        if is_longer(text):
            need = need.but(unused=True, rest=(*need.rest, LONG))
        need = need.override(chosen)
        if not need.listings:
            need = need.but(worded=worded_like(text, need, self.index.snapshot(), self.context(oslo_now())))
        return Reading(need, bool(named.listings) and named.described)

    def _find_named(self, understood: Understood, chosen: Need) -> Named:
        """What words name that were not used. They are looked for where nothing else says what it is about, and forgotten."""
        need, left = understood.need, understood.left
        told = need.audience not in (None, "professional")
        if not left or need.needs or told or need.relation or need.unaddressed:
            return Named()
        return named_by(left, need.override(chosen), self.index.snapshot(), self.context(oslo_now()))

    def _fill_in(self, need: Need) -> Need:
        """A named organisation fills audience and needs that the text leaves empty."""
        if len(need.organisations) != 1:
            return need
        found = db.read_session().get(Organisation, need.organisations[0])
        if found is None:
            return need
        needs = need.needs or tuple(code for code in found.needs if code not in ("any", *UNADDRESSED_NEEDS))
        audience = need.audience or (found.audiences[0] if len(found.audiences) == 1 else None)
        return need.but(needs=needs, audience=audience)

    def drop_unknown(self, search: Search) -> Search:
        """`search` without ids that name no listing."""
        need = search.need
        if not need.listings and not need.worded:
            return search
        known = self.index.snapshot().columns.keep_known
        listings, worded = known(need.listings), known(need.worded)
        ignored = search.ignored or len(listings) + len(worded) < len(need.listings) + len(need.worded)
        return replace(search, need=need.but(listings=listings, worded=worded), ignored=ignored)

    def suggestions(self, need: Need, now: datetime, only: Collection[str] = STEPS) -> Suggestions:
        """What fits `need` at `now`; of the steps `only`."""
        return suggest(need.first, self.context(now), only)

    def context(self, now: datetime) -> SearchContext:
        """What an answer stands on, as of `now`: the same for a whole request."""
        context: SearchContext | None = g.get("context")
        if context is None or context.now != now:
            session = db.read_session()
            snapshot = self.index.snapshot(db.state_in(session))
            if snapshot.lacks:
                keep_nowhere()  # a moment later the same page has more
            g.context = context = SearchContext(snapshot, self.listing_cache, session, now)
        return context

    def contacts(self, need: Need) -> list[Contact]:
        """Who answers for the place and the need, nearest level first."""
        caller = Caller(needs=need.needs, audience=need.audience, young=need.young)
        return answering(db.read_cached(all_contacts, "contact_point"), need.place, caller)

    def health(self) -> dict[str, object]:
        """How many listings are public, how many can be searched, and in which generation of the index."""
        snapshot = self.index.snapshot()
        count = select(func.count()).select_from(Listing).where(Listing.status.in_(PUBLIC_STATUSES))
        listings, searchable = db.read_session().scalar(count), len(snapshot.columns)
        status = "ok" if listings == searchable or snapshot.lacks else "behind"
        return {"status": status, "listings": listings, "searchable": searchable, "generation": snapshot.name}


def install(app: Flask, settings: Settings, base: Database) -> Matching:
    """Give the application its matching."""

    index = Generations(settings.index_folder, ListingSource(base), made_by=code_mark())
    matching = Matching(load(), index, ListingCache(index.distrust))
    app.extensions["matching"] = matching
    app.teardown_appcontext(_forget_context)
    return matching


def _forget_context(_error: BaseException | None) -> None:
    """What a page's templates know goes round in rings, and `g` is among it: until Python looks for rings, which a worker does
    seldom, all that the question worked out would lie about with it."""
    g.pop("context", None)


def of_app() -> Matching:
    """The running application's matching."""
    matching: Matching = current_app.extensions["matching"]
    return matching
