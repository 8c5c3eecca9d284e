"""Which pages and interfaces does the room have?"""

from flask import Flask

from directory.matching.api import match, openapi, read
from directory.matching.pages import find, map, place, place_list, place_need, sitemap
from directory.matching.results import others

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
    """Say on a listing's page what else is near."""
    app.extensions["others"] = others.others
