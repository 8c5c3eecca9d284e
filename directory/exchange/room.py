"""Which pages and interfaces does the room have?"""

from directory.exchange.at_desk import bring, follow, whom_to_ask

PAGES = (bring.pages, follow.pages, whom_to_ask.pages)
"""In the order in which they are opened."""
