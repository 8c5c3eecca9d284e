"""Who imports whom, module by module and room by room, and does any import come back to where it began?"""

from collections.abc import Iterable, Mapping
from functools import cache

import grimp

Imports = Mapping[str, Iterable[str]]
TOPS = ("directory", "search_index")


@cache
def modules() -> dict[str, frozenset[str]]:
    """Each module with those of ours that it imports."""
    graph = grimp.build_graph(*TOPS, cache_dir=None)
    return {name: frozenset(graph.find_modules_directly_imported_by(name)) for name in sorted(graph.modules)}


def rooms(imports: Imports) -> dict[str, set[str]]:
    """Each room with those it imports."""
    names, found = set(imports), dict[str, set[str]]()
    for module, wanted in imports.items():
        room = room_of(module, names)
        found.setdefault(room, set()).update(room_of(other, names) for other in wanted)
        found[room].discard(room)
    return found


def room_of(module: str, names: Iterable[str]) -> str:
    """The innermost folder that a module stands in. What stands beside rooms, as `directory.settings`, is one by itself."""
    parent = module.rpartition(".")[0]
    beside = any(name.rpartition(".")[0] == parent and _is_room(name, names) for name in names)
    return module if _is_room(module, names) or not parent or beside else parent


def _is_room(module: str, names: Iterable[str]) -> bool:
    return any(name.startswith(f"{module}.") for name in names)


def circles(imports: Imports) -> list[list[str]]:
    """Those who import each other, over however many steps (Tarjan's components of more than one)."""
    return _Walk(imports).circles


class _Walk:
    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._number: dict[str, int] = {}
        self._lowest: dict[str, int] = {}
        self._open: list[str] = []
        self.circles: list[list[str]] = []
        for name in imports:
            if name not in self._number:
                self._visit(name)

    def _visit(self, name: str) -> None:
        self._number[name] = self._lowest[name] = len(self._number)
        self._open.append(name)
        for other in self._imports.get(name, ()):
            if other not in self._number:
                self._visit(other)
            if other in self._open:
                self._lowest[name] = min(self._lowest[name], self._lowest[other])
        if self._lowest[name] == self._number[name]:
            self._close(name)

    def _close(self, name: str) -> None:
        at = self._open.index(name)
        circle, self._open = self._open[at:], self._open[:at]
        if len(circle) > 1:
            self.circles.append(sorted(circle))
