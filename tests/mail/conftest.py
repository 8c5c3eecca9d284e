"""Whose house do tests of mail stand in? One of each file's own: letters are written, and stay."""

import pytest
from flask import Flask


@pytest.fixture(scope="module")
def house(own_house: Flask) -> Flask:
    """In place of the house that all tests share, which nobody may change."""
    return own_house
