"""The twin as a live ``tf`` module: programs of which everything is known run under CPython itself, without the interpreter."""

from __future__ import annotations

import inspect
import itertools
from functools import partial
from typing import Any

from scope_lint.events import Event
from scope_lint.symbolic.conditions import Path, Under
from scope_lint.symbolic.journal import Journal
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.ops import OPS
from scope_lint.tf1.runtime import Runtime

ERRORS = {error.__name__: error for error in (ValueError, TypeError, RuntimeError, IndexError, AssertionError, KeyError, AttributeError)}


class PlainHost:
    """A host whose programs are run by CPython; tests may set the path condition."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.events: list[Event] = []
        self.condition: Path = ()
        self._serial = itertools.count()

    def path(self) -> Path:
        return self.condition

    def place(self) -> dict[str, Any]:
        return {"seq": next(self._serial), "stack": (), "path": self.condition, "via": ()}

    def lists_ops(self) -> bool:
        return True

    def by_user(self) -> bool:
        return True

    def frame(self) -> None:
        return None

    def record(self, event: Event) -> None:
        self.events.append(event)

    def obtained(self, variable: Any) -> None:
        """Nothing here needs to know."""

    def module(self) -> str:
        return ""

    def complete(self) -> bool:
        return True

    def given(self) -> None:
        """Nothing here asks where tensors come from."""

    def parameters(self, function: Any) -> tuple[list[str], int]:
        spec = inspect.getfullargspec(function)
        return spec.args, len(spec.defaults or ())

    def floats_only(self, function: Any) -> bool:
        return False

    def live_list(self, values: list[Any]) -> list[Any]:
        return values

    def append(self, live: list[Any], value: Under) -> None:
        live.append(value.value)

    def listed(self, live: list[Any]) -> list[tuple[Any, Path]]:
        return [(value, ()) for value in live]

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return bare(function(*map(seen, args), **{key: seen(value) for key, value in kwargs.items()}))


class Seen:
    """One of the twin's objects as a program sees it."""

    def __init__(self, twin: Exposed) -> None:
        self.__dict__["twin"] = twin

    def __getattr__(self, name: str) -> Any:
        if name not in self.twin.exposed:
            raise AttributeError(f"{type(self.twin).__name__!r} object has no attribute {name!r}")
        return seen(self.twin.attribute(name))

    def __enter__(self) -> Any:
        return seen(_guarded(self.twin.enter)())

    def __exit__(self, *exc: object) -> None:
        _guarded(self.twin.exit)(exc[0])

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _guarded(self.twin)(*args, **kwargs)

    def __iter__(self) -> Any:
        return iter(seen(self.twin.attribute("__iter__")()))

    def __getitem__(self, index: Any) -> Any:
        return seen(self.twin[index])

    def __str__(self) -> str:
        return str(self.twin)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and self.twin is other.twin

    def __hash__(self) -> int:
        return id(self.twin)


def seen(value: Any) -> Any:
    """A value of the twin as the program sees it."""
    if isinstance(value, Seen):
        return value
    if isinstance(value, Exposed):
        return Seen(value)
    if isinstance(value, list):
        return [seen(item) for item in value]
    if callable(value) and not isinstance(value, type):
        return _guarded(value)
    return value


def bare(value: Any) -> Any:
    """A value of the program as the twin sees it."""
    if isinstance(value, Seen):
        return value.twin
    if isinstance(value, (list, tuple)):
        return type(value)(bare(item) for item in value)
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    return value


def _guarded(function: Any) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return seen(function(*bare(args), **bare(kwargs)))
        except TFError as error:
            raise ERRORS[error.type](error.message) from None

    return call


class LiveTensorFlow:
    """``tf`` itself; unknown names are AttributeErrors, as in the real one."""

    def __init__(self, runtime: Runtime, prefix: str = "") -> None:
        self._runtime = runtime
        self._prefix = prefix

    def __getattr__(self, name: str) -> Any:
        full = self._prefix + name
        functions = self._runtime.functions
        if full in functions:
            return seen(functions[full])
        if any(key.startswith(full + ".") for key in functions):
            return LiveTensorFlow(self._runtime, full + ".")
        if (op := OPS.get(full)) is not None:
            return seen(partial(op, self._runtime))
        raise AttributeError(f"module 'tensorflow' has no attribute {full!r}")


def live(version: tuple[int, int] = (1, 15)) -> tuple[LiveTensorFlow, PlainHost, Runtime]:
    """A fresh ``tf`` of a version."""
    host = PlainHost()
    runtime = Runtime(version, host)
    return LiveTensorFlow(runtime), host, runtime


