"""Which pages and interfaces does the room have?"""

from directory.exchange.exporting import meeting_guide_feed
from directory.exchange.exporting.bmlt import bmlt_feed
from directory.exchange.exporting.hsds import hsds_feed

PAGES = (meeting_guide_feed.feeds, bmlt_feed.feeds, hsds_feed.feeds)
