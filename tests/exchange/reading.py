"""How do tests read what goes out? As a program does: no cookie, the whole answer."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.house.tree import ROOT

SPEC = Path(os.environ.get("VARDE_SPEC", ROOT / "instance" / "published-schemas"))
"""The published schemas of the formats, which are not part of the project."""


def fetch(house: Flask, path: str, **headers: str) -> TestResponse:
    """What a program gets."""
    return house.test_client(use_cookies=False).get(path, headers=headers, buffered=True)


def read(house: Flask, path: str) -> Any:
    """The same as JSON, which must be there."""
    answer = fetch(house, path)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.data)


def published(name: str) -> Path:
    """A file of the published schemas; the test is skipped where they do not lie beside the project."""
    if not (SPEC / name).exists():
        pytest.skip(f"the published schemas are not here: {name} (VARDE_SPEC)")
    return SPEC / name
