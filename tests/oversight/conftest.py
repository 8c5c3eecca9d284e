"""What do tests of what the national editor sees stand on? An office in the shared house, whose work is undone."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.listings.editors import Office, office_in


@pytest.fixture
def office(house: Flask) -> Iterator[Office]:
    """Somewhere to change things; nothing of it is kept."""
    with office_in(house) as office:
        yield office
