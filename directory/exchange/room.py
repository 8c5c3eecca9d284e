"""Which pages and interfaces does the room have?"""

from directory.exchange.exporting import meeting_guide_feed

PAGES = (meeting_guide_feed.feeds,)
