"""Methods of str and bytes, with unknown parts where that is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.registry import method
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.hostcalls import NotPlain, from_host, plain, unknown_result
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.operators import asked
from scope_lint.interpreter.strings import native, str_format, to_str
from scope_lint.interpreter.values import Env, HostFunction, Value
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.names import SymStr, join
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _pure(name: str) -> HostFunction:
    def impl(m: Machine, args: list[Value], kwargs: Env) -> Value:
        self = native(m.resolve(args[0]))
        if isinstance(self, SymStr):
            return _on_holes(m, name, self, args[1:])
        try:
            host = [plain(m, a) for a in args[1:]]
            named = {k: plain(m, a) for k, a in kwargs.items()}
        except NotPlain:
            return SymStr((unknown_result(m, name, args[1:]),)) if name in _GIVE_TEXT else unknown_result(m, name, args[1:])
        try:
            return from_host(getattr(self, name)(*host, **named))
        except Exception as e:
            return fault(m, type(e).__name__, f"str.{name}: {e}")

    return HostFunction(name, impl)


_GIVE_TEXT: Final = frozenset({
    "lower", "upper", "strip", "rstrip", "lstrip", "replace", "capitalize", "title", "zfill", "ljust", "rjust", "center", "swapcase",
    "expandtabs", "translate", "casefold",
})  # fmt: skip


def _on_holes(m: Machine, name: str, self: SymStr, args: list[Value]) -> Value:
    if name in ("lower", "upper"):
        return SymStr(tuple(
            getattr(p, name)() if isinstance(p, str) else p.part(("call", name), f"{p.label}") for p in self.parts
        ))  # fmt: skip
    if name in ("startswith", "endswith") and args and isinstance(args[0], str):
        known = self.prefix if name == "startswith" else self.suffix
        if getattr(known, name)(args[0]):
            return True
        n = min(len(known), len(args[0]))
        differs = known[:n] != args[0][:n] if name == "startswith" else bool(n) and known[-n:] != args[0][-n:]
        return False if differs else asked(m, Atom((name, self, args[0]), f'"{self}".{name}({args[0]!r})'))
    if name in ("rstrip", "strip") and args and isinstance(args[0], str) and self.suffix.rstrip(args[0]):
        return join(*self.parts[:-1], self.suffix.rstrip(args[0]))
    if name == "lstrip" and args and isinstance(args[0], str) and self.prefix.lstrip(args[0]):
        return join(self.prefix.lstrip(args[0]), *self.parts[1:])
    if name == "replace" and len(args) >= 2 and all(isinstance(a, str) for a in args[:2]):
        old, new = args[0], args[1]
        return join(*(p.replace(old, new) if isinstance(p, str) else p.part(("call", name, old, new), p.label) for p in self.parts))
    hole = next(p for p in self.parts if isinstance(p, Unknown))
    from scope_lint.interpreter.conditions import key_of

    result = hole.part(("call", name, self, tuple(key_of(a) for a in args)), hole.label)
    return SymStr((result,)) if name in _GIVE_TEXT else result


for _name in dir(str):
    if not _name.startswith("_") and _name not in ("format", "join", "format_map", "maketrans"):
        v.STR.attrs[_name] = _pure(_name)
for _name in dir(bytes):
    if not _name.startswith("_"):
        v.BYTES.attrs[_name] = _pure(_name)


@method(v.STR, "format")
def _format(m: Machine, self: Value, *args: Value, **kwargs: Value) -> Value:
    template = native(self)
    if not isinstance(template, str):
        return SymStr((Unknown("text", "a format that is not known"),))
    return str_format(m, template, list(args), lambda name: m.resolve(kwargs[name]) if name in kwargs else fault(m, "KeyError", repr(name)))


@method(v.STR, "format_map")
def _format_map(m: Machine, self: Value, mapping: Value) -> Value:
    from scope_lint.interpreter.subscripts import get_item

    return str_format(m, native(self), [], lambda name: get_item(m, mapping, name))


@method(v.STR, "join")
def _join(m: Machine, self: Value, source: Value) -> Value:
    items = items_of(m, source)
    separator: Any = native(self)
    if items is None:
        return SymStr((Unknown("text", "the parts of a join"),))
    pieces: list[Any] = []
    for item in items:
        item = native(m.resolve(item))
        pieces += [separator] if pieces else []
        pieces.append(item if isinstance(item, (str, SymStr, Unknown)) else to_str(m, item))
    return join(*pieces)


v.STR.attrs["maketrans"] = v.StaticMethod(HostFunction("maketrans", lambda m, args, kwargs: Unknown("table", "a translation table")))
