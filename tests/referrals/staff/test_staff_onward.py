"""What can start now, and which groups come after: by name, in the words of those who run it, or what is near?"""

import pytest

from directory.listings.records.listing_record import ListingRecord, PathwayRecord
from directory.referrals.staff.staff_onward import Beside, onward_of

NEAR = Beside({"a": "Værestedet", "b": "Turgruppa", "c": "Den tredje"}, {"x": "X", "g": "Al-Anon"})
NAMES = {"n": "Nettkurset", "g": "Al-Anon"}


def way(path: str, to_id: str | None = None, text: str | None = None) -> PathwayRecord:
    return PathwayRecord(path, to_id, text)


@pytest.mark.parametrize(
    ("kind", "waiting_days", "ways", "told"),
    [
        ("service", 30, [way("meanwhile", "n")], ["Mens personen venter: Nettkurset."]),
        ("service", 30, [], ["Kan begynne nå: Værestedet og Turgruppa."]),
        ("service", 0, [way("meanwhile", "n")], []),
        ("service", None, [way("onward", "n")], ["Viser videre til Nettkurset."]),
        ("course", None, [way("after", "g", "Du er velkommen.")], ["Etterpå: Al-Anon."]),
        (
            "course",
            None,
            [way("after", None, "Du får vite mer.")],
            ["Arrangøren skriver: «Du får vite mer.»", "Grupper å gå til etterpå: Al-Anon."],
        ),
        ("course", None, [way("after", "hidden")], ["Grupper å gå til etterpå: Al-Anon."]),
        ("group", None, [], []),
    ],
)
def test_it_says_what_comes(
    kind: str, waiting_days: int | None, ways: list[PathwayRecord], told: list[str]
) -> None:
    listing = ListingRecord("x", "X", kind, waiting_days=waiting_days, pathways=ways)
    assert onward_of(listing, NAMES, NEAR) == told
