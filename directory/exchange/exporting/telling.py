"""What do formats that hold less than we know still tell? Sentences, numbers and addresses that several of them need."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

import phonenumbers
from flask import current_app

from directory.listings.records.document import ListingDocument
from directory.listings.records.times_kept import Recurring, Stored
from directory.listings.wording.course_words import is_over, seats_in_words
from directory.listings.wording.date_words import changed_in_words
from directory.listings.wording.presenting import recurrence_in_words, slug
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place
from directory.settings import Settings
from directory.vocabulary import STATUSES
from directory.web.catalogues import gettext as _
from directory.web.formatting import clock_in_words, date_in_words
from directory.web.language import label_of, page_root
from directory.web.sent.phones import dialled

_AT_HOME = 8  # digits of a Norwegian number


def international(kept: str | None) -> str | None:
    """`+4722400040`, also for the zeros of demonstration data; a short number such as 116123 as it is; None where it is none."""
    if not kept:
        return None
    digits = "".join(sign for sign in kept if sign.isdigit())
    if len(digits) == _AT_HOME and not kept.strip().startswith("+"):
        return f"+47{digits}"
    return dialled(kept)


def spaced(number: str | None) -> str | None:
    """`+47 22 40 00 40`: an international number as people read it."""
    if number is None or not number.startswith("+"):
        return number
    if number.startswith("+4700"):
        return f"+47 {' '.join(number[start : start + 2] for start in range(3, len(number), 2))}"
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def page_of(listing: Stored, gazetteer: Gazetteer) -> str:
    """The whole address of the listing's page, in the language in which this is told."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.public_url}{page_root()}/tilbud/{listing.id}-{slug(listing, gazetteer)}"


def area_of(listing: Stored, gazetteer: Gazetteer) -> Place | None:
    """The smallest place that the listing names."""
    return gazetteer.by_id(listing.place_id or "") or gazetteer.by_id(listing.municipality_number or "")


def web_address(text: str | None) -> str | None:
    """`text` where it is one whole address of the web; formats refuse anything else."""
    try:
        parts = urlsplit(text or "")
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return (
        text if good and text and text.isascii() and not any(sign in text for sign in ' <>"{}|\\^`') else None
    )


def mark_of_example(listing: Stored) -> str | None:
    """What tells demonstration data from true data, in every format."""
    return _("Eksempel: tilbudet er oppdiktet.") if listing.demo else None


def plain(text: str) -> str:
    """`text` with plain spaces: other programs show hard ones as signs."""
    return text.replace("\u00a0", " ")


def sentences(listing: ListingDocument, schedule: Recurring | None, now: datetime) -> list[str]:
    """Sentences that say what no field of a weekly meeting can: rarer times, breaks, changed dates, how to come."""
    parts = [
        mark_of_example(listing),
        listing.summary,
        _state(listing),
        *_rarer(schedule, listing, now),
        *_breaks(listing, now),
        *_evenings(listing, now),
        _price(listing),
        *_coming(listing),
    ]
    return [plain(part).strip() for part in parts if part and part.strip()]


def _state(listing: ListingDocument) -> str | None:
    if listing.status == "active":
        return None
    return f"{label_of(STATUSES, listing.status)}."


def _rarer(schedule: Recurring | None, listing: ListingDocument, now: datetime) -> Iterator[str]:
    """What is special about one recurring time."""
    if schedule is None:
        return
    today = now.date()
    if schedule.nth or schedule.every > 1:
        yield f"{recurrence_in_words(schedule)}."
    if schedule.from_date and schedule.from_date > today:
        yield _("Fra %(day)s.", day=date_in_words(schedule.from_date, today))
    if schedule.until_date:
        yield _("Til og med %(day)s.", day=date_in_words(schedule.until_date, today))
    for changed in schedule.changed_dates:
        if max(changed.on, changed.moved_to or changed.on) >= today:
            yield f"{changed_in_words(schedule, changed, today, hides_address=listing.area_only)}."
    if schedule.note:
        yield schedule.note


def _breaks(listing: ListingDocument, now: datetime) -> Iterator[str]:
    today = now.date()
    for pause in listing.pauses:
        if pause.until_date is None:
            yield _("Pause fra %(day)s.", day=date_in_words(pause.from_date, today))
        elif pause.until_date >= today:
            first, last = (date_in_words(day, today) for day in (pause.from_date, pause.until_date))
            yield _("Pause fra %(first)s til %(last)s.", first=first, last=last)


def _evenings(listing: ListingDocument, now: datetime) -> Iterator[str]:
    if listing.course is None:
        return
    today = now.date()
    if is_over(listing, today):
        yield _("Kurset er ferdig.")
        return
    for evening in listing.course.sessions:
        day = date_in_words(evening.on, today)
        when = f"{evening.number}. {day} {clock_in_words(evening.starts)}"
        yield f"{when}: {evening.theme}." if evening.theme else f"{when}."
    yield seats_in_words(listing.course, listing.status, today)


def _price(listing: ListingDocument) -> str | None:
    return listing.cost or (_("Gratis.") if listing.free else None)


def _coming(listing: ListingDocument) -> Iterator[str]:
    if listing.by_appointment:
        yield _("Etter avtale.")
    if listing.referral_needed:
        yield _("Du trenger henvisning, for eksempel fra fastlegen.")
    if listing.accompaniment:
        yield _("Du kan få følge den første gangen. Spør når du tar kontakt.")
    if listing.first_time:
        yield listing.first_time
