"""How is it said that one date is not as the others? That it is cancelled, on another day, at another time, or elsewhere."""

from datetime import date, datetime, time

from flask_babel import gettext as _

from directory.listings.records.times_kept import DateChange, Recurring
from directory.listings.wording.presenting import elsewhere
from directory.vocabulary import CANCELLED_FOR
from directory.web.formatting import clock_alone, clock_in_words, day_in_words, sentence
from directory.web.language import label_of


def changed_in_words(
    schedule: Recurring, changed: DateChange, today: date, *, hides_address: bool = False
) -> str:
    """`Avlyst tirsdag 22. desember`, or `Ikke tirsdag 22. desember; denne gangen onsdag 23. desember kl. 19`.

    `hides_address`: the listing shows no address, so neither does what is said of one of its dates.
    """
    day, to = day_in_words(changed.on, today), changed.moved_to
    if to is None:
        return cancelled_in_words(day, changed.reason)
    how = _("denne gangen %(how)s", how=", ".join(_parts(schedule, changed, to, today, hides_address)))
    if to == changed.on:
        return sentence(f"{day}: {how}")
    return _("Ikke %(day)s; %(instead)s", day=day, instead=how)


def cancelled_in_words(day: str, reason: str | None) -> str:
    """`Avlyst tirsdag 22. desember`, with why where that is known."""
    words = _("Avlyst %(day)s", day=day)
    return f"{words}: {label_of(CANCELLED_FOR, reason).lower()}" if reason else words


def _parts(schedule: Recurring, changed: DateChange, to: date, today: date, hides_address: bool) -> list[str]:
    clock = _clock(changed.starts or schedule.starts, changed.ends)
    parts = [f"{day_in_words(to, today)} {clock}"] if to != changed.on else []
    if not parts and (changed.starts or changed.ends or not changed.address):
        parts.append(clock)
    if changed.address:
        parts.append(elsewhere(None if hides_address else changed.address))
    return parts


def _clock(starts: time, ends: time | None) -> str:
    clock = clock_in_words(datetime.combine(date.min, starts))
    return f"{clock}–{clock_alone(ends)}" if ends else clock
