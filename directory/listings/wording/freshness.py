"""Is it still so? How long ago somebody confirmed a listing, who it was, and when that is too long."""

from datetime import date

from directory.listings.records.times_kept import Stored
from directory.web.catalogues import gettext as _
from directory.web.formatting import date_in_words, lately_confirmed, month_in_words


def is_fresh(listing: Stored, today: date) -> bool:
    """Confirmed within the months that the settings say."""
    return lately_confirmed(listing.last_confirmed_on, today)


def freshness_in_words(listing: Stored, today: date) -> str:
    """`Bekreftet 3. november av kontaktpunktet`, or from when the document is that it was taken from.

    What was confirmed in one go with others says so: nobody looked at this one alone.
    """
    confirmed = listing.last_confirmed_on
    if confirmed is None and listing.source_date:
        return _(
            "Fra et dokument fra %(month)s. Ingen har bekreftet det. Ring før du drar.",
            month=month_in_words(listing.source_date),
        )
    if confirmed is None:
        return _("Vi vet ikke når dette sist ble bekreftet. Ring før du drar.")
    if not is_fresh(listing, today):
        return _("Ikke bekreftet siden %(month)s. Sjekk før du drar.", month=month_in_words(confirmed))
    day, who = date_in_words(confirmed, today), _who(listing.confirmed_by)
    if who is None:
        return _("Bekreftet %(date)s", date=day)
    if listing.confirmed_how == "bulk":
        return _("Bekreftet %(date)s av %(who)s, samlet med andre", date=day, who=who)
    return _("Bekreftet %(date)s av %(who)s", date=day, who=who)


def _who(role: str | None) -> str | None:
    """Who said so, as a reader would call them; None where nobody in a role did."""
    return {
        "contact": _("kontakten selv"),
        "organisation_editor": _("organisasjonen"),
        "contact_point": _("kontaktpunktet"),
        "national_editor": _("redaksjonen"),
        "administrator": _("redaksjonen"),
    }.get(role or "")
