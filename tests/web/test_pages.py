"""Can every page be relied on?"""

import pytest

from tests.inspecting import Visitor


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/om",
        "/personvern",
        "/tilgjengelighet",
        "/finn",
        "/finn?place=alesund&need=alcohol&audience=relative",
    ],
)
def test_every_page_passes_inspection_in_every_language(visit: Visitor, prefix: str, path: str) -> None:
    visit.get(prefix + path)
