"""Which pages does the room have?"""

from directory.oversight import changes_lately, overview, ready, stale_acts

PAGES = (overview.pages, ready.pages, stale_acts.pages, changes_lately.pages)
