"""The built-in functions and names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import classes, files, operators, strings
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import (
    class_of,
    delete_attribute,
    get_attribute,
    has_attribute,
    lookup,
    set_attribute,
)
from scope_lint.interpreter.builtins import text  # noqa: F401  (fills the classes)
from scope_lint.interpreter.builtins.containers import iterator, length, sort_items
from scope_lint.interpreter.calls import call, call_method
from scope_lint.interpreter.conditions import condition, each
from scope_lint.interpreter.errors import EXCEPTIONS, fault
from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.imports import import_from, import_module, top_module
from scope_lint.interpreter.iteration import element_of, items_of, next_item
from scope_lint.interpreter.tensor_operators import tensor_unary
from scope_lint.interpreter.values import (
    Choice,
    Class,
    ClassMethod,
    DictV,
    Env,
    HostFunction,
    Instance,
    Iterator,
    ListV,
    Module,
    Property,
    StaticMethod,
    Super,
    Value,
)  # fmt: skip
from scope_lint.symbolic.journal import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

BUILTINS: Env = {
    "None": None, "True": True, "False": False, "Ellipsis": ..., "NotImplemented": NotImplemented, "__debug__": True,
    "object": v.OBJECT, "type": v.TYPE, "int": v.INT, "long": v.INT, "bool": v.BOOL, "float": v.FLOAT, "complex": v.COMPLEX,
    "str": v.STR, "unicode": v.STR, "basestring": v.STR, "bytes": v.BYTES, "tuple": v.TUPLE, "list": v.LIST, "dict": v.DICT,
    "set": v.SET, "frozenset": v.FROZENSET, "slice": v.SLICE, "range": v.RANGE, "xrange": v.RANGE, "property": v.PROPERTY,
    "staticmethod": v.STATIC_METHOD, "classmethod": v.CLASS_METHOD, "super": v.SUPER, **EXCEPTIONS,
}  # fmt: skip


def builtin(*names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers ``impl(m, *args, **kwargs)`` as a built-in function."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def adapted(m: Machine, args: list[Value], kwargs: Env) -> Value:
            try:
                return impl(m, *args, **kwargs)
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{names[0]}: {e}")

        for name in names:
            BUILTINS[name] = HostFunction(name, adapted)
        return impl

    return register


# ---------------------------------------------------------------- construction of built-in types


def _construct(cls: Class) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers how a built-in type is called; an instance of a subclass carries the native value as its payload."""

    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        def construct(m: Machine, actual: Class, args: list[Value], kwargs: Env) -> Value:
            own_init = actual is not cls and actual.find("__init__") is not MISSING and actual.find("__new__") is MISSING
            try:
                value = impl(m, *(args[:1] if own_init else args), **({} if own_init else kwargs))
            except TypeError as e:
                if "argument" not in str(e):
                    raise
                return fault(m, "TypeError", f"{cls.name}: {e}")
            return value if actual is cls else Instance(actual, value)

        cls.construct = construct
        cls.attrs.setdefault("__new__", HostFunction("__new__", lambda m, args, kwargs: construct(m, args[0], args[1:], kwargs)))
        return impl

    return register


def _number(m: Machine, kind: type, value: Value, *more: Value) -> Value:
    value = strings.native(m.resolve(value))
    if isinstance(value, Choice):
        return each(m, value, lambda one: _number(m, kind, one, *more))
    if isinstance(value, (int, float, str, bytes)):
        try:
            return kind(value, *more)
        except (ValueError, TypeError, OverflowError) as e:
            return fault(m, type(e).__name__, str(e))
    if isinstance(value, Unknown):
        return value.part((kind.__name__,), f"{kind.__name__}({value.label})")
    if isinstance(value, SymStr):
        return next(p for p in value.parts if isinstance(p, Unknown)).part((kind.__name__, value), kind.__name__)
    if isinstance(value, Instance):
        for name in (f"__{kind.__name__}__", "__index__"):
            if value.cls.find(name) is not MISSING:
                return call_method(m, value, name, [])
    known = getattr(value, "__int__" if kind is int else "__float__", None)
    if known is not None:
        try:
            return known()
        except (TypeError, ValueError):
            return Unknown(kind.__name__, "a dimension that is not known")
    return Unknown(kind.__name__, f"{kind.__name__}() of a {type(value).__name__}")


@_construct(v.INT)
def _int(m: Machine, value: Value = 0, base: Value = MISSING) -> Value:
    return _number(m, int, value, *(() if base is MISSING else (base,)))


@_construct(v.FLOAT)
def _float(m: Machine, value: Value = 0.0) -> Value:
    return _number(m, float, value)


@_construct(v.BOOL)
def _bool(m: Machine, value: Value = False) -> Value:
    return condition(m, value)


@_construct(v.STR)
def _str(m: Machine, value: Value = "", encoding: Value = None, errors: Value = None) -> Value:
    value = m.resolve(value)
    if isinstance(value, bytes) and isinstance(encoding, str):
        return value.decode(encoding, "replace")
    return each(m, value, lambda one: strings.to_str(m, one))


@_construct(v.BYTES)
def _bytes(m: Machine, value: Value = b"", encoding: Value = None, errors: Value = None) -> Value:
    return host_function("bytes", bytes).impl(m, [value] if encoding is None else [value, encoding], {})


@_construct(v.TUPLE)
def _tuple(m: Machine, source: Value = ()) -> Value:
    items = items_of(m, source)
    if items is None:
        source = m.resolve(source)
        return source.part(("tuple",), f"tuple({source.label})") if isinstance(source, Unknown) else Unknown("tuple", "the items of a tuple")
    return tuple(items)


@_construct(v.RANGE)
def _range(m: Machine, *args: Value) -> Value:
    bounds = [strings.native(m.resolve(a)) for a in args]
    for i, a in enumerate(bounds):
        if isinstance(a, Choice):
            return each(m, a, partial(_range_with, m, bounds, i))
        if not isinstance(a, int):
            as_index = getattr(a, "__index__", None)
            try:
                bounds[i] = as_index() if as_index is not None else a
            except TypeError:
                pass
    if all(isinstance(a, int) for a in bounds):
        try:
            return range(*bounds)
        except (TypeError, ValueError) as e:
            return fault(m, type(e).__name__, str(e))
    if any(isinstance(a, float) for a in bounds):
        return fault(m, "TypeError", "'float' object cannot be interpreted as an integer")
    unknown = next((a for a in bounds if isinstance(a, Unknown)), None)
    return unknown.part(("range", len(bounds)), "i") if unknown is not None else Unknown("i", "the bounds of a range")


def _range_with(m: Machine, bounds: list[Value], i: int, one: Value) -> Value:
    return _range(m, *bounds[:i], one, *bounds[i + 1 :])


@_construct(v.SLICE)
def _slice(m: Machine, *args: Value) -> Value:
    return slice(*args)


@_construct(v.COMPLEX)
def _complex(m: Machine, *args: Value) -> Value:
    return host_function("complex", complex).impl(m, list(args), {})


@_construct(v.PROPERTY)
def _property(m: Machine, fget: Value = None, fset: Value = None, fdel: Value = None, doc: Value = None) -> Value:
    return Property(fget, fset, fdel)


@_construct(v.STATIC_METHOD)
def _static(m: Machine, func: Value) -> Value:
    return StaticMethod(func)


@_construct(v.CLASS_METHOD)
def _classmethod(m: Machine, func: Value) -> Value:
    return ClassMethod(func)


@_construct(v.TYPE)
def _type(m: Machine, value: Value, bases: Value = None, env: Value = None) -> Value:
    value = m.resolve(value)
    if bases is None:
        return each(m, value, lambda one: class_of(one) if not isinstance(one, Unknown) else one.part(("type",), f"type({one.label})"))
    module = m.frames[-1].module if m.frames else Module("?")
    table = dict(env.items) if isinstance(env, DictV) else {}
    return classes.make_class(m, str(value), items_of(m, bases) or [], table, module, {})


@_construct(v.SUPER)
def _super(m: Machine, cls: Value = None, receiver: Value = MISSING) -> Value:
    if cls is None:
        for f in reversed(m.frames):
            if f.function is not None and f.function.owner is not None:
                return Super(f.function.owner, f.receiver)
            if f.owner is not None and f.receiver is not None:
                return Super(f.owner, f.receiver)
        return Unknown("super", "super() outside a method")
    cls = m.resolve(cls)
    if not isinstance(cls, Class) or receiver is MISSING:
        return Unknown("super", "super() of a class that is not known")
    return Super(cls, m.resolve(receiver))


def _construct_exception(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = Instance(cls)
    made.attrs["args"] = tuple(args)
    return made


EXCEPTIONS["BaseException"].construct = _construct_exception


def _object_new(m: Machine, args: list[Value], kwargs: Env) -> Value:
    return classes.bare_instance(m, args[0], args[1:], kwargs) if args and isinstance(args[0], Class) else Unknown("object", "object.__new__")


v.OBJECT.attrs["__new__"] = HostFunction("__new__", _object_new)
v.TYPE.attrs["__call__"] = HostFunction("__call__", lambda m, args, kwargs: classes.plain_instance(m, args[0], args[1:], kwargs))
v.TYPE.attrs["__new__"] = HostFunction("__new__", lambda m, args, kwargs: _type(m, *args[1:]))


# ---------------------------------------------------------------- functions


builtin("len")(length)
builtin("iter")(lambda m, source, sentinel=None: iterator(m, source))
builtin("id", "hash")(lambda m, value: Unknown("id", "an identity"))
builtin("callable")(lambda m, value: _callable(m, value))
builtin("repr", "ascii")(lambda m, value: strings.to_repr(m, m.resolve(value)))
builtin("format")(lambda m, value, spec="": strings.format_value(m, value, spec))
builtin("hasattr")(lambda m, value, name: has_attribute(m, value, name) if isinstance(name, str) else Unknown("hasattr", "an attribute's name"))
builtin("isinstance")(classes.is_instance)
builtin("issubclass")(classes.is_subclass)
builtin("input", "raw_input")(lambda m, prompt="": Unknown("input", "what is typed in"))
builtin("print")(lambda m, *args, **kwargs: None)
builtin("exit", "quit")(lambda m, code=None: fault(m, "SystemExit", ""))
for _pure in (ord, chr, divmod, bin, hex, oct):
    BUILTINS[_pure.__name__] = host_function(_pure.__name__, _pure)
BUILTINS["unichr"] = BUILTINS["chr"]


def _callable(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    if isinstance(value, Choice):
        return operators._split(m, value, lambda one: _callable(m, one))
    if isinstance(value, Unknown):
        from scope_lint.symbolic.conditions import Atom

        return operators.asked(m, Atom(("callable", value.serial), f"callable({value.label})"))
    if isinstance(value, Instance):
        return value.cls.find("__call__") is not MISSING
    return isinstance(value, (v.Function, v.BoundMethod, HostFunction, Class, v.Partial)) or hasattr(value, "call_as_function")


@builtin("getattr")
def _getattr(m: Machine, value: Value, name: Value, default: Value = MISSING) -> Value:
    value, name = m.resolve(value), m.resolve(name)
    if isinstance(value, Choice):
        return each(m, value, lambda one: _getattr(m, one, name, default))
    if isinstance(name, Choice):
        return each(m, name, lambda one: _getattr(m, value, one, default))
    name = strings.native(name)
    if not isinstance(name, str):
        return Unknown("attribute", "an attribute whose name is not known", opaque_code=True)
    if default is MISSING:
        return get_attribute(m, value, name)
    here = has_attribute(m, value, name)
    if here is True:
        return get_attribute(m, value, name)
    if here is False:
        return default
    return m.fork(here.atom, lambda: get_attribute(m, value, name), lambda: default)


@builtin("setattr")
def _setattr(m: Machine, value: Value, name: Value, new: Value) -> Value:
    name = strings.native(m.resolve(name))
    if isinstance(name, str):
        set_attribute(m, value, name, new)
    return None


@builtin("delattr")
def _delattr(m: Machine, value: Value, name: Value) -> Value:
    delete_attribute(m, value, name)
    return None


@builtin("next")
def _next(m: Machine, source: Value, *default: Value) -> Value:
    from scope_lint.interpreter.iteration import Endless

    source = m.resolve(source)
    if isinstance(source, Instance):
        name = "__next__" if source.cls.find("__next__") is not MISSING else "next"
        return call_method(m, source, name, [])
    if not isinstance(source, Iterator):
        return Unknown("next", "the next item of an iterator", opaque_code=getattr(source, "opaque_code", False))
    try:
        item = next_item(m, source)
    except Endless as e:
        return e.item
    if item is MISSING:
        return default[0] if default else fault(m, "StopIteration", "")
    return item


@builtin("enumerate")
def _enumerate(m: Machine, source: Value, start: Value = 0) -> Value:
    items = items_of(m, source)
    if items is None:
        return ListV([(Unknown("i", "an index"), element_of(m, m.resolve(source), 0))], open=True)
    return ListV([(operators.binary(m, "+", start, i), item) for i, item in enumerate(items)])


@builtin("zip", "izip")
def _zip(m: Machine, *sources: Value) -> Value:
    columns = [items_of(m, s) for s in sources]
    known = [c for c in columns if c is not None]
    if len(known) == len(columns):
        return ListV([tuple(row) for row in zip(*known)])
    if not known:
        return ListV([tuple(element_of(m, m.resolve(s), 0) for s in sources)], open=True)
    count = min(len(c) for c in known)
    filled = [c if c is not None else [element_of(m, m.resolve(s), i) for i in range(count)] for c, s in zip(columns, sources)]
    return ListV([tuple(row) for row in zip(*filled)])


@builtin("map", "imap")
def _map(m: Machine, fn: Value, *sources: Value) -> Value:
    rows = _zip(m, *sources)
    return ListV([call(m, fn, list(row), {}) for row in rows.items], open=rows.open)


@builtin("filter", "ifilter")
def _filter(m: Machine, fn: Value, source: Value) -> Value:
    items = items_of(m, source)
    kept = []
    unsure = items is None
    for item in items or []:
        keep = condition(m, item if fn is None else call(m, fn, [item], {}))
        if keep is True:
            kept.append(item)
        elif keep is not False:
            kept.append(m.join(keep.atom, item, MISSING) if keep.yes is True else item)
            unsure = True
    return ListV(kept, open=unsure)


@builtin("sorted")
def _sorted(m: Machine, source: Value, key: Value = None, reverse: Value = False) -> Value:
    items = items_of(m, source)
    if items is None:
        known = m.resolve(source)
        return ListV(list(known.items) if isinstance(known, ListV) else [], open=True)
    ordered = sort_items(m, items, key, reverse)
    return ListV(items if ordered is None else ordered)


@builtin("reversed")
def _reversed(m: Machine, source: Value) -> Value:
    source = m.resolve(source)
    if isinstance(source, Instance) and source.cls.find("__reversed__") is not MISSING:
        return call_method(m, source, "__reversed__", [])
    items = items_of(m, source)
    if items is None:
        return ListV([element_of(m, source, 0)], open=True)
    return ListV(items[::-1])


@builtin("sum")
def _sum(m: Machine, source: Value, start: Value = 0) -> Value:
    items = items_of(m, source)
    if items is None:
        return Unknown("sum", "the sum of unknown items")
    total = start
    for item in items:
        total = operators.binary(m, "+", total, item)
    return total


def _extreme(op: str) -> Callable[..., Value]:
    def run(m: Machine, *args: Value, key: Value = None, default: Value = MISSING) -> Value:
        items = items_of(m, args[0]) if len(args) == 1 else list(args)
        if items is None:
            return Unknown("min" if op == "<" else "max", "the smallest or largest of unknown items")
        if not items:
            return default if default is not MISSING else fault(m, "ValueError", "min() or max() of an empty sequence")
        best = items[0]
        for item in items[1:]:
            a, b = (item, best) if key is None else (call(m, key, [item], {}), call(m, key, [best], {}))
            better = condition(m, operators.compare(m, op, a, b))
            if isinstance(better, Choice):
                return Unknown("min" if op == "<" else "max", "the smallest or largest of unknown items")
            best = item if better else best
        return m.resolve(best)

    return run


builtin("min")(_extreme("<"))
builtin("max")(_extreme(">"))


def _quantifier(wanted: bool) -> Callable[..., Value]:
    def run(m: Machine, source: Value) -> Value:
        items = items_of(m, source)
        unsure: Value = not wanted
        for item in items or []:
            found = condition(m, item)
            if found is wanted:
                return wanted
            if isinstance(found, Choice):
                unsure = found
        return Unknown("any" if wanted else "all", "unknown items") if items is None else unsure

    return run


builtin("any")(_quantifier(True))
builtin("all")(_quantifier(False))


@builtin("abs")
def _abs(m: Machine, value: Value) -> Value:
    from scope_lint.tf1.tensor import Tensor

    value = strings.native(m.resolve(value))
    if isinstance(value, (int, float, complex)):
        return abs(value)
    return tensor_unary(m, "abs", value) if isinstance(value, Tensor) else Unknown("abs", "an absolute value")


@builtin("round")
def _round(m: Machine, value: Value, digits: Value = None) -> Value:
    return host_function("round", round).impl(m, [value] if digits is None else [value, digits], {})


@builtin("pow")
def _pow(m: Machine, a: Value, b: Value, modulo: Value = None) -> Value:
    return operators.binary(m, "**", a, b)


@builtin("vars")
def _vars(m: Machine, value: Value = MISSING) -> Value:
    if value is MISSING:
        return _locals(m)
    found = lookup(m, m.resolve(value), "__dict__")
    return found if found is not MISSING else Unknown("vars", "the attributes of a value")


@builtin("dir")
def _dir(m: Machine, value: Value = MISSING) -> Value:
    value = m.resolve(value)
    if isinstance(value, Module) and value.lookup is None:
        return ListV(sorted(value.env))
    if isinstance(value, Module) and value.name.startswith("tensorflow"):
        return ListV(m.tensorflow.members(value.name))
    if isinstance(value, Instance) and value.cls.open is None:
        return ListV(sorted({*value.attrs, *(name for cls in value.cls.mro for name in cls.attrs)}))
    if isinstance(value, Class) and value.open is None:
        return ListV(sorted({name for cls in value.mro for name in cls.attrs}))
    return ListV([], open=True)


def _user(m: Machine) -> Any:
    return m.frames[-1]


@builtin("globals")
def _globals(m: Machine) -> Value:
    table = DictV({})
    table.items = _user(m).module.env
    return table


@builtin("locals")
def _locals(m: Machine) -> Value:
    frame = _user(m)
    return _globals(m) if frame.env is frame.module.env else DictV(dict(frame.env))


@builtin("__import__")
def _import(
    m: Machine, name: Value, globals: Value = None, locals: Value = None, fromlist: Value = (), level: Value = 0
) -> Value:
    if not isinstance(name, str) or not isinstance(level, int):
        return Unknown("module", "a module whose name is not known", opaque_code=True)
    importer = m.frames[-1].module
    whole = import_from(m, name, level, importer) if level > 0 else import_module(m, name, importer)
    if fromlist.items if isinstance(fromlist, ListV) else fromlist:
        return whole
    if level <= 0:
        return top_module(m, name, whole)
    first, _, rest = name.partition(".")
    return import_from(m, first, level, importer) if rest else whole


@builtin("open", "file")
def _open(m: Machine, path: Value, *args: Value, **kwargs: Value) -> Value:
    return files.open_file(m, path, args, kwargs)


@builtin("compile")
def _compile(m: Machine, source: Value, filename: Value = "<string>", mode: Value = "exec", *args: Value, **kwargs: Value) -> Value:
    return files.compile_source(m, source, filename)


@builtin("exec", "execfile")
def _exec(m: Machine, source: Value, globals: Value = None, locals: Value = None) -> Value:
    files.run_source(m, source, globals)
    return None


@builtin("eval")
def _eval(m: Machine, source: Value, globals: Value = None, locals: Value = None) -> Value:
    return files.evaluate_text(m, source)
