"""``numpy.random``: shapes and dtypes; the numbers are not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.stdlib.numpy.array import (
    ArrayV,
    NotModelled,
    as_array,
    broadcast,
    dimension,
    result,
    shape_argument,
)
from scope_lint.interpreter.stdlib.numpy.dtypes import dtype_argument
from scope_lint.interpreter.stdlib.numpy.functions import modelled
from scope_lint.interpreter.values import Class, Env, HostFunction, Instance, ListV, Module, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

MEMBERS: Final[dict[str, Callable[..., Value]]] = {}
"""Functions of ``numpy.random``, which its generators have as methods too."""


def _member(*names: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    def register(impl: Callable[..., Value]) -> Callable[..., Value]:
        MEMBERS.update(dict.fromkeys(names, impl))
        return impl

    return register


def _drawn(m: Machine, shape: Any, dtype: str | None) -> Value:
    return result(shape, dtype) if shape else Unknown("random", "a random number")


@_member("rand", "randn")
def _rand(m: Machine, *dims: Value) -> Value:
    return _drawn(m, tuple(dimension(d) for d in dims), "float64")


@_member("random", "random_sample", "ranf", "sample", "standard_normal", "standard_exponential", "standard_cauchy")
def _sample(m: Machine, size: Value = None, *more: Value, **options: Value) -> Value:
    return _drawn(m, () if size is None else shape_argument(m, size), "float64")


def _distribution(parameters: int, dtype: str) -> Callable[..., Value]:
    """A distribution whose result has the size asked for, else the shape of its parameters."""

    def run(m: Machine, *args: Value, size: Value = None, **named: Value) -> Value:
        if len(args) > parameters:
            size = args[parameters]
        if size is not None:
            return _drawn(m, shape_argument(m, size), dtype)
        given = [a for a in (*args[:parameters], *named.values()) if not isinstance(a, Unknown)]
        return _drawn(m, broadcast(*((), *(as_array(m, a).shape for a in given))), dtype)

    return run


for _names, _count, _dtype in (
    (("uniform", "normal", "laplace", "logistic", "gumbel", "lognormal", "gamma", "beta", "vonmises", "wald", "f"), 2, "float64"),
    (("exponential", "rayleigh", "chisquare", "weibull", "pareto", "power", "standard_gamma", "standard_t"), 1, "float64"),
    (("poisson", "geometric", "zipf", "logseries"), 1, "int64"), (("binomial", "negative_binomial"), 2, "int64"), (("triangular",), 3, "float64"),
):  # fmt: skip
    _member(*_names)(_distribution(_count, _dtype))


@_member("randint", "random_integers", "integers")
def _randint(m: Machine, low: Value, high: Value = None, size: Value = None, dtype: Value = None, *more: Value) -> Value:
    return _drawn(m, () if size is None else shape_argument(m, size), dtype_argument(m, dtype, "int64"))


@_member("choice")
def _choice(m: Machine, a: Value, size: Value = None, replace: Value = True, p: Value = None, *more: Value, **options: Value) -> Value:
    if isinstance(a, int):
        return _drawn(m, () if size is None else shape_argument(m, size), "int64")
    source = as_array(m, a)
    if size is None:
        raise NotModelled
    return _drawn(m, (*shape_argument(m, size), *source.shape[1:]), source.dtype)


@_member("permutation")
def _permutation(m: Machine, x: Value) -> Value:
    if isinstance(x, int):
        return ArrayV((int(x),), "int64")
    source = as_array(m, x)
    return ArrayV(source.shape, source.dtype)


@_member("shuffle")
def _shuffle(m: Machine, x: Value) -> Value:
    if isinstance(x, ArrayV):
        x.write(m, None)
    elif isinstance(x, ListV):
        m.journal.set(x, "items", [Unknown("item", "an item of a shuffled list") for _ in x.items])
    return None


@_member("multinomial")
def _multinomial(m: Machine, n: Value, pvals: Value, size: Value = None) -> Value:
    return _drawn(m, (*(() if size is None else shape_argument(m, size)), as_array(m, pvals).shape[-1]), "int64")


@_member("dirichlet")
def _dirichlet(m: Machine, alpha: Value, size: Value = None) -> Value:
    return _drawn(m, (*(() if size is None else shape_argument(m, size)), as_array(m, alpha).shape[-1]), "float64")


@_member("multivariate_normal")
def _multivariate_normal(m: Machine, mean: Value, cov: Value, size: Value = None, *more: Value, **options: Value) -> Value:
    return _drawn(m, (*(() if size is None else shape_argument(m, size)), as_array(m, mean).shape[-1]), "float64")


@_member("seed", "set_state", "jumped")
def _seed(m: Machine, *args: Value, **options: Value) -> Value:
    return None


@_member("get_state")
def _get_state(m: Machine, *args: Value, **options: Value) -> Value:
    return Unknown("state", "the state of a random generator")


def _method(name: str, impl: Callable[..., Value]) -> HostFunction:
    return modelled(name, lambda m, self, *args, **kwargs: impl(m, *args, **kwargs))


RANDOM_STATE: Final = Class(
    "RandomState", (v.OBJECT,), {name: _method(name, impl) for name, impl in MEMBERS.items()}, module="numpy.random",
    construct=lambda m, cls, args, kwargs: Instance(cls),
)  # fmt: skip


def random_members() -> Env:
    """The members of the module."""
    members: Env = {name: modelled(name, impl) for name, impl in MEMBERS.items()}
    return {**members, "RandomState": RANDOM_STATE, "Generator": RANDOM_STATE, "default_rng": modelled("default_rng", lambda m, *seed: Instance(RANDOM_STATE))}


def random_module() -> Module:
    """``numpy.random``."""
    module = Module("numpy.random", package="numpy")
    module.env.update(random_members())
    module.lookup = lambda name: Unknown(f"numpy.random.{name}", f"numpy.random.{name} is not modelled")
    return module
