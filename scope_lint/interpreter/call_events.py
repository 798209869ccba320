"""CallEvents: the user's calls of the functions whose arguments rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scope_lint.events import Argument, ArgumentKind, CallEvent
from scope_lint.interpreter.calls import OPEN, OpenArguments
from scope_lint.interpreter.code import Expr, Keyword, Starred
from scope_lint.interpreter.errors import tf_error
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    Env,
    Function,
    HostFunction,
    Instance,
    ListV,
    Partial,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.api import RECORDED
from scope_lint.tf1.dtypes import DType
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.initializers import Initializer, InitializerClass
from scope_lint.tf1.reuse import ReuseMode
from scope_lint.tf1.tensor import Tensor, Variable
from scope_lint.tf1.variable_scope import VariableScope

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

NEWEST: Final = RECORDED[-1]

WATCHED: Final = frozenset({
    "variable_scope", "variable_op_scope", "op_scope", "name_scope", "get_variable", "Variable", "MultiRNNCell",
    "make_template", "bidirectional_dynamic_rnn", "static_bidirectional_rnn", "bidirectional_rnn",
})  # fmt: skip


def watched(m: Machine, fn: Value) -> str | None:
    """The canonical name of a function that rules look at."""
    if isinstance(fn, HostFunction):
        return fn.api if fn.api in WATCHED else None
    if isinstance(fn, Class):
        api = m.tensorflow.class_names.get(id(fn))
        if api is not None:
            return api if api in WATCHED else None
        if fn.stub and (fn.name in WATCHED or fn.name.endswith("Optimizer")):
            return fn.name
    elif isinstance(fn, Function) and fn.module.stub and fn.name in WATCHED and fn.module.name.startswith("tensorflow"):
        return fn.name
    return None


def check_version(m: Machine, fn: Value, kwargs: Env) -> None:
    """Raises where a function of TensorFlow that is written for all versions is given a keyword that came later than the one in use."""
    if isinstance(fn, Class):
        path = m.tensorflow.stub_classes.get(id(fn))
        api = None if path is None else m.tensorflow.newest.canonical(f"tensorflow.{path}")
    elif isinstance(fn, Function) and fn.module.stub and fn.module.name.startswith("tensorflow."):
        api = m.tensorflow.newest.canonical(f"{fn.module.name}.{fn.name}")
    else:
        return
    parameter = None if api is None else m.tensorflow.unknown_yet(api, (k for k in kwargs if k != OPEN))
    if parameter is not None:
        name = "__init__" if isinstance(fn, Class) else fn.name
        raise tf_error(m, TFError("TypeError", f"{name}() got an unexpected keyword argument '{parameter}'", cause="version"))


def record_call(m: Machine, args: list[Expr], keywords: list[Keyword], api: str, fn: Value, values: list[Value], kwargs: Env) -> None:
    """Notes a call before it takes effect; ``args`` and ``keywords``: as it is written."""
    names = _parameter_names(m, api, fn)
    given: list[tuple[str, int | None, Value, Expr | None]] = []
    for i, value in enumerate(values):
        if isinstance(value, OpenArguments):
            break
        written = args[i] if i < len(args) and not any([isinstance(a, Starred) for a in args[: i + 1]]) else None
        given.append((names[i] if i < len(names) else f"#{i}", i, value, written))
    nodes = {k.name: k.value for k in keywords if k.name is not None}
    given += [(name, None, value, nodes.get(name)) for name, value in kwargs.items() if name != OPEN]
    objects = [id(m.resolve(value)) for _, _, value, _ in given if isinstance(m.resolve(value), Instance)]
    arguments = tuple(_argument(m, name, position, m.resolve(value), written, objects) for name, position, value, written in given)
    m.record(CallEvent(**m.place(), graph=m.tf.graph.number, api=api, arguments=arguments))


def _parameter_names(m: Machine, api: str, fn: Value) -> list[str]:
    if isinstance(fn, Function):
        return [p.name for p in fn.code.params]
    if isinstance(fn, Class) and isinstance(fn.find("__init__"), Function):
        return [p.name for p in fn.find("__init__").code.params[1:]]
    found = m.tensorflow.api.parameters(api)
    return [p.name for p in found] if found is not None else []


def _argument(m: Machine, name: str, position: int | None, value: Value, written: Expr | None, objects: list[int]) -> Argument:
    kind = kind_of(value)
    plain = native(value)
    listed = () if kind != "list" else plain.items if isinstance(plain, ListV) else plain
    items = tuple(kind_of(m.resolve(x)) for x in listed)
    cells = [id(x) for x in listed if isinstance(x, Instance)]
    repeats = len(set(cells)) < len(cells) or (isinstance(value, Instance) and not isinstance(value, ListV) and objects.count(id(value)) > 1)
    return Argument(
        parameter=name, kind=kind, value=plain if isinstance(plain, (str, bool, int, float)) else None, position=position, items=items,
        text=None if written is None else written.text(), repeats=repeats,
    )  # fmt: skip


def kind_of(value: Value) -> ArgumentKind:
    """What sort of thing an argument is."""
    value = native(value)
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float, complex)):
        return "number"
    if isinstance(value, (str, SymStr)):
        return "str"
    if isinstance(value, (ListV, tuple)):
        return "list"
    if isinstance(value, Variable):
        return "variable"
    if isinstance(value, Tensor):
        return "tensor"
    if isinstance(value, VariableScope):
        return "scope"
    if isinstance(value, ReuseMode):
        return "reuse"
    if isinstance(value, DType):
        return "dtype"
    if isinstance(value, (Initializer, InitializerClass)):
        return "initializer"
    if isinstance(value, (Unknown, Choice)) or value is MISSING:
        return "unknown"
    if isinstance(value, (Function, BoundMethod, HostFunction, Partial, Class)):
        return "callable"
    return "object"
