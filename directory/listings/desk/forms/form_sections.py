"""Which questions does each kind of listing get, and in which order? The form knows the kind."""

from flask_babel import gettext as _

from directory.listings.desk.forms.listing_form import Section

_ONWARD = ("pathways",)
_ACCESS = ("language", "interpreter", "sign_language", "wheelchair", "hearing_loop")
_WHO = ("audiences", "needs")
_WHO_MORE = ("for_whom", ("age_from", "age_to"), "young")
_PLACE = ("formats", "place_text", "place_choice", "address", "way_in", "area_only")
_COMING = ("openness", "leading", "accompaniment", "referral_needed", "free", "cost")


def sections_of(kind: str, shown: bool, new: bool = False) -> list[Section]:
    """The sections of the whole form. `shown`: everybody can see the listing; `new`: it is not there yet."""
    status = ("status",) if shown else ()
    first = Section(_("Det viktigste"), ("name", "summary", "organisation", *status))
    last = [] if new else [Section(_("Når gjelder endringen fra?"), ("starts_on", "reason"))]
    return [first, *_of_kind(kind, new), *last]


def moving_sections() -> list[Section]:
    """What is asked where something moves: the day, the place and the times."""
    return [
        Section(_("Fra hvilken dag?"), ("starts_on",)),
        Section(_("Nytt sted"), ("place_text", "place_choice", "address", "way_in")),
        Section(_("Tider"), ("meetings",)),
    ]


def _of_kind(kind: str, new: bool) -> list[Section]:
    if kind == "course":
        return _course(new)
    times = {"meeting_place": _("Åpningstider"), "service": _("Når dere er til stede")}
    before = [_service()] if kind == "service" else []
    classed = ("class_code",) if kind in ("group", "service") else ()
    beliefs = ("twelve_step", "faith_based") if kind == "group" else ()
    return [
        Section(times.get(kind, _("Når møtes dere?")), ("meetings", "by_appointment")),
        Section(_("Hvor?"), _PLACE),
        Section(_("Kontakt"), ("contacts", "url")),
        *before,
        Section(_("Hvem det er for"), (*_WHO, *classed, *_WHO_MORE), folded=not new),
        Section(_("Slik er det å komme"), ("first_time", *_COMING, *beliefs), folded=True),
        Section(_("Veier videre"), _ONWARD, folded=True),
        Section(_("Språk og tilgang"), _ACCESS, folded=True),
    ]


def _course(new: bool) -> list[Section]:
    return [
        Section(_("Kurset"), ("programme", "rota", ("seats", "enrolled", "deadline"))),
        Section(_("Kveldene"), (("first_evening", "evening_starts", "evening_ends"), "sessions")),
        Section(_("Hvor?"), (*_PLACE, "catchment")),
        Section(_("Kontakt"), ("contacts", "url")),
        Section(_("Hvem det er for"), (*_WHO, "class_code", *_WHO_MORE), folded=not new),
        Section(_("Slik er det å komme"), ("first_time", *_COMING), folded=True),
        Section(_("Veier videre"), _ONWARD, folded=True),
        Section(_("Språk og tilgang"), _ACCESS, folded=True),
    ]


def _service() -> Section:
    return Section(_("Hjelpen"), ("may_contact", "waiting_days", "step_1", "step_2", "step_3"))
