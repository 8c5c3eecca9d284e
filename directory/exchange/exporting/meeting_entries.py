"""What is one meeting to formats that know only weekly meetings? One recurring time of a listing; or all of it, where it has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.listings.records.times_kept import Recurring, Stored
from directory.vocabulary import WEEKDAYS

_SUNDAY_FIRST = {code: (number + 1) % 7 for number, code in enumerate(WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """The `number`th time of a listing, from 1; without a `schedule` it is the listing itself, by appointment."""

    listing: Stored
    schedule: Recurring | None
    number: int

    @property
    def key(self) -> str:
        """What this entry is called outside, the same from day to day: the listing's id, with a number from the second on."""
        return self.listing.id if self.number == 1 else f"{self.listing.id}-{self.number}"

    @property
    def day(self) -> int | None:
        """0 is Sunday."""
        return _SUNDAY_FIRST[self.schedule.weekday] if self.schedule else None

    @property
    def formats(self) -> list[str]:
        """How one takes part in this time: its own way where it has one, else that of the listing."""
        own = self.schedule.format if self.schedule else None
        return [own] if own else list(self.listing.formats)

    @property
    def link(self) -> str | None:
        """The way into the online room, where everybody may have it."""
        return self.schedule.link if self.schedule and self.schedule.link_public else None

    @property
    def lasts(self) -> timedelta | None:
        """Past midnight where the end is not after the start."""
        if self.schedule is None or self.schedule.ends is None:
            return None
        starts, ends = (_of_clock(clock) for clock in (self.schedule.starts, self.schedule.ends))
        return ends - starts if ends > starts else ends - starts + timedelta(days=1)

    def is_closed(self, now: datetime) -> bool:
        """Whether it is on a break just now."""
        return self.listing.status == "paused" or any(
            pause.from_date <= now.date() and (pause.until_date is None or now.date() <= pause.until_date)
            for pause in self.listing.pauses
        )


def entries(listing: Stored, today: date) -> list[MeetingEntry]:
    """The times that are in force, numbered as they stand in the listing; those to come where none is yet."""
    if listing.course and listing.course.sessions:
        return [MeetingEntry(listing, None, 1)]
    schedules: Sequence[Recurring] = listing.schedules
    there = [
        MeetingEntry(listing, each, number)
        for number, each in enumerate(schedules, 1)
        if each.until_date is None or each.until_date >= today
    ]
    begun = [each for each in there if each.schedule and (each.schedule.from_date or today) <= today]
    return begun or there or [MeetingEntry(listing, None, 1)]


def _of_clock(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
