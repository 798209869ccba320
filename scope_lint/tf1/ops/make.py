"""Makes one op of a recorded definition: converts its inputs, finds its types, static shapes and, where known, its value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.names import exact
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import definitions, values
from scope_lint.tf1.ops.convert import is_python_value, name_scope, python_dtype, to_tensor
from scope_lint.tf1.ops.shapes import Mismatch, Shape, describe, unknown_shape
from scope_lint.tf1.tensor import Tensor, Variable

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


class Call:
    """An op that is being made, as shape and value functions see it."""

    def __init__(self, type: str, inputs: dict[str, Any], attributes: dict[str, Any], version: tuple[int, ...]) -> None:
        self.type = type
        self.version = version
        self.inputs = inputs
        self.attributes = attributes

    def shape(self, name: str) -> Shape:
        """The shape of one input."""
        return shape_of(self.inputs[name])

    def shapes(self, name: str) -> list[Shape]:
        """The shapes of a list of inputs."""
        found = self.inputs[name]
        return [shape_of(t) for t in found] if isinstance(found, list) else [unknown_shape()]

    def vector(self, name: str) -> Any:
        """The elements of an input, as far as known."""
        return values.vector(self.inputs[name])

    def scalar(self, name: str) -> Any:
        """The value of a scalar input, None or Unknown."""
        return values.scalar(self.inputs[name])

    def axes(self, name: str) -> Any:
        """One axis or several, as a tuple; None or Unknown."""
        found = values.whole(values.value_of(self.inputs[name]))
        return (found,) if isinstance(found, int) else found

    def attribute(self, name: str) -> Any:
        """An attribute."""
        return self.attributes.get(name)

    def all_inputs(self) -> list[Any]:
        """The input tensors in order."""
        return [t for v in self.inputs.values() for t in (v if isinstance(v, list) else [v])]


class Argument:
    """An input or output of a definition, made ready for many calls; ``attribute``: the one that holds its type."""

    __slots__ = ("name", "type", "count", "attribute")

    def __init__(self, recorded: definitions.Argument) -> None:
        self.name = recorded.name
        self.type = recorded.type
        self.count = recorded.count
        self.attribute = recorded.type[1:] if recorded.type.startswith("=") else None


class Definition:
    """The definition of an op type, made ready for many calls. ``attributes``: name → (kind, default)."""

    __slots__ = ("inputs", "outputs", "attributes")

    def __init__(self, recorded: definitions.Definition) -> None:
        self.inputs = [Argument(a) for a in recorded.inputs]
        self.outputs = [Argument(a) for a in recorded.outputs]
        self.attributes: dict[str, Any] = dict(recorded.attributes)


@functools.cache
def definition_of(op_type: str) -> Definition:
    """The definition of an op type; KeyError where there is none."""
    return Definition(definitions.definitions()[op_type])


Infer = Callable[[Call], Any]
SHAPES: Final[dict[str, Infer]] = {}
"""op type → its output's shape, or a list of the outputs' shapes."""
VALUES: Final[dict[str, Infer]] = {}
"""op type → its output's value, where the inputs' are known."""


def shapes(*types: str) -> Callable[[Infer], Infer]:
    """Registers a shape function."""

    def register(function: Infer) -> Infer:
        for type in types:
            SHAPES[type] = function
        return function

    return register


def value(*types: str) -> Callable[[Infer], Infer]:
    """Registers a value function."""

    def register(function: Infer) -> Infer:
        for type in types:
            VALUES[type] = function
        return function

    return register


def shape_of(tensor: Any) -> Shape:
    """The static shape of a tensor, with what is not known to TensorFlow apart from what the analysis does not know."""
    if isinstance(tensor, Tensor):
        found: Shape = tensor.public_shape.raw
        return found
    return unknown_shape()


def make(rt: Runtime, op_type: str, op_name: Any = None, /, **given: Any) -> Any:
    """Adds an op. Keywords are inputs and attributes by the names of its definition (``type`` may be one).

    Returns its tensor, a list where it has several (or a list of) outputs, the Operation where it has none.
    """
    definition = definition_of(op_type)
    types = _types(definition, given)
    arguments = {a.name: given.get(a.name) for a in definition.inputs}
    if any(_converted(v) for v in arguments.values()):
        with name_scope(rt, op_name, op_type) as scope:
            inputs = {a.name: _convert(rt, a, arguments[a.name], types) for a in definition.inputs}
        op_name = scope or op_name
    else:
        inputs = {a.name: _convert(rt, a, arguments[a.name], types) for a in definition.inputs}
    attributes: dict[str, Any] = {k: given[k] if given.get(k) is not None else d for k, (_, d) in definition.attributes.items()}
    attributes |= types
    call = Call(op_type, inputs, attributes, rt.version)
    count, listed = _output_count(definition, attributes, inputs)
    try:
        found = _shapes_of(call, count)
    except Mismatch as e:
        made = rt.op(op_type, op_name, outputs=0)
        raise _refusal(str(e), made, call) from None
    dtypes = _output_types(definition, attributes, types, count)
    result = _add(rt, op_type, op_name, call, found, dtypes, count)
    if listed and isinstance(result, Tensor):
        return [result]
    return result


def _add(rt: Runtime, type: str, name: Any, call: Call, found: list[Shape], dtypes: list[str | None], count: int) -> Any:
    known = [_no_unknown(s) for s in found]
    result = rt.op(
        type, name, inputs=tuple(call.all_inputs()), outputs=count, complete=bool(known) and all(known),
        shape=found[0] if count == 1 else found, dtype=dtypes[0] if count == 1 else dtypes,
    )  # fmt: skip
    if count == 0:
        return result
    tensors: list[Tensor] = result if isinstance(result, list) else [result]
    for tensor, shape in zip(tensors, found, strict=True):
        if not all(known):
            _keep_unknown(tensor, shape)
    if count == 1:
        values.set_value(tensors[0], _value(call))
    elif type in VALUES:
        each = VALUES[type](call)
        for tensor, one in zip(tensors, each if isinstance(each, list) else [each] * count, strict=False):
            values.set_value(tensor, one)
    return result


def _keep_unknown(tensor: Tensor, shape: Shape) -> None:
    """Tells a tensor which of its dimensions TensorFlow knows not to know."""
    if _no_unknown(shape):
        tensor.complete = True
    elif isinstance(shape, tuple):
        tensor.set_shape(shape)


def _no_unknown(shape: Shape) -> bool:
    if isinstance(shape, tuple):
        return not any(isinstance(d, Unknown) for d in shape)
    return shape is None


def _converted(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return True
    return is_python_value(value) or (isinstance(value, Variable) and value.is_resource)


def _types(definition: Definition, given: dict[str, Any]) -> dict[str, Any]:
    """Type attributes: as given, else from the tensors among the inputs, else from Python values, else the default."""
    found: dict[str, Any] = {}
    for name, (kind, _) in definition.attributes.items():
        if kind == "type":
            explicit = given.get(name)
            found[name] = dtype_name(explicit) if explicit is not None else None
            if found[name] is None and isinstance(explicit, Unknown):
                found[name] = explicit
        elif kind == "list(type)" and given.get(name) is not None:
            listed = given[name]
            found[name] = [dtype_name(t) for t in listed] if isinstance(listed, (list, tuple)) else Unknown("types")
        elif kind == "list(type)":
            given_list = first_of([given.get(a.name) for a in definition.inputs if a.count == name])
            if isinstance(given_list, (list, tuple)):
                found[name] = [python_dtype(v) for v in given_list]
    for tensors_only in (True, False):
        for argument in definition.inputs:
            attribute = argument.attribute
            if attribute is not None and found.get(attribute) is None:
                if not tensors_only and any(without_type(given.get(a.name)) for a in definition.inputs if a.attribute == attribute):
                    continue
                found[attribute] = _type_of(given.get(argument.name), tensors_only, definition.attributes[attribute][1])
    for name, (kind, default) in definition.attributes.items():
        if kind == "type" and found.get(name) is None and not any(a.attribute == name for a in definition.inputs):
            found[name] = default
    return {k: None if isinstance(v, Unknown) else v for k, v in found.items()}


def without_type(value: Any) -> bool:
    """A tensor whose type is not known, or what may be one: it decides over the type of the Python values beside it."""
    if isinstance(value, (list, tuple)):
        return any(without_type(item) for item in value)
    return isinstance(value, Unknown) or (isinstance(value, Tensor) and value.dtype is None)


def _type_of(value: Any, tensors_only: bool, default: Any) -> Any:
    items = value if isinstance(value, (list, tuple)) else [value]
    for item in items:
        if isinstance(item, Tensor) and item.dtype is not None:
            return item.dtype
    if tensors_only:
        return None
    if is_python_value(value) and not any(isinstance(i, Unknown) for i in items):
        natural = python_dtype(value)
        return default if default is not None and natural in ("int32", "float32") and natural[:3] == str(default)[:3] else natural
    return default


def _convert(rt: Runtime, argument: Argument, value: Any, types: dict[str, Any]) -> Any:
    dtype = types.get(argument.attribute) if argument.attribute else argument.type
    if argument.count:
        if not isinstance(value, (list, tuple)):
            return value if isinstance(value, Unknown) else Unknown("list", "tensors not known")
        each = types.get(argument.count)
        return [
            to_tensor(rt, v, f"{argument.name}_{i}", each[i] if isinstance(each, list) and i < len(each) else dtype or None)
            for i, v in enumerate(value)
        ]
    return to_tensor(rt, value, argument.name, dtype or None)


def _output_count(definition: Definition, attributes: dict[str, Any], inputs: dict[str, Any]) -> tuple[int, bool]:
    """How many outputs there are (-1 is never returned: an unknown number counts as one), and whether they form a list."""
    if not any(o.count for o in definition.outputs):
        return len(definition.outputs), False
    total = 0
    for output in definition.outputs:
        if not output.count:
            total += 1
            continue
        found = attributes.get(output.count)
        if found is None:
            listed = first_of([inputs[a.name] for a in definition.inputs if a.count == output.count])
            found = len(listed) if isinstance(listed, list) else 1
        total += found if isinstance(found, int) else len(found) if isinstance(found, list) else 1
    return total, True


def _output_types(definition: Definition, attributes: dict[str, Any], types: dict[str, Any], count: int) -> list[str | None]:
    found: list[str | None] = []
    for output in definition.outputs:
        one = types.get(output.attribute) if output.attribute else output.type or None
        if not output.count:
            found.append(one)
            continue
        listed = types.get(output.count)
        rest = count - len(found)
        found += listed[:rest] if isinstance(listed, list) else [one] * (rest if output is definition.outputs[-1] else 1)
    return (found + [None] * count)[:count]


def _shapes_of(call: Call, count: int) -> list[Shape]:
    function = SHAPES.get(call.type)
    if function is None:
        return [unknown_shape() for _ in range(count)]
    found = function(call)
    listed = list(found) if isinstance(found, list) else [found] * count
    return (listed + [unknown_shape() for _ in range(count)])[:count]


FOLDING_SINCE: Final = (1, 10)
"""From about here on (1.8: no, 1.12: yes) shape inference runs in C++ and computes any op whose inputs are constants."""

_ALWAYS_FOLDED: Final = frozenset({"Cast", "Concat", "ConcatV2", "Fill", "Pack", "Range", "Rank", "Shape", "ShapeN", "Size"})


def _value(call: Call) -> Any:
    function = VALUES.get(call.type)
    if call.version < FOLDING_SINCE and call.type not in _ALWAYS_FOLDED:
        found = function(call) if call.type == "StridedSlice" and function is not None else None
        return values.Partial(found) if isinstance(found, tuple) else None
    if function is not None:
        return function(call)
    known = [values.whole(values.value_of(t)) for t in call.all_inputs()]
    if any(v is None for v in known) or not known:
        return None
    return Unknown("value", f"value of a {call.type}")


def _refusal(text: str, operation: Any, call: Call) -> TFError:
    shown = ", ".join(describe(shape_of(t)) for t in call.all_inputs())
    name = operation.name if exact(operation.name) else str(operation.name)
    return TFError("ValueError", f"{text} for '{name}' (op: '{call.type}') with input shapes: {shown}.", "other", "op-shape")


def integers(value: Any) -> Sequence[Any] | None | Unknown:
    """A list attribute of ints (strides, ksize); Unknown entries stay."""
    return list(value) if isinstance(value, (list, tuple)) else value if isinstance(value, Unknown) else None
