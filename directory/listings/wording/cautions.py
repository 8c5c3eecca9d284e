"""What should be looked at twice before everybody sees it? Names and numbers in texts, likenesses, and what is not there."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory.listings.editing.lookalike_names import Known
from directory.listings.editing.lookalikes import flags
from directory.listings.readiness import lacks
from directory.listings.records.models import Listing
from directory.listings.records.private_words import names_in, texts_in, ways_in
from directory.listings.wording.field_words import field_label

_TEXTS = (
    "name",
    "summary",
    "first_time",
    "way_in",
    "cost",
    "steps",
    "pathways",
    "meetings",
    "pauses",
    "course",
)

# What TSML-UI, which shows the lists of meetings on many sites, takes for a meeting on the net: its published settings.
_KNOWN_HOSTS = (
    "bluejeans.com",
    "discord.gg",
    "freeconference.com",
    "freeconferencecall.com",
    "goto.com",
    "gotomeet.me",
    "gotomeeting.com",
    "meet.google.com",
    "meet.jit.si",
    "meetings.dialpad.com",
    "signal.group",
    "skype.com",
    "teams.live.com",
    "teams.microsoft.com",
    "webex.com",
    "zoho.com",
    "zoom.us",
)


def cautions(known: Known, listing: Listing, fields: Mapping[str, Any]) -> list[str]:
    """Each a sentence, often none. `fields` are new values, as in a document."""
    found = [*_in_texts(known, fields), *flags(known.session, listing, fields, known), *_in_links(fields)]
    return list(dict.fromkeys(found))


def missing_in_words(session: Session, listing: Listing) -> list[str]:
    """What a listing needs before it is shown, each as what to do about it."""
    return lacks_in_words(lacks(session, listing))


def lacks_in_words(codes: Iterable[str]) -> list[str]:
    """The same, where it is known what is lacking."""
    words = {
        "time": _("Skriv når det er: en fast tid, kveldene, eller at folk avtaler tid først."),
        "way_in": _("Skriv hvordan folk når fram: telefon, e-post, nettsted eller en adresse å møte opp på."),
    }
    return [words[code] for code in codes]


def _in_links(fields: Mapping[str, Any]) -> list[str]:
    """A link that goes out to lists which do not know its host: there, the meeting does not count as one on the net."""
    links = [
        each["link"] for each in fields.get("meetings") or [] if each.get("link") and each.get("link_public")
    ]
    return [
        _(
            "Noen møtelister på nett kjenner ikke %(host)s, og viser ikke at møtet er på nett. Her på Varde er lenken i orden.",
            host=host,
        )
        for host in dict.fromkeys(map(_host, links))
        if host and not any(host == each or host.endswith(f".{each}") for each in _KNOWN_HOSTS)
    ]


def _host(link: str) -> str:
    """Empty where it cannot be read; the form has refused such a link."""
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _in_texts(known: Known, fields: Mapping[str, Any]) -> list[str]:
    words = {word.lower() for row in known.organisations for word in row.name.split()}
    # nobody private is called as an organisation is
    found = []
    for field in (name for name in _TEXTS if name in fields):
        for name, text in texts_in(fields[field]):
            if name in ("link", "on", "from", "until", "starts", "ends", "moved_to", "to", "deadline"):
                continue
            label = field_label(field).lower()
            for each in names_in(text, words):
                found.append(
                    _(
                        "Dette kan være navnet på en privatperson: «%(name)s» (%(field)s).",
                        name=each,
                        field=label,
                    )
                )
            for each in ways_in(text):
                found.append(
                    _(
                        "Det står et nummer eller en adresse i teksten: %(what)s (%(field)s).",
                        what=each,
                        field=label,
                    )
                )
    return found
