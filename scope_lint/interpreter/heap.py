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
        self._known: dict[int, Any] = {}
        """With the holders, which must live as long as their identities count."""

    def __contains__(self, holder: object) -> bool:
        return id(holder) in self._known

    def know(self, *roots: Value) -> None:
        """Adds all that some values lead to. A module that is still being loaded is left to its own load."""
        todo = list(roots)
        known = self._known
        while todo:
            value = todo.pop()
            if isinstance(value, (tuple, list)):
                todo += value
            elif isinstance(value, dict):
                if id(value) not in known:
                    known[id(value)] = value
                    todo += value.values()
            elif type(value) is Module and value.state == "running":
                continue
            elif type(value) in _HELD and id(value) not in known:
                known[id(value)] = value
                todo += held(value)
            elif isinstance(value, Instance) and id(value) not in known:
                known[id(value)] = value
                todo += held(value)


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


