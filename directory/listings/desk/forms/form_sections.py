"""Which questions does each kind of listing get, and in which order? The form knows the kind."""

from flask_babel import gettext as _

from directory.listings.desk.forms.listing_form import FormSection

_ONWARD = ("pathways",)
_ACCESS = ("language", "interpreter", "sign_language", "wheelchair", "hearing_loop")
_WHO = ("audiences", "needs")
_WHO_MORE = ("for_whom", ("age_from", "age_to"), "young")
_PLACE = ("formats", "place_text", "place_choice", "address", "way_in", "area_only")
_COMING = ("openness", "leading", "accompaniment", "referral_needed", "free", "cost")


def sections_of(kind: str, shown: bool, new: bool = False) -> list[FormSection]:
    """The sections of the whole form. `shown`: everybody can see the listing; `new`: it is not there yet."""
    status = ("status",) if shown else ()
    first = FormSection(_("Det viktigste"), ("name", "summary", "organisation", *status))
    last = [] if new else [FormSection(_("Når gjelder endringen fra?"), ("starts_on", "reason"))]
    return [first, *_of_kind(kind, new), *last]


def moving_sections() -> list[FormSection]:
    """What is asked where something moves: the day, the place and the times."""
    return [
        FormSection(_("Fra hvilken dag?"), ("starts_on",)),
        FormSection(_("Nytt sted"), ("place_text", "place_choice", "address", "way_in")),
        FormSection(_("Tider"), ("meetings",)),
    ]


def _of_kind(kind: str, new: bool) -> list[FormSection]:
    if kind == "course":
        return _course(new)
    times = {"meeting_place": _("Åpningstider"), "service": _("Når dere er til stede")}
    before = _service() if kind == "service" else []
    classed = ("class_code",) if kind in ("group", "service") else ()
    beliefs = ("twelve_step", "faith_based") if kind == "group" else ()
    return [
        FormSection(times.get(kind, _("Når møtes dere?")), ("meetings", "by_appointment")),
        FormSection(_("Hvor?"), _PLACE),
        FormSection(_("Kontakt"), ("contacts", "url")),
        *before,
        FormSection(_("Hvem det er for"), _WHO, folded=not new),
        FormSection(_("Mer om hvem det er for"), (*classed, *_WHO_MORE), folded=True),
        FormSection(_("Slik er det å komme"), ("first_time", *_COMING, *beliefs), folded=True),
        FormSection(_("Veier videre"), _ONWARD, folded=True),
        FormSection(_("Språk og tilgang"), _ACCESS, folded=True),
    ]


def _course(new: bool) -> list[FormSection]:
    seats = ("seats", "deadline") if new else ("seats", "enrolled", "deadline")
    return [
        FormSection(_("Kurset"), ("programme", "rota", seats)),
        FormSection(
            _("Kveldene"), (("first_evening", "evening_count", "evening_starts", "evening_ends"), "sessions")
        ),
        FormSection(_("Hvor?"), _PLACE),
        FormSection(_("Kontakt"), ("contacts", "url")),
        FormSection(_("Hvem det er for"), _WHO, folded=not new),
        FormSection(_("Mer om hvem det er for"), ("catchment", "class_code", *_WHO_MORE), folded=True),
        FormSection(_("Slik er det å komme"), ("first_time", *_COMING), folded=True),
        FormSection(_("Veier videre"), _ONWARD, folded=True),
        FormSection(_("Språk og tilgang"), _ACCESS, folded=True),
    ]


def _service() -> list[FormSection]:
    return [
        FormSection(_("Hjelpen"), ("may_contact", "waiting_days")),
        FormSection(_("Dette skjer"), ("step_1", "step_2", "step_3"), folded=True),
    ]
