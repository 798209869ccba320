"""``tf.losses`` and gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.composite import certain, shape_of_value
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.reachability import reached
from scope_lint.tf1.ops.registry import op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

LOSSES: Final = "losses"
REGULARIZATION_LOSSES: Final = "regularization_losses"
NONE, SUM = "none", "weighted_sum"


def _loss(name: str, scope: str, source: str, unweighted: str = "each") -> None:
    """One loss function: ``source`` is the argument whose shape the losses have before they are weighted and summed up.

    ``unweighted``: what a loss is of: ``each`` element, each ``row`` (the last dimension is reduced).
    """

    def function(rt: Runtime, /, **given: Any) -> Any:
        reduction = given.get("reduction")
        with name_scope(rt, given.get("scope"), scope):
            shape = shape_of_value(given.get(source))
            if unweighted == "row" and isinstance(shape, tuple):
                shape = shape[:-1]
            if reduction == NONE:
                made = rt.op("Mul", None, shape=shape, dtype="float32", complete=certain(shape))
            elif reduction == SUM:
                made = rt.op("Sum", None, shape=(), dtype="float32", complete=True)
            else:
                made = rt.op("DivNoNan", "value", shape=(), dtype="float32", complete=True)
        collection = given.get("loss_collection", LOSSES)
        if collection is not None:
            rt.graph.add_to_collection(collection, made)
        return made

    op(name)(function)


for _package in ("losses", "contrib.losses"):
    _loss(f"{_package}.absolute_difference", "absolute_difference", "predictions")
    _loss(f"{_package}.hinge_loss", "hinge_loss", "logits")
    _loss(f"{_package}.log_loss", "log_loss", "predictions")
    _loss(f"{_package}.mean_squared_error", "mean_squared_error", "predictions")
    _loss(f"{_package}.sigmoid_cross_entropy", "sigmoid_cross_entropy_loss", "logits")
    _loss(f"{_package}.softmax_cross_entropy", "softmax_cross_entropy_loss", "logits", "row")
    _loss(f"{_package}.sparse_softmax_cross_entropy", "sparse_softmax_cross_entropy_loss", "logits", "row")
    _loss(f"{_package}.compute_weighted_loss", "weighted_loss", "losses")
    _loss(f"{_package}.cosine_distance", "cosine_distance_loss", "predictions", "row")
_loss("losses.huber_loss", "huber_loss", "predictions")


@op("losses.mean_pairwise_squared_error")
def mean_pairwise_squared_error(rt: Runtime, labels: Any, predictions: Any, scope: Any = None, loss_collection: Any = LOSSES) -> Any:
    """``tf.losses.mean_pairwise_squared_error``."""
    with name_scope(rt, scope, "mean_pairwise_squared_error"):
        for _ in range(2):
            rt.op("DivNoNan", "value")
        made = rt.op("Select", "value", shape=(), dtype="float32", complete=True)
    if loss_collection is not None:
        rt.graph.add_to_collection(loss_collection, made)
    return made


@op("losses.add_loss", "contrib.losses.add_loss")
def add_loss(rt: Runtime, loss: Any, loss_collection: Any = LOSSES) -> None:
    """``tf.losses.add_loss``."""
    if loss_collection is not None:
        rt.graph.add_to_collection(loss_collection, loss)


@op("losses.get_losses", "contrib.losses.get_losses")
def get_losses(rt: Runtime, scope: Any = None, loss_collection: Any = LOSSES) -> Any:
    """``tf.losses.get_losses``."""
    return rt.graph.get_collection(loss_collection, scope)


@op("losses.get_regularization_losses", "contrib.losses.get_regularization_losses")
def get_regularization_losses(rt: Runtime, scope: Any = None) -> Any:
    """``tf.losses.get_regularization_losses``."""
    return rt.graph.get_collection(REGULARIZATION_LOSSES, scope)


@op("losses.get_regularization_loss")
def get_regularization_loss(rt: Runtime, scope: Any = None, name: Any = "total_regularization_loss") -> Any:
    """``tf.losses.get_regularization_loss``: a Const where there is none."""
    losses = get_regularization_losses(rt, scope)
    if isinstance(losses, list) and not losses:
        return to_tensor(rt, 0.0)
    return make(rt, "AddN", name, inputs=losses, T="float32")


@op("losses.get_total_loss", "contrib.losses.get_total_loss")
def get_total_loss(rt: Runtime, add_regularization_losses: Any = True, name: Any = "total_loss", scope: Any = None) -> Any:
    """``tf.losses.get_total_loss``."""
    losses = get_losses(rt, scope)
    more = get_regularization_losses(rt, scope) if add_regularization_losses is not False else []
    both = [*losses, *more] if isinstance(losses, list) and isinstance(more, list) else Unknown("losses")
    return make(rt, "AddN", name, inputs=both, T="float32")


@op("gradients")
def gradients(rt: Runtime, ys: Any, xs: Any, grad_ys: Any = None, name: Any = "gradients") -> Any:
    """``tf.gradients``: a list like ``xs``, None for what ``ys`` does not depend on; which op makes each gradient is not known."""
    targets = list(xs) if isinstance(xs, (list, tuple)) else xs if isinstance(xs, Unknown) else [xs]
    with name_scope(rt, name, "gradients"):
        if isinstance(targets, Unknown):
            return Unknown("gradients", "gradients of what is not known")
        behind = reached(ys)
        return [
            None if behind is not None and isinstance(x, Tensor) and id(x.op) not in behind else _gradient(rt, x, i)
            for i, x in enumerate(targets)
        ]


def _gradient(rt: Runtime, x: Any, index: int) -> Any:
    if not isinstance(x, Tensor):
        return Unknown("gradient", "gradient of what is not known")
    shape = shape_of(x)
    name = join(Unknown(f"gradient_{index}", "which op makes a gradient"))
    return rt.op("AddN", name, shape=shape, dtype=x.dtype, complete=certain(shape))


@op("hessians")
def hessians(rt: Runtime, ys: Any, xs: Any, name: Any = "hessians") -> Any:
    """``tf.hessians``."""
    targets = list(xs) if isinstance(xs, (list, tuple)) else [xs]
    made = gradients(rt, ys, targets)
    return [_hessian(rt, x) for x in targets] if isinstance(made, list) else made


def _hessian(rt: Runtime, x: Any) -> Any:
    shape = shape_of(x)
    doubled = shape + shape if isinstance(shape, tuple) else sh.not_known(shape)
    rt.op("Reshape", None)
    rt.op("Size", None)
    return rt.op("Reshape", None, shape=doubled, dtype=x.dtype if isinstance(x, Tensor) else None, complete=certain(doubled))
