"""sys, types, abc, numbers, typing and the built-in names as modules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.stdlib.containers import NAMED_TUPLE, abstract_class
from scope_lint.interpreter.values import Class, DictV, Env, Instance, ListV, Module, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _sys(m: Machine) -> Env:
    modules = DictV({})
    modules.items = m.modules
    info = Instance(v.OBJECT, (3, 7, 16, "final", 0))
    info.attrs.update({"major": 3, "minor": 7, "micro": 16, "releaselevel": "final", "serial": 0})
    stream = Unknown("stream", "a standard stream")
    return {
        "modules": modules, "path": m.sys_path, "argv": ListV([Unknown("argv[0]", "the script's path")]), "version_info": info,
        "version": "3.7.16", "platform": "linux", "maxsize": sys.maxsize, "maxint": sys.maxsize, "maxunicode": 0x10FFFF, "stdout": stream, "stderr": stream,
        "stdin": stream, "byteorder": "little", "executable": Unknown("executable", "sys.executable"),
        "exit": function("exit", _exit), "exc_info": function("exc_info", lambda m: (None, None, None)),
        "setrecursionlimit": function("setrecursionlimit", lambda m, n: None), "getrecursionlimit": function("getrecursionlimit", lambda m: 1000),
        "getsizeof": function("getsizeof", lambda m, x: Unknown("size", "a size")), "flags": Unknown("flags", "sys.flags"),
        "setdefaultencoding": function("setdefaultencoding", lambda m, encoding: None),
        "_getframe": function("_getframe", lambda m, depth=0: Unknown("frame", "a stack frame")), "getdefaultencoding": function("g", lambda m: "utf-8"),
    }  # fmt: skip


def _exit(m: Machine, code: Value = None) -> Value:
    from scope_lint.interpreter.errors import make_exception

    raise v.Raised(make_exception("SystemExit"))


def _types(m: Machine) -> Env:
    return {
        "ModuleType": v.MODULE, "FunctionType": v.FUNCTION, "LambdaType": v.FUNCTION, "MethodType": v.METHOD,
        "BuiltinFunctionType": v.HOST_FUNCTION, "GeneratorType": v.GENERATOR, "SimpleNamespace": NAMESPACE, "StringTypes": (v.STR,),
        "StringType": v.STR, "ListType": v.LIST, "DictType": v.DICT, "TupleType": v.TUPLE, "IntType": v.INT, "FloatType": v.FLOAT,
        "NoneType": v.NONE, "TypeType": v.TYPE, "ClassType": v.TYPE,
    }  # fmt: skip


def _namespace(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = Instance(cls)
    made.attrs.update(kwargs)
    return made


NAMESPACE: Final = Class("SimpleNamespace", (v.OBJECT,), {"__doc__": None}, module="types", construct=_namespace)
v.METHOD.construct = lambda m, cls, args, kwargs: v.BoundMethod(args[0], args[1])


def _module_type(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    if cls is v.MODULE:
        made = Module(str(args[0]) if args else "?")
        return made
    instance = Instance(cls)
    instance.attrs["__name__"] = args[0] if args else "?"
    return instance


v.MODULE.construct = _module_type
v.MODULE.attrs["__init__"] = function("__init__", lambda m, self, name="?", doc=None: m.journal.write(self.attrs, "__name__", name) if isinstance(self, Instance) else None)


def _abc(m: Machine) -> Env:
    base = Class("ABC", (v.OBJECT,), {"__doc__": None}, module="abc")
    meta = Class("ABCMeta", (v.TYPE,), {"register": function("register", lambda m, cls, other: other)}, module="abc")
    same = function("abstractmethod", lambda m, fn: fn)
    return {"ABC": base, "ABCMeta": meta, "abstractmethod": same, "abstractclassmethod": v.CLASS_METHOD, "abstractstaticmethod": v.STATIC_METHOD, "abstractproperty": v.PROPERTY}


def _numbers(m: Machine) -> Env:
    return {
        "Number": abstract_class("Number", v.INT, v.FLOAT, v.COMPLEX), "Integral": abstract_class("Integral", v.INT), "Real": abstract_class("Real", v.INT, v.FLOAT),
        "Complex": abstract_class("Complex", v.COMPLEX, v.FLOAT, v.INT), "Rational": abstract_class("Rational", v.INT),
    }  # fmt: skip


def _typing(m: Machine) -> Env:
    anything = Class("Any", (v.OBJECT,), module="typing")
    env: Env = {n: anything for n in ("Any", "Union", "Optional", "Callable", "ClassVar", "TypeVar", "Iterable", "Iterator", "Sequence", "Mapping", "Text", "Type", "Generator", "NoReturn", "Set", "FrozenSet", "Hashable", "Literal", "Protocol", "IO", "Pattern", "Match", "DefaultDict", "Deque", "Collection")}
    env.update({
        "List": v.LIST, "Dict": v.DICT, "Tuple": v.TUPLE, "NamedTuple": NAMED_TUPLE, "TYPE_CHECKING": False, "Generic": v.OBJECT,
        "cast": function("cast", lambda m, kind, x: x), "overload": function("overload", lambda m, fn: fn), "TypeVar": function("TypeVar", lambda m, *a, **k: anything),
        "NewType": function("NewType", lambda m, name, kind: kind), "get_type_hints": function("get_type_hints", lambda m, *a: DictV({})),
    })  # fmt: skip
    return env

MODULES: Final = {
    "sys": _sys, "types": _types, "abc": _abc, "numbers": _numbers, "typing": _typing, "typing_extensions": _typing,
    "builtins": lambda m: dict(BUILTINS), "__builtin__": lambda m: dict(BUILTINS),
}  # fmt: skip
