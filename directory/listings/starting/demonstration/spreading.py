"""Which made-up offers are there? Those arranged by hand, and those that rules spread over the country.

A row is filled in from its pattern; a spread row also gets a day, a house and now and then a variation
(every nth of its sort), all chosen by a number made of its place, its pattern and its count there.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from directory.listings.starting.demonstration.tables import Row, facts, seed, several, table
from directory.vocabulary import WEEKDAYS

_STARTS: Mapping[str, Sequence[str]] = {
    "evening": ("17:00", "18:00", "18:30", "19:00", "19:30", "20:00"),
    "day": ("11:00", "12:00", "13:00"),
    "presence": ("10:00",),
}
_OPEN_DAYS = ("monday|wednesday|friday", "tuesday|thursday", "monday|tuesday|wednesday|thursday|friday")


def made_up_offers() -> Iterator[Row]:
    """Every made-up offer as one flat row of texts, always in the same order.

    Raises:
        KeyError: a row names a pattern or a mix that is not known.
    """
    patterns = {row["pattern"]: row for row in table("demonstration_patterns.csv")}
    taken: set[str] = set()
    for row in table("demonstration.csv"):
        taken.add(row["name"])
        yield _fill(patterns[row["pattern"]], row)
    for place, pattern, count in _placements(patterns):
        spread = _spread(pattern, place, count)
        spread["name"] = _name(pattern["title"].format(where=place["where"]), spread, taken)
        if spread["name"] not in taken:
            taken.add(spread["name"])
            yield _fill(pattern, spread)


def _placements(patterns: Mapping[str, Row]) -> Iterator[tuple[Row, Row, int]]:
    """Each place with each pattern of its mixes, and the how-manieth of that pattern it is there."""
    mixes = {row["mix"]: several(row["patterns"]) for row in table("demonstration_mixes.csv")}
    for place in table("demonstration_places.csv"):
        count: Counter[str] = Counter()
        for sort in (sort for mix in several(place["mixes"]) for sort in mixes[mix]):
            count[sort] += 1
            yield place, patterns[sort], count[sort]


def _fill(pattern: Row, row: Row) -> dict[str, str]:
    said = {name: cell for name, cell in row.items() if cell}
    return {**pattern, **facts(pattern["more"]), **said, **facts(row.get("more"))}


def _spread(pattern: Row, place: Row, count: int) -> dict[str, str]:
    key = f"{place['place']} {pattern['pattern']}"
    chance = seed(f"{key} {count}")
    houses = several(pattern["houses"])
    row = {
        "id": f"demo{chance:08x}",
        "place": place["place"],
        "house": houses[chance % len(houses)] if houses else "",
        "confirmed_days_ago": str(3 + chance % 280),
        **_variations(pattern, chance),
        **_days(pattern, seed(key) + 2 * count),
    }
    if pattern["kind"] == "course" and row.get("status") != "planned":
        row = {"starts_in_weeks": str(2 + chance % 12), "enrolled": str(chance % 13), **row}
    if pattern["kind"] in ("course", "service"):
        row["catchment"] = place["place"][:4]
    return row


def _variations(pattern: Row, chance: int) -> dict[str, str]:
    """What makes this one special; each variation has a chance of its own, and the first to say a thing is right."""
    said: dict[str, str] = {}
    kinds = {"", pattern["kind"], pattern["leadership"] if pattern["kind"] == "group" else ""}
    for ordinal, row in enumerate(table("demonstration_variations.csv")):
        if row["only"] in kinds and seed(f"{chance} {ordinal}") % int(row["every"]) == 0:
            told = facts(row["more"])
            said |= {} if said.keys() & told.keys() else told
    return said


def _days(pattern: Row, chance: int) -> dict[str, str]:
    if pattern["clock"] == "opening":
        return {"weekdays": _OPEN_DAYS[chance % 3], "starts": "10:00", "ends": "14:00"}
    if not pattern["clock"]:
        return {}
    week = list(WEEKDAYS) if pattern["clock"] == "evening" else list(WEEKDAYS)[:5]
    clocks = _STARTS[pattern["clock"]]
    starts = clocks[chance // 7 % len(clocks)]
    ends = _later(starts, int(pattern["minutes"]))
    return {"weekdays": week[chance % len(week)], "starts": starts, "ends": ends}


def _later(clock: str, minutes: int) -> str:
    hour, minute = map(int, clock.split(":"))
    total = hour * 60 + minute + minutes
    return f"{total // 60 % 24:02}:{total % 60:02}"


def _name(plain: str, row: Row, taken: Container[str]) -> str:
    """The name as it is; another group of that name is told apart by its evening."""
    if plain not in taken or "catchment" in row:
        return plain
    return f"{plain}, {WEEKDAYS[several(row['weekdays'])[0]].nb.lower()}"
