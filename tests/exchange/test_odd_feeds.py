"""Does every row of a list that nobody has seen before become a listing or a line of the report, and change nothing the second time?"""

import re
from pathlib import Path

import pytest
from flask import Flask

from directory.exchange.importing.list_readers import form_of, read_list
from tests.exchange.lists import FACTS
from tests.exchange.odd_feeds import OddFeed, odd_feeds
from tests.houses import run

FEEDS = list(odd_feeds())
_SUMS = re.compile(
    r"(\d+) rows\. (\d+) new, (\d+) new as drafts, (\d+) changed, (\d+) as before, (\d+) further times of others, (\d+) unreadable\. (\d+) gone"
)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_row_is_accounted_for(feed: OddFeed) -> None:
    listed = read_list(feed.form, {feed.name: feed.data}, FACTS)
    assert listed.rows == feed.rows
    assert len(listed.entries) > feed.rows // 3 or feed.name == "single-dates"
    assert all(each.reason.endswith(".") and each.row for each in [*listed.remarks, *listed.unreadable])


@pytest.mark.parametrize(
    "feed", [each for each in FEEDS if each.form != "spreadsheet"], ids=lambda feed: feed.name
)
def test_its_format_is_known_by_how_it_begins(feed: OddFeed) -> None:
    assert form_of(feed.data, "liste") == feed.form


def test_a_second_time_changes_nothing(fresh_house: Flask, tmp_path: Path) -> None:
    for feed in FEEDS:
        path = tmp_path / f"{feed.name}.{'zip' if feed.data[:2] == b'PK' else 'txt'}"
        path.write_bytes(feed.data)
        first, again = (
            _sums(run(fresh_house, "import", feed.form, str(path), "--name", feed.name)) for _time in "12"
        )
        rows, new, drafts, changed, same, joined, unreadable, gone = first
        assert rows == feed.rows == new + drafts + changed + same + joined + unreadable, feed.name
        assert again == (rows, 0, 0, 0, new + drafts + changed + same, joined, unreadable, 0), feed.name
        assert (changed, gone) == (0, 0)


def _sums(said: str) -> tuple[int, ...]:
    found = _SUMS.search(said)
    assert found, said
    return tuple(map(int, found.groups()))
