"""Which pages and interfaces does the room have, and what does it give to rooms below?"""

from flask import Flask

from directory.matching.api import match, openapi, read
from directory.matching.pages import find, map, place, place_list, place_need, sitemap
from directory.matching.results.others import others

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


def install(app: Flask) -> None:
    """Tell what else is near a listing."""
    app.extensions["others"] = others
