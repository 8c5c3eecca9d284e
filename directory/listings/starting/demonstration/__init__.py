"""What can be shown before anybody has entered anything? Plainly marked, made-up listings, contacts and a rota.

Everything is told by the `demonstration*` tables of `data/`: some rows are arranged by hand, for the stories that
the house is judged by; the others are spread over the country by rules. Ids and every choice follow from what the
tables say, never from chance, so they are the same on every machine; dates are relative to a day that is given.
"""

from directory.listings.starting.demonstration.answering import demonstration_contacts, demonstration_rotas
from directory.listings.starting.demonstration.offers import demonstration_listings

__all__ = ["demonstration_contacts", "demonstration_listings", "demonstration_rotas"]
