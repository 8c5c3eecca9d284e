"""Which pages does the room have? The public ones, then those at the desk."""

from directory.listings import (
    confirm_pages,
    desk,
    desk_editing,
    desk_history,
    desk_listing,
    desk_moving,
    desk_private,
    editor,
    editor_held,
    editor_ready,
    editor_reports,
    guides,
    organisation_pages,
    public_reports,
    way_pages,
)
from directory.listings import pages as listing_pages

PAGES = (
    listing_pages.pages,
    organisation_pages.pages,
    guides.pages,
    public_reports.pages,
    way_pages.pages,
    confirm_pages.pages,
    editor.pages,
    editor_held.pages,
    editor_reports.pages,
    editor_ready.pages,
    desk.pages,
    desk_editing.pages,
    desk_listing.pages,
    desk_moving.pages,
    desk_history.pages,
    desk_private.pages,
)
