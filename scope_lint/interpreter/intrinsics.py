"""The module ``_scope_lint``: what stubs may ask of the analysis itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.events import SaverEvent
from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.hostcalls import call_twin, to_twin
from scope_lint.interpreter.imports import import_module
from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    DictV,
    Env,
    Function,
    HostFunction,
    Instance,
    ListV,
    Module,
    Partial,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.api.parameters import OPAQUE, Parameter
from scope_lint.tf1.control_flow import ControlFlow
from scope_lint.tf1.dtypes import DTYPES, as_dtype
from scope_lint.tf1.elements import fetched
from scope_lint.tf1.graph import Graph
from scope_lint.tf1.shapes import TensorShape
from scope_lint.tf1.tensor import Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _known(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    return not isinstance(value, (Unknown, SymStr))


def _settled(m: Machine, value: Value) -> Value:
    """Whether a value is one and the same in every case, and known."""
    value = m.resolve(value)
    return not isinstance(value, (Unknown, SymStr, Choice))


def _known_items(m: Machine, value: Value) -> Value:
    """The items that a list surely has, where it may have more; another value as it is."""
    value = m.resolve(value)
    return ListV(list(value.items)) if isinstance(value, ListV) and value.open and value.items else value


def _followed(m: Machine) -> Value:
    """Whether all that ran so far could be followed: what is not there then is surely not there."""
    return not m.incomplete


def _surely_created(m: Machine, value: Value) -> Value:
    """Whether a variable was made anew under a name that is fully known: not one that may be another."""
    value = m.resolve(value)
    made = value.created if isinstance(value, Variable) else None
    return made is not None and made.status == "created" and isinstance(made.name, str)


def static_shape(m: Machine, value: Value) -> Value:
    """The static shape of a tensor-like value as a list of int and None, or None."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, partial(static_shape, m))
    if isinstance(value, Instance) and value.cls.find("__tf_value__") is not MISSING:
        value = to_twin(m, value)
    if isinstance(value, (Tensor, TensorShape)):
        raw = (value.public_shape if isinstance(value, Tensor) else value).raw  # an Unknown dimension is one that we do not know
        return ListV(list(raw)) if isinstance(raw, tuple) else None
    if isinstance(value, (ListV, tuple)):
        items = list(value) if isinstance(value, tuple) else value.items
        inner = [static_shape(m, x) for x in items]
        first = inner[0] if inner else None
        if isinstance(first, ListV):
            return ListV([len(items), *first.items])
        return ListV([len(items)]) if all(isinstance(m.resolve(x), (int, float, bool)) for x in items) else None
    if isinstance(value, (int, float, bool)):
        return ListV([])
    shape = getattr(value, "static_shape", None)
    return ListV(list(shape)) if shape is not None else None


def _static_dtype(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, partial(_static_dtype, m))
    if isinstance(value, Instance) and value.cls.find("__tf_value__") is not MISSING:
        value = to_twin(m, value)
    if isinstance(value, Tensor):
        return value.dtype
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int32"
    if isinstance(value, float):
        return "float32"
    if isinstance(value, (ListV, tuple)):
        items = value.items if isinstance(value, ListV) else value
        return _static_dtype(m, items[0]) if items else None
    dtype = getattr(value, "dtype_name", None)
    return dtype


def _conv_output_length(m: Machine, length: Value, kernel: Value, stride: Value, padding: Value, dilation: Value = 1) -> Value:
    length, kernel, stride, padding, dilation = (m.resolve(x) for x in (length, kernel, stride, padding, dilation))
    if not all(isinstance(x, int) for x in (length, kernel, stride, dilation)) or not isinstance(padding, str):
        return None
    if padding.upper() == "SAME":
        return -(-length // stride)
    return -(-(length - (kernel - 1) * dilation) // stride)


def _tensor(
    m: Machine, shape: Value = None, dtype: Value = None, name: Value = None, op_type: Value = "Op", inputs: Value = None
) -> Value:  # fmt: skip
    dims: Any = to_twin(m, shape)
    raw = TensorShape(dims) if dims is not None and not isinstance(dims, TensorShape) else dims
    kind = as_dtype(to_twin(m, dtype)) if dtype is not None and not isinstance(dtype, Unknown) else None
    made = call_twin(m, "tensor", m.tf.op, [op_type], {"name": name if name is not None else op_type})
    if isinstance(made, Tensor):
        made.dtype = getattr(kind, "name", None)
        made.op.inputs = tuple(_at_hand(m) if inputs is None else to_twin(m, inputs))
        if isinstance(raw, TensorShape):
            made.shape = raw.static
            made.complete = _known_to_tensorflow(raw)
            if None in (made.shape or ()) and not all(one.complete for one in made.op.inputs if isinstance(one, Tensor)):
                made.complete = False  # what a stub cannot tell of the shape may just not be known here
            else:
                made.keep_public(raw)
    return made


def _known_to_tensorflow(shape: TensorShape) -> bool:
    """Whether the shape is the one that TensorFlow has; that it has none (``tf.TensorShape(None)``) is known, too."""
    raw = shape.raw
    return raw is None or (isinstance(raw, tuple) and not any(isinstance(d, Unknown) for d in raw))


def _another_output(m: Machine, first: Value, shape: Value = None, dtype: Value = None) -> Value:
    """One more output of the op that made a tensor."""
    first = m.resolve(first)
    if not isinstance(first, Tensor):
        return first
    dims: Any = to_twin(m, shape)
    raw = dims if isinstance(dims, TensorShape) or dims is None else TensorShape(dims)
    kind = as_dtype(to_twin(m, dtype)) if dtype is not None and not isinstance(dtype, Unknown) else None
    made = Tensor(first.op, len(first.op.outputs), getattr(kind, "name", None), None if raw is None else raw.static)
    made.complete = raw is not None and _known_to_tensorflow(raw)
    first.op.outputs.append(made)
    return made


_WITHOUT_TENSORS: Final = frozenset({type(None), bool, int, float, str, Unknown, Function, HostFunction, Class})


_LAYER: Final = "func_with_args"
"""What runs a layer of tf.contrib.layers, which is given what it depends on (a block of a network is one that calls others)."""


def _at_hand(m: Machine) -> list[Tensor]:
    """The tensors that TensorFlow's own running functions hold: what a tensor that one of them makes may depend on."""
    found: dict[int, Tensor] = {}
    since = len(m.obtained)
    for f in reversed(m.frames):
        if not f.hidden:
            break
        _collect(f.env.values(), 3, found)
        since = f.obtained_mark
        if f.function is not None and f.function.code.name == _LAYER:
            break
    _collect(m.obtained[since:], 0, found)
    return list(found.values())


def _collect(values: Iterable[Value], depth: int, found: dict[int, Tensor]) -> None:
    """Adds the tensors among some values, and in what they hold, so many levels down."""
    for value in values:
        if type(value) in _WITHOUT_TENSORS:
            continue
        if isinstance(value, Tensor):
            found[id(value)] = value
        elif not depth:
            continue
        elif isinstance(value, Choice):
            _collect((value.yes, value.no), depth - 1, found)
        elif isinstance(value, (list, tuple)):
            _collect(value, depth - 1, found)
        elif isinstance(value, ListV):
            _collect(value.items, depth - 1, found)
        elif isinstance(value, DictV):
            _collect(value.items.values(), depth - 1, found)
        elif isinstance(value, Instance):
            if depth > 1:
                _collect(value.attrs.values(), depth - 2, found)
            if value.payload is not MISSING:
                _collect((value.payload,), depth, found)


def _unknown(m: Machine, reason: Value = "", label: Value = "?") -> Value:
    return Unknown(str(label), str(reason))


def _unknown_code(m: Machine, name: Value) -> Value:
    """Code that is not known: it may make variables."""
    return Unknown(str(name), f"{name} is not modelled", opaque_code=True)


def _incomplete(m: Machine, reason: Value = "") -> Value:
    m.unfollowed(str(reason))
    return None


def _dtype(m: Machine, name: Value) -> Value:
    return DTYPES.get(name, Unknown("dtype", "a dtype")) if isinstance(name, str) else name


def _session_run(m: Machine) -> Value:
    m.session_runs += 1
    return None


def _only_path(target: Value) -> Value:
    """The path where there is one: a checkpoint that may not be there yet is there when it is restored."""
    if isinstance(target, Choice):
        yes, no = _only_path(target.yes), _only_path(target.no)
        return no if yes is None or yes is MISSING else yes
    return target


def _saver_event(m: Machine, action: Value, saver_id: Value, names: Value, complete: Value, target: Value) -> Value:
    """Notes that a Saver was made, saved or restored (events.SaverEvent)."""
    listed = to_twin(m, names)
    found = tuple(n for n in listed if isinstance(n, (str, SymStr))) if isinstance(listed, (list, tuple)) else ()
    where = _only_path(m.resolve(target))
    known = complete is True and isinstance(listed, (list, tuple)) and len(found) == len(listed)
    number = saver_id if isinstance(saver_id, int) else 0
    parts = where.parts if isinstance(where, SymStr) else (where,)
    shown = "".join(p if isinstance(p, str) else f"{{{p.label}#{p.serial}}}" for p in parts if isinstance(p, (str, Unknown))) or None
    m.record(SaverEvent(
        **m.place(), graph=m.tf.graph.number, action=action, saver=number, names=found, complete=known, target=shown,
    ))  # fmt: skip
    return None


def _take_over(m: Machine, graph: Value) -> Value:
    """Adds the ops of another graph to the default one, or notes that they are not known."""
    graph = m.resolve(graph)
    if isinstance(graph, Graph):
        m.tf.graph.take_over(graph)
    else:
        m.tf.graph.may_have_more()
    return None


def _fetched(m: Machine, graph: Value, name: Value, feed: Value = False) -> Value:
    """What a name among a session's fetches or feeds stands for; raises where there is surely no such thing."""
    graph = m.resolve(graph)
    return call_twin(m, "run", fetched, [graph, name], {"feed": feed}) if isinstance(graph, Graph) else None


def _default(p: Parameter) -> Value:
    return Unknown(p.name, f"the default of {p.name}") if p.constant is OPAQUE else p.constant


def _describe_parameters(m: Machine, fn: Value, with_self: Value = False) -> Value:
    """(name, kind, has a default, default) of each parameter that a caller can give; None where it is not known."""
    fn = m.resolve(fn)
    if isinstance(fn, Class):
        init = fn.find("__init__")
        known = m.tensorflow.newest.parameters(m.tensorflow.class_names.get(id(fn), "")) if init is MISSING else None
        if known is not None:
            return ListV([(p.name, "normal", not p.required, None if p.required else _default(p)) for p in known if p.kind == "plain"])
        return _describe_parameters(m, BoundMethod(init, None), with_self) if isinstance(init, Function) else ListV([]) if init is MISSING and fn.open is None else None
    if isinstance(fn, BoundMethod):
        whole = _describe_parameters(m, fn.func)
        return ListV(whole.items[0 if with_self is True else 1 :]) if isinstance(whole, ListV) else None
    if isinstance(fn, Partial):
        whole = _describe_parameters(m, fn.func)
        return ListV([p for p in whole.items[len(fn.args) :] if p[0] not in fn.kwargs]) if isinstance(whole, ListV) else None
    if isinstance(fn, Instance) and fn.cls.find("__call__") is not MISSING:
        return _describe_parameters(m, BoundMethod(fn.cls.find("__call__"), fn), with_self)
    if isinstance(fn, (Function, HostFunction)) and "__wrapped__" in fn.attrs:
        return _describe_parameters(m, fn.attrs["__wrapped__"])
    api = fn.api if isinstance(fn, HostFunction) else fn.attrs.get("__api__") if isinstance(fn, Function) else None
    if api is not None and api.endswith(".__init__"):
        of_class = m.tensorflow.newest.parameters(api.removesuffix(".__init__")) or []
        return ListV([("self", "normal", False, None), *((p.name, "normal", not p.required, None if p.required else _default(p)) for p in of_class)])
    if isinstance(fn, HostFunction) and fn.api is not None:
        found = m.tensorflow.api.parameters(fn.api)
        return None if found is None else ListV([(p.name, "normal", not p.required, None if p.required else _default(p)) for p in found])
    if not isinstance(fn, Function):
        return None
    return ListV([(p.name, p.kind, p.name in fn.defaults, fn.defaults.get(p.name)) for p in fn.code.params])


def _find_module(m: Machine, dotted: Value) -> Value:
    """A module of the analysed code, of TensorFlow or of the modelled library; None where there is none."""
    if not isinstance(dotted, str):
        return None
    found = import_module(m, dotted, Module("?"))
    return None if isinstance(found, Unknown) else found


def _trains(m: Machine, variables: Value) -> Value:
    """Notes that an optimizer changes variables."""
    listed = to_twin(m, variables)
    for variable in listed if isinstance(listed, (list, tuple)) else ():
        if isinstance(variable, Variable) and variable.created is not None:
            variable.created.trained = True
    return None


def _control_flow(m: Machine) -> Value:
    """What a branch or the body of a loop runs in."""
    return ControlFlow(m.tf, True)


def _function_graph(m: Machine) -> Value:
    """The graph that a function's ops are put in, which shares the default graph's variables."""
    return m.tf.function_graph()


INTRINSICS: Final = {
    "find_module": _find_module,
    "known": _known, "settled": _settled, "known_items": _known_items, "static_shape": static_shape, "static_dtype": _static_dtype, "conv_output_length": _conv_output_length,
    "tensor": _tensor, "another_output": _another_output, "unknown": _unknown, "unknown_code": _unknown_code, "incomplete": _incomplete, "dtype": _dtype, "session_run": _session_run, "saver_event": _saver_event,
    "control_flow": _control_flow, "function_graph": _function_graph, "trains": _trains, "take_over": _take_over, "fetched": _fetched, "describe_parameters": _describe_parameters, "surely_created": _surely_created, "followed": _followed,
}  # fmt: skip


def intrinsic_module(m: Machine) -> Module:
    """``_scope_lint`` as stubs import it."""
    module = Module("_scope_lint")
    module.env["version"] = m.version
    for name, impl in INTRINSICS.items():
        module.env[name] = HostFunction(name, _adapted(impl))
    return module


def _adapted(impl: Any) -> Any:
    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        m.asked += 1
        return impl(m, *args, **kwargs)

    return run
