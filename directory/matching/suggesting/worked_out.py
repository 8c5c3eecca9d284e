"""What is worked out when it is first asked for, and stands there from then on like any other attribute?

As `functools.cached_property`, without its lock: a page works out a hundred such values, and each belongs to one request.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class worked_out(Generic[T]):
    """A method without arguments as an attribute."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, whose: Any, _kind: object = None) -> T:
        found: T = self._work(whose)
        whose.__dict__[self._name] = found
        return found
