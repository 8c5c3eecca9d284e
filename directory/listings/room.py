"""Which pages does the room have? The public ones, then those at the desk."""

from directory.listings.desk import (
    approve,
    edit,
    history,
    listing_contacts,
    move,
    my_listing,
    my_listings,
    private,
    report_desk,
)
from directory.listings.public import (
    claim,
    confirm,
    confirm_each,
    contact_turn,
    organisation,
    outside,
    report,
    way,
)
from directory.listings.public import listing as listing_pages

PAGES = (
    listing_pages.pages,
    contact_turn.pages,
    organisation.pages,
    report.pages,
    way.pages,
    outside.pages,
    claim.pages,
    confirm.pages,
    confirm_each.pages,
    approve.pages,
    report_desk.pages,
    my_listings.pages,
    edit.pages,
    my_listing.pages,
    move.pages,
    history.pages,
    private.pages,
    listing_contacts.pages,
)
