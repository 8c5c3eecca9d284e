"""Which pages does the room have? All of them are at the desk, most for those who oversee the house."""

from directory.oversight import (
    changes_lately,
    claim_desk,
    contact_desk,
    desk_help,
    organisation_desk,
    overview,
    paste,
    ready,
    seen_reach,
    stale_acts,
    unready,
)

PAGES = (
    overview.pages,
    ready.pages,
    stale_acts.pages,
    changes_lately.pages,
    contact_desk.pages,
    desk_help.pages,
    organisation_desk.pages,
    seen_reach.pages,
    unready.pages,
    paste.pages,
    claim_desk.pages,
)
