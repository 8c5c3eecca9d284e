"""What a backup leaves out is really there, so that a renamed table is not taken in by mistake."""

import pytest
from flask import Flask
from sqlalchemy import inspect

from directory.backups.making import LEFT_OUT

pytestmark = pytest.mark.both_databases


def test_every_table_that_is_left_out_exists(house: Flask) -> None:
    assert set(LEFT_OUT) <= set(inspect(house.extensions["database"].engine).get_table_names())
