"""Which pages and interfaces does the room have?"""

from directory.matching.api import match, openapi, read
from directory.matching.pages import find, map, place, place_list, place_need, sitemap

PAGES = (
    find.pages,
    place.pages,
    place_list.pages,
    place_need.pages,
    map.pages,
    sitemap.pages,
    match.api,
    read.api,
    openapi.api,
)
