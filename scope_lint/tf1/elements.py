"""Looking up ops and tensors of a graph by name, and whether a name is surely not there."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.names import may_equal
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.default_names import given_by_default
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.tensor import Operation, Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.graph import Graph

_NUMBER: Final = re.compile(r"_\d+(?=/|$)")
"""What makes a scope or op name unique."""

_RESULTS: Final = frozenset({"Softmax", "Relu", "Relu6", "Elu", "Selu", "Sigmoid", "Tanh", "Softplus", "BiasAdd"})
"""Ops that layers end in: where one of them is modelled, all are."""

LAYER: Final = "layer"
"""Who opened a name scope: ``Graph.scope_owners``."""
_LAYERS: Final = ("tensorflow.layers", "tensorflow.contrib.layers", "tensorflow.contrib.slim", "tensorflow.keras.layers")

_PARTS: Final = frozenset({"dilation_rate", "depthwise", "activation", "kernel", "weights", "bias", "biases", "batchnorm", "moments"})
"""Other names that layers give to what they make."""

_FORM: Final = 'Tensor names must be of the form "<op_name>:<output_index>".'


def element(graph: Graph, obj: Any, allow_tensor: bool = True, allow_operation: bool = True) -> Any:
    """``graph.as_graph_element``; an op that is not in the model but may be in the graph is not known."""
    if isinstance(obj, (Tensor, Operation)):
        return obj
    if not isinstance(obj, str):
        return Unknown("tensor", "name of a tensor not known")
    op_name, _, index = obj.partition(":")
    op = graph.operation(op_name)
    if not index and not allow_operation:
        if op is not None:
            raise _wrong(f"The name '{obj}' refers to an Operation, not a Tensor. {_FORM}", obj, f"{obj}:0")
        raise _wrong(f"The name '{obj}' looks like an (invalid) Operation name, not a Tensor. {_FORM}", obj, f"{obj}:0")
    if index and not allow_tensor:
        raise _wrong(f"Name '{obj}' appears to refer to a Tensor, not a Operation.", obj, op_name)
    if index and not index.isdigit():
        raise _wrong(f"The name '{obj}' looks a like a Tensor name, but is not a valid one. {_FORM}", obj, f"{op_name}:0")
    if op is None:
        if absent(graph, op_name):
            what = f"refers to a Tensor which does not exist. The operation, '{op_name}', does not exist in the graph." if index else (
                "refers to an Operation not in the graph."
            )  # fmt: skip
            error = TFError("KeyError", f"\"The name '{obj}' {what}\"", cause="no-such-tensor", variable=obj)
            meant = nearest(graph, op_name)
            error.meant = None if meant is None else f"{meant}:0" if index else meant
            raise error
        return Unknown(op_name.rsplit("/", 1)[-1] or "tensor", f"op {op_name} is not in the model")
    if not index:
        return op
    return op.outputs[int(index)] if int(index) < len(op.outputs) else Unknown("tensor", f"output {obj} is not in the model")


def _wrong(message: str, name: str, meant: str) -> TFError:
    error = TFError("ValueError", message, cause="tensor-name", variable=name)
    error.meant = meant
    return error


def nearest(graph: Graph, name: str) -> str | None:
    """The op that was probably meant by a name that no op has: numbered otherwise, in a scope of that name, or a similar word."""
    names = [other for other in graph.operations if isinstance(other, str)]
    last = name.rpartition("/")[2]
    outer = name.rpartition("/")[0]
    inside = outer if graph.scope_owners.get(outer) is LAYER else name
    results = [n for n in names if n.rpartition("/")[0] == inside and n.rpartition("/")[2] in _RESULTS]
    candidates = (
        [n for n in names if _NUMBER.sub("", n) == _NUMBER.sub("", name)], results[-1:], [n for n in names if n.rpartition("/")[2] == last],
        difflib.get_close_matches(name, names, 1),
    )  # fmt: skip
    return next((found[0] for found in candidates if len(found) == 1), None)


def fetched(graph: Graph, name: Any, feed: bool) -> Any:
    """What a name stands for among the fetches of ``session.run``, or as a key of its ``feed_dict``."""
    if isinstance(name, (Tensor, Operation)):
        if name.graph is graph:
            return name
        what = f'Tensor Tensor("{name.name}") is not an element of this graph.'
        raise TFError(
            "TypeError" if feed else "ValueError", f"Cannot interpret feed_dict key as Tensor: {what}" if feed else
            f"Fetch argument <tf.Tensor '{name.name}'> cannot be interpreted as a Tensor. ({what})", cause="other-graph", variable=name.name,
        )  # fmt: skip
    try:
        return element(graph, name, allow_operation=not feed)
    except TFError as e:
        words = f"Cannot interpret feed_dict key as Tensor: {e.message.strip(chr(34))}" if feed else (
            f"Fetch argument '{name}' cannot be interpreted as a Tensor. ({e.message})"
        )  # fmt: skip
        error = TFError("TypeError" if feed else "ValueError", words, cause=e.cause, variable=e.variable)
        error.meant = e.meant
        raise error from None


def owner(graph: Graph, scope: Any, inner: bool) -> Any:
    """Who opens a name scope: the program (True), a layer, or another function of TensorFlow (False); False where several did."""
    host = graph.runtime.host
    now = False if inner else host.by_user() or (LAYER if host.module().startswith(_LAYERS) else False)
    return now if graph.scope_owners.get(scope, now) is now else False


def absent(graph: Graph, name: str) -> bool:
    """Whether the graph surely has no op of that name.

    All that ran must be known, and so must what lies in the scope that the op would be in: nobody made that scope, or the program
    did (all of whose ops are known), or a layer that ends in another op.
    """
    if graph.tainted or graph.now["more_ops"] or name in graph.operations or not graph.runtime.host.complete():
        return False
    if any(may_equal(name, other) for other in graph.operations if not isinstance(other, str)):
        return False
    if name in graph.scope_owners:
        return graph.scope_owners.get(name) is True or _layer(graph, name)
    if graph.in_use(name):
        return False
    scope, rest = _known_scope(graph, name)
    if scope is None:
        return not given_by_default(rest.partition("/")[0])
    if graph.operation(scope) is not None:
        return False
    first = rest.partition("/")[0]
    if rest in _RESULTS or graph.scope_owners.get(scope) is LAYER:
        return _layer(graph, scope) and (rest in _RESULTS or not (given_by_default(first) or first in _PARTS))
    return graph.scope_owners.get(scope) is True and not given_by_default(first)


def _layer(graph: Graph, scope: str) -> bool:
    """Whether a layer whose ops are known has that scope: it makes no other ops of these kinds."""
    return graph.scope_owners.get(scope) is LAYER and f"{scope}/BiasAdd" in graph.operations


def _known_scope(graph: Graph, name: str) -> tuple[str | None, str]:
    """The innermost scope around a name that anything is known of, and the rest of the name."""
    parts = name.split("/")
    for end in range(len(parts) - 1, 0, -1):
        scope = "/".join(parts[:end])
        if scope in graph.scope_owners or graph.in_use(scope):
            return scope, "/".join(parts[end:])
    return None, name
