"""How does the turn go on? The last host passes it on with one press, the next one takes it, or lets it go by."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Person
from directory.courses.course_dates import first_evening
from directory.courses.models import PassedTurn
from directory.courses.new_run import make_run, values_from
from directory.courses.whose_courses import hosts_of
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.scope import may_edit
from directory.listings.records.courses import CourseRun, Rota
from directory.listings.records.models import Listing
from directory.listings.records.rota import host_after, runs_of
from directory.mail import outbox


def rota_of(session: Session, listing: Listing) -> tuple[Rota | None, PassedTurn | None]:
    """The rota that a run belongs to, and the turn that was passed on after it."""
    passed = PassedTurn.from_listing_id == listing.id
    code = listing.course.rota_code if listing.course else None
    found = session.execute(
        select(Rota, PassedTurn).outerjoin(PassedTurn, passed).where(Rota.code == code)
    ).first()
    return (found[0], found[1]) if found else (None, None)


def is_last(session: Session, listing: Listing, rota: Rota) -> bool:
    """Whether no later run of the rota is there."""
    runs = runs_of(session, [rota.code])[rota.code]
    return bool(rota.municipalities and runs) and runs[-1][1].id == listing.id


def pass_on(editing: Editing, listing: Listing) -> PassedTurn | None:
    """Say that the next host may begin, and write to them; None where it was done before, or another was host since."""
    session = editing.session
    code = listing.course.rota_code if listing.course else None
    rota = session.get(Rota, code, with_for_update=True) if code else None
    passed = session.get(PassedTurn, listing.id) is not None
    if rota is None or passed or not is_last(session, listing, rota):
        return None
    turn = PassedTurn(
        from_listing_id=listing.id,
        rota_code=rota.code,
        municipality_number=host_after(rota, listing.municipality_number),
        passed_on=editing.today,
    )
    session.add(turn)
    session.flush()
    _write_to_hosts(session, turn)
    return turn


def let_go_by(editing: Editing, turn: PassedTurn) -> None:
    """They cannot hold it this time: it is the turn of the one after, who is written to."""
    rota = editing.session.get_one(Rota, turn.rota_code)
    turn.municipality_number = host_after(rota, turn.municipality_number)
    turn.passed_on = editing.today
    editing.session.flush()
    _write_to_hosts(editing.session, turn)


def take(editing: Editing, turn: PassedTurn, first: date) -> Listing:
    """The next host begins: their run, whose first evening is `first`. What they have told of already without days gets them;
    else it is a draft."""
    last, run = editing.session.get_one(Listing, turn.from_listing_id), _announced(editing, turn)
    if run is None or run.course is None or last.course is None:
        run = make_run(editing, last, first, turn.municipality_number)
    else:
        values = values_from(last.course, first)
        change(editing, run, {"course": {**values, "seats": run.course.seats or values["seats"]}})
    turn.listing_id = run.id
    editing.session.flush()
    return run


def _announced(editing: Editing, turn: PassedTurn) -> Listing | None:
    """A run of theirs that is planned there, without days yet."""
    person = editing.session.get(Person, editing.by.person_id) if editing.by.person_id else None
    found = editing.session.scalars(
        select(Listing)
        .join(CourseRun, CourseRun.listing_id == Listing.id)
        .where(
            CourseRun.rota_code == turn.rota_code,
            ~CourseRun.sessions.any(),
            Listing.municipality_number == turn.municipality_number,
            Listing.status == "planned",
        )
        .order_by(Listing.id)
    )
    return next((each for each in found if person and may_edit(editing.session, person, each)), None)


def first_proposed(last: Listing, rota: Rota | None) -> date | None:
    """When the run after `last` could begin: some months later by its rota, without one a year later."""
    evenings = [each.on for each in last.course.sessions] if last.course else []
    return first_evening(evenings, rota.interval_months if rota else 12) if evenings else None


def _write_to_hosts(session: Session, turn: PassedTurn) -> None:
    for person in hosts_of(session, turn):
        key = f"turn:{turn.from_listing_id}:{turn.municipality_number}:{person.id}"
        url = outbox.address("/skrivebord/", person.language)
        outbox.queue(session, person.email, "courses/your_turn", person.language, unique_key=key, url=url)
