"""What was there before: the objects that modules which entries share hold, so that an import's writes to them can be told from its own."""

from __future__ import annotations

from typing import Any, Final

from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    ClassMethod,
    Function,
    Instance,
    Module,
    Partial,
    Property,
    StaticMethod,
    Value,
)


class Heap:
    """Holders (tables of names or attributes, lists …) by identity, each walked once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}
        """With the holders, which must live as long as their identities count, and the file of the module whose load made them."""

    def __contains__(self, holder: object) -> bool:
        return id(holder) in self._known

    def owner(self, holder: object) -> str:
        """The file of the program whose load made a holder; empty for what is of the entry, or of no file."""
        found = self._known.get(id(holder))
        return "" if found is None else found[1]

    def know(self, root: Value, file: str = "") -> None:
        """Adds all that a value leads to, the module of a file for one. A module that is still being loaded is left to its own load."""
        todo: list[Value] = [root]
        outside: list[Value] = []
        self._walk(todo, file, outside)
        self._walk(outside, "", [])

    def _walk(self, todo: list[Value], file: str, outside: list[Value]) -> None:
        """``outside``: where what belongs to a model of a library is left."""
        known = self._known
        while todo:
            value = todo.pop()
            if isinstance(value, (tuple, list)):
                todo += value
            elif isinstance(value, dict):
                if id(value) not in known:
                    known[id(value)] = value, file
                    todo += value.values()
            elif type(value) is Module and value.state == "running":
                continue
            elif (type(value) in _HELD or isinstance(value, Instance)) and id(value) not in known:
                if file and _is_model(value):
                    outside.append(value)
                    continue
                known[id(value)] = value, file
                todo += held(value)


def _is_model(value: Value) -> bool:
    """Whether something is no file's of the program, but part of a model of a library."""
    if isinstance(value, Module):
        return value.stub or value.trace is None
    cls = value.cls if isinstance(value, Instance) else value
    return isinstance(cls, Class) and cls.stub


_HELD: Final = frozenset({Module, Class, Function, BoundMethod, Partial, StaticMethod, ClassMethod, Property, Choice})


def held(value: Value) -> tuple[Value, ...]:
    """What an object of the program leads to."""
    if isinstance(value, Instance):
        return (value.attrs, value.cls, value.payload, getattr(value, "items", None), getattr(value, "default", None))
    if isinstance(value, Module):
        return (value.env,)
    if isinstance(value, Class):
        return (value.attrs, value.bases, value.metaclass)
    if isinstance(value, Function):
        return (value.attrs, value.defaults, value.closure)
    if isinstance(value, BoundMethod):
        return (value.func, value.receiver)
    if isinstance(value, Partial):
        return (value.func, value.args, value.kwargs)
    if isinstance(value, (StaticMethod, ClassMethod)):
        return (value.func,)
    if isinstance(value, Property):
        return (value.get, value.set, value.delete)
    return (value.yes, value.no) if isinstance(value, Choice) else ()


