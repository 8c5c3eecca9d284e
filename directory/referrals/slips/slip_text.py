"""How is a slip said in plain text? For a journal, a letter or a message: no line longer than it must be, nothing but what stands on it."""

from collections.abc import Iterator

from directory.contact_points.presenting import ContactEntry
from directory.referrals.slips.code import Slip
from directory.referrals.slips.contents import Contents, SlipItem, heading
from directory.web.catalogues import gettext as _
from directory.web.formatting import NBSP, date_in_words


def as_text(slip: Slip, contents: Contents, address: str) -> str:
    """The whole slip, one thing a line."""
    made = date_in_words(slip.made_on, slip.made_on.replace(year=1))
    lines = [heading(contents.place), _("Laget %(date)s", date=made), ""]
    for part in contents.parts:
        lines += [part.heading.upper(), ""] if part.heading else []
        lines += [line for item in part.items for line in _item(item)]
    lines += [_("Noen å ringe"), *(_contact(each) for each in (*contents.near, *contents.lines))]
    lines += [_("Står det om liv, ring 113."), "", _("Se om noe er endret:"), address, ""]
    return "\n".join(lines).replace(NBSP, " ")


def _item(item: SlipItem) -> Iterator[str]:
    yield item.name
    yield from (text for text in (item.what, *item.notices) if text)
    yield from (f"{line.term}: {line.text}" for line in item.lines)
    yield from (f"{way.term}: {way.text}" for way in item.onward)
    yield from (f"- {row.label}. {row.note or ''}".rstrip() for row in item.instead)
    if item.freshness:
        yield f"{item.freshness.rstrip('.')}."
    yield ""


def _contact(entry: ContactEntry) -> str:
    return ": ".join(filter(None, (entry.name, entry.phone or entry.email)))
