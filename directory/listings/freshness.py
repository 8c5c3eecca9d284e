"""Is it still so? How long ago somebody confirmed a listing, and when that is too long."""

from datetime import date

from flask_babel import gettext as _

from directory.listings.models import Listing
from directory.web.formatting import date_in_words, lately_confirmed, month_in_words


def is_fresh(listing: Listing, today: date) -> bool:
    """Confirmed within the last twelve months."""
    return lately_confirmed(listing.last_confirmed_on, today)


def freshness_in_words(listing: Listing, today: date) -> str:
    """`Bekreftet 3. november`, or that nobody has confirmed it for long."""
    confirmed = listing.last_confirmed_on
    if confirmed is None:
        return _("Vi vet ikke når dette sist ble bekreftet. Ring før du drar.")
    if is_fresh(listing, today):
        return _("Bekreftet %(date)s", date=date_in_words(confirmed, today))
    return _("Ikke bekreftet siden %(month)s. Sjekk før du drar.", month=month_in_words(confirmed))
