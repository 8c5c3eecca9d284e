"""What does a whole page cost? `/finn` under gunicorn, beside a bare Flask page with twenty cards under the same gunicorn."""

from collections.abc import Mapping

from benchmarks.results import Result
from benchmarks.serving import Load, Service, read_times, serving

_ASKED = (
    "/finn?need=alcohol&place=alesund",
    "/finn?need=alcohol&audience=relative&place=oslo",
    "/finn?need=grief&place=bergen",
    "/finn?need=anxiety&audience=self&place=trondheim&radius=50",
    "/finn?need=drugs&audience=relative&place=tromso",
    "/finn?need=loneliness&place=drammen",
)
_AT_ONCE = 4
_OFTENER = 4  # the bare page: what it takes is told in hundredths of a second for all of them
_BAR = 5.0


def whole(variables: Mapping[str, str], size: int, requests: int, rounds: int) -> list[Result]:
    """`/finn` over the house that `variables` name and the bare page, in turn."""
    finn, bare = [], []
    with (
        serving("app:create_app()", **variables) as ours,
        serving("benchmarks.bare_page:app") as theirs,
    ):
        for _turn in range(rounds + 1):  # the first one warms up
            finn.append(_loaded(ours, _ASKED, requests))
            bare.append(_loaded(theirs, ("/",), _OFTENER * requests))
    one, other = (min(loads[1:], key=lambda load: load.each) for loads in (finn, bare))
    what = "bare page of 20 cards"
    return [
        Result(f"/finn, CPU a request, {what}", 1000 * one.each, 1000 * other.each, _BAR, "ms", size),
        Result(f"/finn, p95 on the wall, {what}", 1000 * one.slow, 1000 * other.slow, None, "ms", size),
        Result(f"/finn, requests a second, {what}", one.rate, other.rate, None, "/s", size),
    ]


def _loaded(service: Service, paths: tuple[str, ...], requests: int) -> Load:
    return read_times(service, [service.connect() for _reader in range(_AT_ONCE)], paths, requests)
