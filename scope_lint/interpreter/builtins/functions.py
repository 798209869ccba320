"""The other built-in functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import classes, files, operators, strings
from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import (
    attribute_by_name,
    delete_attribute,
    get_attribute,
    has_attribute,
    lookup,
    set_attribute,
    set_unknown_attribute,
)
from scope_lint.interpreter.builtins.containers import iterator, length
from scope_lint.interpreter.builtins.registry import BUILTINS, builtin
from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.identities import hashed, identity
from scope_lint.interpreter.imports import import_from, import_module, top_module
from scope_lint.interpreter.tensor_operators import tensor_unary
from scope_lint.interpreter.values import (
    Choice,
    Class,
    DictV,
    HostFunction,
    Instance,
    ListV,
    Module,
    Value,
)  # fmt: skip
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

builtin("len")(length)
builtin("iter")(lambda m, source, sentinel=None: iterator(m, source))
builtin("id")(identity)
builtin("hash")(hashed)
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
        return operators.asked(m, Atom(("callable", value.serial), f"callable({value.label})"))
    if isinstance(value, Instance):
        return value.cls.find("__call__") is not MISSING
    return isinstance(value, (v.Function, v.BoundMethod, HostFunction, Class, v.Partial)) or (isinstance(value, Exposed) and callable(value))


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
        return attribute_by_name(m, value, name)
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
        m.reads.by_name(value, name)
        set_attribute(m, value, name, new)
    elif isinstance(name, Unknown):
        set_unknown_attribute(m, value, name)
    return None


@builtin("delattr")
def _delattr(m: Machine, value: Value, name: Value) -> Value:
    if isinstance(name, str):
        delete_attribute(m, value, name)
    elif isinstance(name, Unknown):
        set_unknown_attribute(m, value, name)
    return None


@builtin("abs")
def _abs(m: Machine, value: Value) -> Value:
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
        m.reads.asked(value)
        return ListV(sorted(value.env))
    if isinstance(value, Module) and value.name.startswith("tensorflow"):
        return ListV(m.tensorflow.members(value.name))
    m.reads.listed()
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
    m.reads.asked(_user(m).module)
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
