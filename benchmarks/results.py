"""What came out, and does it hold? One line for each measurement: ours, the peer's, their ratio and the bar."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Result:
    """`ours` and `peer` in `unit`; `ratio` is ours of the peer's, and holds when it is at most `bar` (None: told, not judged)."""

    name: str
    ours: float
    peer: float
    bar: float | None
    unit: str
    size: int

    @property
    def ratio(self) -> float:
        return self.ours / self.peer if self.peer else 0.0

    @property
    def holds(self) -> bool | None:
        return None if self.bar is None else self.ratio <= self.bar

    def as_json(self) -> dict[str, object]:
        """As the contract of `make bench` has it."""
        rounded = {"ours": _rounded(self.ours), "peer": _rounded(self.peer), "ratio": _rounded(self.ratio)}
        return {**asdict(self), **rounded, "holds": self.holds}


def judged(bar: float | None, size: int, from_size: int) -> float | None:
    """The bar, where as many listings are measured as it is meant for; with fewer, what is the same for every size weighs most."""
    return bar if size >= from_size else None


def write(results: Sequence[Result], remarks: Sequence[str], keep: bool = False) -> str:
    """Write `results.json` and the table `results.md`; returns the table. `keep` what stands there and was not measured now."""
    if keep:
        results, remarks = _put_into(_before(), results), _remarks_before()
    rows = json.dumps([result.as_json() for result in results], indent=1, ensure_ascii=False)
    (_HERE / "results.json").write_text(rows + "\n", encoding="utf-8")
    table = "\n".join(["# Measured", "", *_told(remarks), "", *_table(results), ""])
    (_HERE / "results.md").write_text(table, encoding="utf-8")
    return table


def _put_into(before: Sequence[Result], results: Sequence[Result]) -> list[Result]:
    """Each line in its place; a new one last."""
    new = {result.name: result for result in results}
    return [*(new.pop(result.name, result) for result in before), *new.values()]


def _before() -> list[Result]:
    fields = Result.__dataclass_fields__
    rows = json.loads((_HERE / "results.json").read_text(encoding="utf-8"))
    return [Result(**{name: row[name] for name in fields}) for row in rows]


def _remarks_before() -> list[str]:
    lines = (_HERE / "results.md").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def _told(remarks: Sequence[str]) -> list[str]:
    return [f"- {remark}" for remark in remarks]


def _table(results: Sequence[Result]) -> list[str]:
    lines = ["| what | listings | ours | peer | ratio | bar | |", "|---|--:|--:|--:|--:|--:|---|"]
    for result in results:
        bar = "" if result.bar is None else f"{_said(result.bar)}"
        word = {True: "holds", False: "**does not hold**", None: ""}[result.holds]
        numbers = f"{result.ours:.4g} {result.unit} | {result.peer:.4g} {result.unit} | {_said(result.ratio)}"
        lines.append(f"| {result.name} | {result.size:,} | {numbers} | {bar} | {word} |")
    return lines


def _said(ratio: float) -> str:
    return f"1/{1 / ratio:.0f}" if 0 < ratio < 0.1 else f"{ratio:.2f}"


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
