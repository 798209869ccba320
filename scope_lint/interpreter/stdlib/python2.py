"""What only Python 2 has: built-in functions and modules under their old names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import fill_dict
from scope_lint.interpreter.conditions import condition
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.stdlib.functional import reduce
from scope_lint.interpreter.strings import native, to_str
from scope_lint.interpreter.values import DictV, Env, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _cmp(m: Machine, a: Value, b: Value) -> Value:
    less, more = (condition(m, operators.compare(m, op, a, b)) for op in "<>")
    if not isinstance(less, bool) or not isinstance(more, bool):
        return Unknown("cmp", "a comparison")
    return int(more) - int(less)


def _apply(m: Machine, fn: Value, args: Value = (), kwargs: Value = None) -> Value:
    named = DictV({})
    fill_dict(m, named, [] if kwargs is None else [kwargs], {})
    return call(m, fn, items_of(m, args) or [], dict(named.items))


BUILTINS.update({
    "reload": function("reload", lambda m, module: module), "cmp": function("cmp", _cmp), "apply": function("apply", _apply),
    "reduce": function("reduce", reduce), "intern": function("intern", lambda m, text: text),
    "buffer": function("buffer", lambda m, x, *more: x), "memoryview": function("memoryview", lambda m, x: x),
    "bytearray": v.BYTES, "breakpoint": function("breakpoint", lambda m, *args, **kwargs: None), "coerce": function("coerce", lambda m, a, b: (a, b)),
})  # fmt: skip


def _text(m: Machine, value: Value, *args: Value) -> Value:
    return to_str(m, native(m.resolve(value)))


def _past(m: Machine) -> Env:
    return {**BUILTINS, "text_type": v.STR, "ustr": function("ustr", _text)}


def _empty(m: Machine) -> Env:
    """A module of which only the name is known."""
    return {}


MODULES: Final = {
    "past": _empty, "past.builtins": _past, "future": _empty, "future.builtins": _past, "future.moves": _empty, "future.standard_library": _empty,
    **dict.fromkeys((
        "cPickle", "cStringIO", "StringIO", "Queue", "HTMLParser", "httplib", "urllib2", "urlparse", "cookielib", "commands", "copy_reg", "thread",
        "dummy_thread", "sets", "md5", "sha", "Tkinter", "tkMessageBox", "SocketServer", "SimpleHTTPServer", "BaseHTTPServer", "xmlrpclib",
        "anydbm", "exceptions", "UserString", "ttk", "unicodecsv", "hotshot",
    ), _empty),
}  # fmt: skip
