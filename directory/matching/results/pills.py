"""Which choices does everybody see at once? Three at the most, big enough for a thumb; the rest lies behind a word."""

from collections.abc import Iterator, Sequence

from directory.matching.results.narrowing import Family, Option

_MOST = 3
# What most people can answer at once: in the evening, close by, on the net. By family and code.
_FIRST = (("tid", "evening"), ("avstand", "5"), ("avstand", "10"), ("avstand", "25"), ("mate", "online"))


def pills(families: Sequence[Family], everything: int) -> list[Option]:
    """What is chosen, so that it is never out of sight; then the plainest choices, one of each family.

    `everything`: how many things fit as it stands; a choice that leads to as many is none.
    """
    chosen = [option for family in families for option in family.options if option.chosen]
    taken = {family.id for family in families if any(option.chosen for option in family.options)}
    for family, option in _plainest(families):
        if len(chosen) >= _MOST:
            break
        if family.id not in taken and option.count < everything:
            taken.add(family.id)
            chosen.append(option)
    return chosen


def _plainest(families: Sequence[Family]) -> Iterator[tuple[Family, Option]]:
    """The plain ones first, then of each family the one that leaves most."""
    for id_, code in _FIRST:
        yield from (
            (family, option)
            for family in families
            if family.id == id_
            for option in family.options
            if option.code == code
        )
    for family in families:
        if family.options:
            yield family, max(family.options, key=lambda option: option.count)
