"""Where is this street address? An online geocoder, if the settings name one, for what editors enter.

Never for searches by the public: what people type must not leave the house.
"""

from geopy.geocoders import Nominatim, Pelias, Photon
from geopy.geocoders.base import Geocoder

TIMEOUT_SECONDS = 5
PUBLIC_DOMAINS = {"nominatim": "nominatim.openstreetmap.org", "photon": "photon.komoot.io"}
GEOCODERS: dict[str, type[Geocoder]] = {"nominatim": Nominatim, "photon": Photon, "pelias": Pelias}


def online_geocoder(name: str | None, domain: str | None, user_agent: str) -> Geocoder | None:
    """The geopy geocoder of that name at that domain (without scheme); None when no name is given.

    `nominatim` and `photon` have a public domain; `pelias` needs one. Raises ValueError, with a message.
    """
    if not name:
        return None
    if name not in GEOCODERS:
        raise ValueError(f"There is no geocoder called {name!r}. Choose one of: {', '.join(GEOCODERS)}.")
    if not (at := domain or PUBLIC_DOMAINS.get(name)):
        raise ValueError(f"The geocoder {name} needs a domain of its own, such as geocoder.example.org.")
    return GEOCODERS[name](domain=at, scheme="https", user_agent=user_agent, timeout=TIMEOUT_SECONDS)
