"""How is a list taken in? By the verbs of the desk, in one transaction: what is new as a stream, the rest one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from directory.db.change_feed import noted_together
from directory.exchange.taking_in.models import ListSource, SourceEntry
from directory.exchange.taking_in.planning import Differing, New, Plan, normal
from directory.listings.editing.apply import Editing, change, change_locked, compare, hold, lock_ids
from directory.listings.editing.changes import Change
from directory.listings.editing.lookalike_names import Known
from directory.listings.editing.lookalikes import flags
from directory.listings.editing.moderation import HOUSE, is_trusted
from directory.listings.editing.reach import reach_of
from directory.listings.readiness import lacks_by_itself
from directory.listings.records.document import ListingDocument
from directory.listings.records.loading import put_rows
from directory.listings.records.models import Listing

Tell = Callable[[int], None]
_AT_ONCE = 500


@dataclass(slots=True)
class Intake:
    """What became of a list. `rows` is the sum of `new`, `drafts`, `changed`, `same`, `joined` and `unreadable`."""

    rows: int = 0
    new: int = 0
    drafts: int = 0
    changed: int = 0
    same: int = 0
    joined: int = 0
    unreadable: int = 0
    gone: int = 0
    held: int = 0
    alike: int = 0
    why: Counter[str] = field(default_factory=Counter)
    """What speaks against showing the drafts, with how often."""

    def as_counts(self) -> dict[str, int]:
        """By name."""
        return {name: count for name, count in asdict(self).items() if name != "why"}


def take_in(
    editing: Editing, source: ListSource, made: Plan, *, show: bool, tell: Tell = lambda _count: None
) -> Intake:
    """Do what `made` says. Whoever opened the session commits, or nothing is kept. `show`: what is new and whole is shown to
    everybody, else it is a draft.

    Raises:
        ValueError: a value cannot be used any more; the text names the field. Nothing may be kept then.
    """
    report = Intake(
        rows=made.listed.rows,
        same=len(made.same) + len(made.adopted),
        joined=made.listed.joined,
        unreadable=len(made.unreadable),
    )
    with noted_together(editing.session):
        _do(editing, source, made, report, show, tell)
    tell(report.same + report.unreadable + report.joined)
    source.report = report.as_counts()
    editing.session.flush()
    return report


def _do(editing: Editing, source: ListSource, made: Plan, report: Intake, show: bool, tell: Tell) -> None:
    _put_new(editing, source, made, report, show, tell)
    for start in range(0, len(made.differing), _AT_ONCE):
        _change_some(editing, source, made.differing[start : start + _AT_ONCE], report, tell)
    for entry, listing_id in made.adopted:
        editing.session.add(
            SourceEntry(source_id=source.id, key=entry.key, listing_id=listing_id, given=normal(entry.values))
        )
    for gone in made.gone:
        _pause(editing, source, gone.listing_id)
        editing.session.execute(
            update(SourceEntry).where(SourceEntry.id == gone.entry_id).values(gone_at=editing.now)
        )
        report.gone += 1


def _put_new(
    editing: Editing, source: ListSource, made: Plan, report: Intake, show: bool, tell: Tell
) -> None:
    """In portions, so that memory does not grow with them."""
    known = Known(editing.session, many=True) if show and made.new else None
    for start in range(0, len(made.new), _AT_ONCE):
        some = made.new[start : start + _AT_ONCE]
        rows = [_row(editing, source, each, known, report) for each in some]
        put_rows(editing.session, rows, editing.gazetteer)
        editing.session.execute(insert(Change), list(_acts(editing, source, rows)))
        editing.session.execute(
            insert(SourceEntry),
            [
                {
                    "source_id": source.id,
                    "key": each.entry.key,
                    "listing_id": each.listing_id,
                    "given": normal(each.entry.values),
                    "like_id": each.like_id,
                }
                for each in some
            ],
        )
        drafts = sum(row["status"] == "draft" for row in rows)
        report.drafts, report.new = report.drafts + drafts, report.new + len(rows) - drafts
        report.alike += sum(each.like_id is not None for each in some)
        tell(len(some))


def _row(
    editing: Editing, source: ListSource, each: New, known: Known | None, report: Intake
) -> dict[str, Any]:
    """The document of a new one; a draft where it is not to be shown, or something speaks against it. `known` is None where
    nothing is shown."""
    values = each.entry.values
    row = {
        **values,
        "id": each.listing_id,
        "status": values.get("status", "active"),
        "source": source.name,
        "source_url": source.url,
        "source_date": editing.today.isoformat(),
    }
    why = [] if known is None or each.like_id else _why_not_shown(editing, row, known)
    if known is None or each.like_id or why:
        row["status"] = "draft"
    report.why.update(why)
    return row


def _why_not_shown(editing: Editing, row: dict[str, Any], known: Known) -> list[str]:
    """What speaks against showing it at once: something is lacking, or it looks like what it is not."""
    missing = [
        each for each in lacks_by_itself(ListingDocument.read(row)) if not _may_just_come(each, row, known)
    ]
    if missing:
        words = {
            "time": _("Ingen vet når det er."),
            "way_in": _("Ingen vet hvordan man kommer dit eller spør."),
        }
        return [words[each] for each in missing]
    said = {**row, "organisations": [row["organisation"]] if row.get("organisation") else []}
    return flags(editing.session, Listing(id=row["id"]), said, known)


def _may_just_come(lack: str, row: dict[str, Any], known: Known) -> bool:
    """A closed meeting of a fellowship is closed to observers, not to newcomers: its address is a way in."""
    fellowships = {each.code for each in known.organisations if each.twelve_step}
    return lack == "way_in" and bool(row.get("address")) and row.get("organisation") in fellowships


def _acts(editing: Editing, source: ListSource, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The history of what is new, as `create` writes it."""
    for row in rows:
        yield {
            "listing_id": row["id"],
            "fields": {
                name: {"before": None, "after": value} for name, value in normal(row).items() if value
            },
            "made_by": editing.by.person_id,
            "made_as": editing.by.role,
            "made_at": editing.now,
            "reason": _reason(source),
            "state": "applied",
            "held_for": [],
            "applied_at": editing.now,
            "version": 1,
        }


def _change_some(
    editing: Editing, source: ListSource, some: Sequence[Differing], report: Intake, tell: Tell
) -> None:
    """Change each listing of a portion. All of them, and what the source said of them, are read together: one by one each would
    cost twenty questions."""
    session = editing.session
    listings = {row.id: row for row in lock_ids(session, [each.listing_id for each in some])}
    said = select(SourceEntry).where(
        SourceEntry.source_id == source.id, SourceEntry.key.in_([each.entry.key for each in some])
    )
    entries = {row.key: row for row in session.scalars(said)}
    for each in some:
        if each.fields:
            made = _changes(editing, source, listings[each.listing_id], each)
            report.held += sum(one.state == "held" for one in made)
        stands = entries.get(each.entry.key)
        if stands is None:
            stands = SourceEntry(source_id=source.id, key=each.entry.key, listing_id=each.listing_id)
            session.add(stands)
        stands.given, stands.gone_at = normal(each.entry.values), None
        report.changed += 1
        tell(1)
    session.flush()


def _changes(editing: Editing, source: ListSource, listing: Listing, each: Differing) -> list[Change]:
    """What a source says for itself is judged here: a way to reach what people trust waits; a person's act is judged as
    ever."""
    reached = reach_of(each.fields) if editing.by == HOUSE and is_trusted(listing) else []
    free = {name: value for name, value in each.wanted.items() if name not in reached}
    made = change_locked(editing, listing, free, reason=_reason(source)) if free else []
    waiting = {name: value for name, value in each.wanted.items() if name in reached}
    if waiting and (found := compare(editing, listing, waiting)).fields:
        act = editing.act(listing, found.fields, reason=_reason(source), held_for=["reach"])
        made = [*made, hold(editing, listing, act)]
    return made


def _pause(editing: Editing, source: ListSource, listing_id: str) -> None:
    """Gone from its source: it says so and is on a break; it is never deleted."""
    listing = editing.session.get_one(Listing, listing_id)
    note = f"Står ikke lenger i kilden ({source.name}) {editing.today:%d.%m.%Y}"
    values: dict[str, Any] = {"source_note": note}
    if listing.status in ("active", "full", "planned"):
        values["status"] = "paused"
    change(editing, listing, values, reason=note)


def _reason(source: ListSource) -> str:
    return f"Fra kilden {source.name}"
