"""functools, collections, sys, types, math, re and the like."""

from __future__ import annotations

import itertools
import math
import operator
import re
import string
import sys
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import get_attribute
from scope_lint.interpreter.builtins.functions import BUILTINS
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import construct_dict, construct_list, make_class
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import (
    Class,
    DictV,
    Env,
    Function,
    HostFunction,
    Instance,
    ListV,
    Module,
    Partial,
    Property,
    Value,
)  # fmt: skip
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def function(name: str, impl: Any) -> HostFunction:
    """A host function from ``impl(m, *args, **kwargs)``."""
    return HostFunction(name, lambda m, args, kwargs: impl(m, *args, **kwargs))


# ---------------------------------------------------------------- functools


def _wraps(m: Machine, wrapped: Value, *args: Value, **kwargs: Value) -> Value:
    def apply(m: Machine, wrapper: Value) -> Value:
        return _update_wrapper(m, wrapper, wrapped)

    return function("wraps", apply)


def _update_wrapper(m: Machine, wrapper: Value, wrapped: Value, *args: Value, **kwargs: Value) -> Value:
    attrs = getattr(wrapper, "attrs", None)
    if isinstance(attrs, dict):
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            if isinstance(wrapped, (Function, HostFunction, Class)):
                m.journal.write(attrs, name, get_attribute(m, wrapped, name))
        for name, value in getattr(wrapped, "attrs", {}).items() if not isinstance(wrapped, (Class, Instance)) else ():
            m.journal.write(attrs, name, value)
        m.journal.write(attrs, "__wrapped__", wrapped)
    return wrapper


def _reduce(m: Machine, fn: Value, source: Value, *start: Value) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("reduce", "a reduction of unknown items")
    items = [*start, *items]
    if not items:
        return fault(m, "TypeError", "reduce() of empty sequence with no initial value")
    total = items[0]
    for item in items[1:]:
        total = call(m, fn, [total, item], {})
    return total


def _cached(m: Machine, fn: Value) -> Value:
    table: dict[Any, Value] = {}

    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        key = (tuple(args), tuple(kwargs.items()))
        try:
            if key in table:
                return table[key]
        except TypeError:
            return call(m, fn, args, kwargs)
        result = call(m, fn, args, kwargs)
        m.journal.write(table, key, result)
        return result

    made = HostFunction(getattr(fn, "name", "cached"), run)
    made.attrs["__wrapped__"] = fn
    made.attrs["cache_clear"] = function("cache_clear", lambda m: table.clear())
    return made


def _lru_cache(m: Machine, *args: Value, **kwargs: Value) -> Value:
    if args and not isinstance(args[0], int) and args[0] is not None:
        return _cached(m, args[0])
    return function("lru_cache", _cached)


def _functools(m: Machine) -> Env:
    return {
        "partial": v.PARTIAL, "wraps": function("wraps", _wraps), "update_wrapper": function("update_wrapper", _update_wrapper),
        "reduce": function("reduce", _reduce), "lru_cache": function("lru_cache", _lru_cache), "cache": function("cache", _cached),
        "total_ordering": function("total_ordering", lambda m, cls: cls), "cached_property": v.PROPERTY,
        "cmp_to_key": function("cmp_to_key", lambda m, fn: Unknown("key", "a comparison function")),
    }  # fmt: skip


v.PARTIAL.construct = lambda m, cls, args, kwargs: Partial(args[0], list(args[1:]), dict(kwargs))


# ---------------------------------------------------------------- collections


def namedtuple(m: Machine, typename: Value, field_names: Value, *args: Value, **options: Value) -> Value:
    """``collections.namedtuple``: a subclass of tuple with a property for each field."""
    fields = native(m.resolve(field_names))
    names = fields.replace(",", " ").split() if isinstance(fields, str) else [native(m.resolve(x)) for x in items_of(m, fields) or []]
    defaults = list(items_of(m, options["defaults"]) or []) if options.get("defaults") is not None else []

    def new(m: Machine, args: list[Value], kwargs: Env) -> Value:
        cls, given = args[0], args[1:]
        values = []
        for i, name in enumerate(names):
            back = len(names) - i
            if i < len(given):
                values.append(given[i])
            elif name in kwargs:
                values.append(kwargs[name])
            elif "**" in kwargs:
                values.append(kwargs["**"].source.part(("parameter", name), name))
            elif back <= len(defaults):
                values.append(defaults[-back])
            elif len(getattr(new_function, "attrs", {}).get("__defaults__") or ()) >= back:
                values.append(new_function.attrs["__defaults__"][-back])
            else:
                values.append(fault(m, "TypeError", f"{typename}() missing argument '{name}'"))
        return Instance(cls, tuple(values))

    new_function = HostFunction("__new__", new)

    def replace(m: Machine, args: list[Value], kwargs: Env) -> Value:
        self = args[0]
        return Instance(self.cls, tuple(kwargs.get(n, x) for n, x in zip(names, self.payload)))

    def make(m: Machine, args: list[Value], kwargs: Env) -> Value:
        return Instance(args[0], tuple(items_of(m, args[1]) or []))

    env: Env = {
        "__new__": new_function, "_fields": tuple(names), "_replace": HostFunction("_replace", replace),
        "_make": v.ClassMethod(HostFunction("_make", make)), "__slots__": (), "__doc__": None,
        "_asdict": function("_asdict", lambda m, self: DictV(dict(zip(names, self.payload)))),
    }  # fmt: skip
    for i, name in enumerate(names):
        env[name] = Property(function(name, lambda m, self, i=i: get_item(m, self.payload, i)))
    module = m.frames[-1].module if m.frames else Module("?")
    cls = make_class(m, str(typename), [v.TUPLE], env, module, {})
    cls.construct = lambda m, cls, args, kwargs: new(m, [cls, *args], kwargs)
    return cls


def _default_dict(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = construct_dict(m, cls, args[1:], kwargs)
    made.default = args[0] if args else None
    return made


def _counter(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    if args and not isinstance(m.resolve(args[0]), DictV):
        counts: dict[Any, Value] = {}
        items = items_of(m, args[0])
        for item in items or []:
            counts[item] = counts.get(item, 0) + 1
        return DictV(counts, cls, Unknown("counter", "unknown items") if items is None else None)
    return construct_dict(m, cls, args, kwargs)


ORDERED_DICT = Class("OrderedDict", (v.DICT,), {"__doc__": None}, module="collections")
DEFAULT_DICT = Class("defaultdict", (v.DICT,), {"__doc__": None}, module="collections", construct=_default_dict)
COUNTER = Class("Counter", (v.DICT,), {"__missing__": function("__missing__", lambda m, self, key: 0)}, module="collections", construct=_counter)
DEQUE = Class("deque", (v.LIST,), {"__doc__": None}, module="collections", construct=lambda m, cls, args, kwargs: construct_list(m, cls, args[:1], {}))


def _abstract(name: str, *hosts: Class) -> Class:
    """An abstract class of collections.abc that holds the built-in ones."""
    cls = Class(name, (v.OBJECT,), module="collections.abc")

    def check(m: Machine, value: Value) -> Value:
        from scope_lint.interpreter.attributes import class_of

        if name == "Callable":
            return BUILTINS["callable"].impl(m, [value], {})
        if isinstance(value, Unknown):
            return Unknown("isinstance", f"whether it is a {name}")
        own = class_of(value)
        return any(h in own.mro for h in hosts) or cls in own.mro or (name in ("Iterable", "Iterator") and isinstance(value, v.Iterator))

    cls.attrs["__instancecheck_host__"] = function("check", check)
    return cls


ABSTRACT = {
    "Sequence": (v.LIST, v.TUPLE, v.STR, v.RANGE), "MutableSequence": (v.LIST,), "Mapping": (v.DICT,), "MutableMapping": (v.DICT,),
    "Iterable": (v.LIST, v.TUPLE, v.STR, v.RANGE, v.DICT, v.SET), "Set": (v.SET,), "MutableSet": (v.SET,), "Callable": (),
    "Iterator": (), "Hashable": (v.STR, v.INT, v.TUPLE), "Sized": (v.LIST, v.TUPLE, v.STR, v.DICT, v.SET), "Container": (v.LIST, v.DICT),
    "Collection": (v.LIST, v.TUPLE, v.DICT, v.SET), "Generator": (),
}  # fmt: skip


def _abc_members(m: Machine) -> Env:
    return {name: _abstract(name, *hosts) for name, hosts in ABSTRACT.items()}


def _collections(m: Machine) -> Env:
    abc = Module("collections.abc")
    abc.env.update(_abc_members(m))
    return {
        "namedtuple": function("namedtuple", namedtuple), "OrderedDict": ORDERED_DICT, "defaultdict": DEFAULT_DICT,
        "Counter": COUNTER, "deque": DEQUE, "abc": abc, "UserDict": v.DICT, "UserList": v.LIST, **_abc_members(m),
    }  # fmt: skip


# ---------------------------------------------------------------- sys, types, math, re …


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


NAMESPACE = Class("SimpleNamespace", (v.OBJECT,), {"__doc__": None}, module="types", construct=_namespace)
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


def host_members(module: Any, *names: str) -> Env:
    """Pure functions and constants of a host module."""
    out: Env = {}
    for name in names or dir(module):
        if name.startswith("_"):
            continue
        found = getattr(module, name, None)
        if callable(found):
            out[name] = host_function(name, found)
        elif isinstance(found, (int, float, str)):
            out[name] = found
    return out


def _itertools(m: Machine) -> Env:
    def product(m: Machine, *sources: Value, repeat: Value = 1) -> Value:
        columns = [items_of(m, s) for s in sources]
        known = [c for c in columns if c is not None]
        if len(known) != len(columns) or not isinstance(repeat, int):
            return Unknown("product", "a product of unknown items")
        return ListV(list(itertools.product(*known, repeat=repeat)))

    def chain(m: Machine, *sources: Value) -> Value:
        columns = [items_of(m, s) for s in sources]
        return ListV([x for c in columns if c is not None for x in c], open=any(c is None for c in columns))

    def over(name: str) -> Any:
        def run(m: Machine, source: Value, *args: Value) -> Value:
            items = items_of(m, source)
            return Unknown(name, f"{name} of unknown items") if items is None else ListV(list(getattr(itertools, name)(items, *args)))

        return function(name, run)

    chained = function("chain", chain)
    chained.attrs["from_iterable"] = function("from_iterable", lambda m, source: chain(m, *(items_of(m, source) or [])))
    return {
        "product": function("product", product), "chain": chained, "combinations": over("combinations"), "permutations": over("permutations"),
        "accumulate": over("accumulate"), "islice": over("islice"), "count": function("count", lambda m, start=0, step=1: v.Iterator(itertools.count(start, step))),
        "cycle": function("cycle", lambda m, source: v.Iterator(itertools.cycle(items_of(m, source) or [Unknown("item", "an item")]))),
        "repeat": function("repeat", lambda m, x, times=None: ListV([x] * times) if isinstance(times, int) else v.Iterator(itertools.repeat(x))),
        "izip": BUILTINS["zip"], "imap": BUILTINS["map"], "ifilter": BUILTINS["filter"], "starmap": function(
            "starmap", lambda m, fn, source: ListV([call(m, fn, items_of(m, x) or [], {}) for x in items_of(m, source) or []])),
        "zip_longest": function("zip_longest", lambda m, *s, fillvalue=None: ListV(list(itertools.zip_longest(*(items_of(m, x) or [] for x in s), fillvalue=fillvalue)))),
        "groupby": function("groupby", lambda m, source, key=None: Unknown("groups", "itertools.groupby")),
    }  # fmt: skip


def _operator(m: Machine) -> Env:
    out = host_members(operator, "index", "truth")
    for name, op in (("add", "+"), ("sub", "-"), ("mul", "*"), ("truediv", "/"), ("div", "/"), ("floordiv", "//"), ("mod", "%"), ("pow", "**"), ("matmul", "@")):
        out[name] = function(name, lambda m, a, b, op=op: operators.binary(m, op, a, b))
    for name, op in (("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">="), ("eq", "=="), ("ne", "!="), ("contains", "in")):
        out[name] = function(name, lambda m, a, b, op=op: operators.compare(m, op, *((b, a) if op == "in" else (a, b))))
    out["itemgetter"] = function("itemgetter", lambda m, *keys: function("itemgetter", lambda m, x: get_item(m, x, keys[0]) if len(keys) == 1 else tuple(get_item(m, x, k) for k in keys)))
    out["attrgetter"] = function("attrgetter", lambda m, name: function("attrgetter", lambda m, x: get_attribute(m, x, name)))
    out["neg"] = function("neg", lambda m, a: operators.unary(m, "-", a))
    return out


def _re(m: Machine) -> Env:
    out = host_members(re, "compile", "search", "match", "fullmatch", "split", "findall", "finditer", "escape")
    out.update({k: int(getattr(re, k)) for k in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "U", "UNICODE", "A", "ASCII")})
    plain_sub = host_function("sub", re.sub)

    def sub(m: Machine, pattern: Value, repl: Value, text: Value, *args: Value, **kwargs: Value) -> Value:
        if isinstance(repl, (str, bytes)):
            return plain_sub.impl(m, [pattern, repl, text, *args], kwargs)
        pattern, text = native(m.resolve(pattern)), native(m.resolve(text))
        host = pattern.value if isinstance(pattern, v.HostObject) else pattern
        if isinstance(text, str) and isinstance(host, (str, re.Pattern)):
            return re.sub(host, lambda found: str(call(m, repl, [v.HostObject(found)], {})), text)
        return Unknown("sub", "re.sub of unknown text")

    out["sub"] = function("sub", sub)
    return out




def _abc(m: Machine) -> Env:
    base = Class("ABC", (v.OBJECT,), {"__doc__": None}, module="abc")
    meta = Class("ABCMeta", (v.TYPE,), {"register": function("register", lambda m, cls, other: other)}, module="abc")
    same = function("abstractmethod", lambda m, fn: fn)
    return {"ABC": base, "ABCMeta": meta, "abstractmethod": same, "abstractclassmethod": v.CLASS_METHOD, "abstractstaticmethod": v.STATIC_METHOD, "abstractproperty": v.PROPERTY}


def _six_moves(m: Machine) -> Env:
    env: Env = {name: BUILTINS[name] for name in ("range", "xrange", "zip", "map", "filter", "input")}
    env.update({"reduce": function("reduce", _reduce), "zip_longest": _itertools(m)["zip_longest"]})
    return env


def _numbers(m: Machine) -> Env:
    return {
        "Number": _abstract("Number", v.INT, v.FLOAT, v.COMPLEX), "Integral": _abstract("Integral", v.INT), "Real": _abstract("Real", v.INT, v.FLOAT),
        "Complex": _abstract("Complex", v.COMPLEX, v.FLOAT, v.INT), "Rational": _abstract("Rational", v.INT),
    }  # fmt: skip


def _typing(m: Machine) -> Env:
    anything = Class("Any", (v.OBJECT,), module="typing")
    env: Env = {n: anything for n in ("Any", "Union", "Optional", "Callable", "ClassVar", "TypeVar", "Iterable", "Iterator", "Sequence", "Mapping", "Text", "Type", "Generator", "NoReturn", "Set", "FrozenSet", "Hashable", "Literal", "Protocol", "IO", "Pattern", "Match", "DefaultDict", "Deque", "Collection")}
    env.update({
        "List": v.LIST, "Dict": v.DICT, "Tuple": v.TUPLE, "NamedTuple": v.TUPLE, "TYPE_CHECKING": False, "Generic": v.OBJECT,
        "cast": function("cast", lambda m, kind, x: x), "overload": function("overload", lambda m, fn: fn), "TypeVar": function("TypeVar", lambda m, *a, **k: anything),
        "NewType": function("NewType", lambda m, name, kind: kind), "get_type_hints": function("get_type_hints", lambda m, *a: DictV({})),
    })  # fmt: skip
    return env


MODULES = {
    "six.moves": _six_moves, "numbers": _numbers, "typing": _typing, "typing_extensions": _typing,
    "functools": _functools, "collections": _collections, "collections.abc": _abc_members, "sys": _sys, "types": _types,
    "math": lambda m: host_members(math), "re": _re, "itertools": _itertools, "operator": _operator, "abc": _abc,
    "string": lambda m: host_members(string, "ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation", "capwords"),
    "builtins": lambda m: dict(BUILTINS), "__builtin__": lambda m: dict(BUILTINS),
}  # fmt: skip
