"""How arguments meet the parameters of a public function, as the given version of TensorFlow declares them."""

from __future__ import annotations

import functools
from typing import Any

from scope_lint.tf1.api import OPAQUE, RECORDED, ApiTable, Parameter


class Signature:
    """The parameters of one function, made ready for many calls."""

    __slots__ = ("_short", "_plain", "_rest", "_open", "_names", "_others")

    def __init__(self, name: str, parameters: list[Parameter]) -> None:
        self._short = name.rpartition(".")[2]
        self._plain = [p.name for p in parameters if p.kind == "plain"]
        self._rest = next((p.name for p in parameters if p.kind == "args"), None)
        self._open = any(p.kind == "kwargs" for p in parameters)
        self._names = frozenset([p.name for p in parameters])
        self._others: list[tuple[str, bool, Any]] = []
        """What a call may leave out or must not: name, whether it is required, and its default where that is a simple constant."""
        for p in parameters:
            if p.kind not in ("args", "kwargs"):
                self._others.append((p.name, p.required, None if p.constant is OPAQUE else p.constant))

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """Arguments by parameter, with the defaults that are simple constants; TypeError as Python words it."""
        bound: dict[str, Any] = {}
        if len(args) > len(self._plain):
            if self._rest is None:
                raise TypeError(f"{self._short}() takes {len(self._plain)} positional arguments but {len(args)} were given (argument count)")
            bound[self._rest] = args[len(self._plain) :]
        for name, value in zip(self._plain, args):
            bound[name] = value
        for key, value in kwargs.items():
            if key in bound:
                raise TypeError(f"{self._short}() got multiple values for argument '{key}'")
            if key not in self._names and not self._open:
                raise TypeError(f"{self._short}() got an unexpected keyword argument '{key}'")
            bound[key] = value
        for name, required, default in self._others:
            if name not in bound:
                if required:
                    raise TypeError(f"{self._short}() missing 1 required positional argument: '{name}'")
                bound[name] = default
        return bound


def declared(name: str, version: tuple[int, int]) -> list[Parameter] | None:
    """The parameters of a public function: in that version, else in the newest that has it."""
    for one in (version, *reversed(RECORDED)):
        found = ApiTable.load(one).parameters(name)
        if found is not None:
            return found
    return None


@functools.lru_cache(maxsize=2048)
def signature(name: str, version: tuple[int, int]) -> Signature | None:
    """Of a public function; None where no version declares it."""
    parameters = declared(name, version)
    return None if parameters is None else Signature(name, parameters)
