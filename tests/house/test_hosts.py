"""Does the house talk to anybody else? No template, style, script or module names another host."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import files, short

_ADDRESS = re.compile(r"""(?:https?:)?//((?:[\w-]+\.)+[a-z]{2,}|\d+(?:\.\d+){3})""", re.IGNORECASE)
_ALLOWED = {
    "directory/settings.py": {"www.yr.no", "varde.example", "127.0.0.1"},  # the way out; two examples
    # The names of words and of a language, never asked.
    "directory/web/page_facts.py": {"schema.org"},
    "directory/listings/wording/structured.py": {"schema.org"},
    # Names of formats and lists that programs know by their address, never asked.
    "directory/exchange/exporting/changes_feed.py": {"www.w3.org"},
    "directory/exchange/exporting/hsds/hsds_feed.py": {"docs.openhumanservices.org"},
    "directory/exchange/exporting/hsds/service_ids.py": {"varde.invalid"},
    "directory/exchange/exporting/hsds/service_records.py": {"data.ssb.no"},
    "directory/exchange/exporting/tables/open_archive.py": {"json-schema.org"},
    # On to a map, when somebody presses for it.
    "directory/listings/public/way.py": {"maps.apple.com", "www.openstreetmap.org"},
    "directory/web/static/varde-merke.svg": {"www.w3.org"},
    "directory/mapping/pictures/svg.py": {"www.w3.org"},
    "directory/mapping/export/plain_files.py": {"creativecommons.org"},
}
_LOOKED_AT = (
    ("templates", ".html"),
    ("directory", ".py"),
    ("search_index", ".py"),
    ("directory/web/static", None),
)


def other_hosts(text: str) -> list[str]:
    """Hosts that a text names as part of an address."""
    return _ADDRESS.findall(text)


def _named() -> Iterator[tuple[str, str]]:
    for under, suffix in _LOOKED_AT:
        for path in files(under, suffix):
            yield from (
                (short(path), host) for host in other_hosts(path.read_text(encoding="utf-8", errors="ignore"))
            )


def test_no_other_host_is_named() -> None:
    assert {(path, host) for path, host in _named() if host not in _ALLOWED.get(path, ())} == set()


def test_nothing_is_allowed_that_is_not_used() -> None:
    used = set(_named())
    assert {(path, host) for path, hosts in _ALLOWED.items() for host in hosts} - used == set()


@pytest.mark.parametrize(
    ("planted", "host"),
    [
        ('<script src="https://cdn.example.com/x.js">', "cdn.example.com"),
        ('<img src="//pixel.example.org/1.gif">', "pixel.example.org"),
        ("@import url(https://fonts.example.net/css)", "fonts.example.net"),
        ('requests.get("http://198.51.100.7/q")', "198.51.100.7"),
    ],
)
def test_another_host_is_seen(planted: str, host: str) -> None:
    assert other_hosts(planted) == [host]


def test_a_division_and_a_comment_are_no_hosts() -> None:
    assert other_hosts("a = 7 // 2  // comment.") == []
