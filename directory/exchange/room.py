"""Which pages and interfaces does the room have?"""

from directory.exchange.at_desk import bring, follow, whom_to_ask
from directory.exchange.embed import embedded, for_websites
from directory.exchange.exporting import calendars, changes_feed, meeting_guide_feed
from directory.exchange.exporting.bmlt import bmlt_feed
from directory.exchange.exporting.hsds import hsds_feed
from directory.exchange.exporting.tables import open_data
from directory.exchange.interface import for_developers

PAGES = (
    meeting_guide_feed.feeds,
    bmlt_feed.feeds,
    hsds_feed.feeds,
    open_data.feeds,
    changes_feed.feeds,
    calendars.feeds,
    embedded.pages,
    embedded.scripts,
    for_websites.pages,
    for_developers.pages,
    bring.pages,
    follow.pages,
    whom_to_ask.pages,
)
