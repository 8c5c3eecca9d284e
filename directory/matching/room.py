"""Which pages and interfaces does the room have?"""

from directory.matching import (
    api,
    describing,
    found_pages,
    map_pages,
    pages,
    place_list,
    place_need_pages,
    place_pages,
    reading_api,
)

PAGES = (
    pages.pages,
    place_pages.pages,
    place_list.pages,
    place_need_pages.pages,
    map_pages.pages,
    found_pages.pages,
    api.api,
    reading_api.api,
    describing.api,
)
