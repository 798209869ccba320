"""The table of op functions: canonical public name → function of the runtime and TensorFlow's own arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.api import Parameter
from scope_lint.tf1.ops.make import make
from scope_lint.tf1.ops.signature import Signature, signature
from scope_lint.tf1.tensor import Tensor
from scope_lint.tf1.upstream import LEAVES

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

Implementation = Callable[..., Any]


class OpFunction:
    """One public function: takes arguments as the given TensorFlow version declares them, hands them on by keyword.

    The implementation gets those that it has parameters for; the rest (seeds, devices, flags) do not matter. It is a function of
    a module (or a partial of one), or one that takes all there are: compiled code cannot be asked for a nested function's parameters.
    """

    __slots__ = ("name", "_implementation", "_accepts", "_signature")

    def __init__(self, name: str, implementation: Implementation) -> None:
        self.name = name
        self._implementation = implementation
        self._accepts: frozenset[str] | None = None
        self._signature: Signature | None = None

    def __call__(self, rt: Runtime, /, *args: Any, **kwargs: Any) -> Any:
        bound = (signature(self.name, rt.version[:2]) or self._own()).bind(args, kwargs)
        if self._accepts is None:
            parameters = self._parameters()
            takes_all = any(p.kind == p.VAR_KEYWORD for p in parameters)
            self._accepts = frozenset() if takes_all else frozenset(p.name for p in parameters)
        if self._accepts:
            bound = {k: v for k, v in bound.items() if k in self._accepts}
        result = self._implementation(rt, **bound)
        for tensor in result if isinstance(result, (list, tuple)) else (result,):
            if isinstance(tensor, Tensor) and not tensor.op.inputs and tensor.op.type not in LEAVES:
                given = [x for value in bound.values() for x in _tensors(value)]
                if not any(isinstance(x, Tensor) and x.op is tensor.op for x in given):  # a function may give back what it was given
                    tensor.op.inputs = tuple(given)
        return result

    def _own(self) -> Signature:
        """Of one that TensorFlow's API does not declare."""
        if self._signature is None:
            own = [Parameter(p.name, "plain", None if p.default is p.empty else repr(p.default)) for p in self._parameters()]
            self._signature = Signature(self.name, own)
        return self._signature

    def _parameters(self) -> list[inspect.Parameter]:
        """Without the runtime. None are told of a nested function that is compiled: it takes all there are."""
        try:
            return list(inspect.signature(self._implementation).parameters.values())[1:]
        except ValueError:
            return []


def _tensors(value: Any) -> list[Any]:
    """The tensors in an argument, and what may be one: an op of a function that does not say more may depend on all of them."""
    if isinstance(value, (list, tuple)):
        return [x for one in value for x in _tensors(one)]
    return [value] if isinstance(value, (Tensor, Unknown)) else []


class OpTable:
    """Functions by canonical name: the hand-written ones, and on demand those that ``fallback`` makes."""

    def __init__(self) -> None:
        self._functions: dict[str, OpFunction] = {}
        self.fallback: Callable[[str], OpFunction | None] = self._functions.get

    def __setitem__(self, name: str, function: OpFunction) -> None:
        self._functions[name] = function

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __getitem__(self, name: str) -> OpFunction:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> OpFunction | None:
        """The function; None where there is none of that name."""
        found = self._functions.get(name)
        if found is None and (found := self.fallback(name)) is not None:
            self._functions[name] = found
        return found


OPS: Final = OpTable()
"""Functions of the public API that make ops, by canonical name."""

BINARY: Final[dict[str, Callable[[Any, Any, Any], Any]]] = {}
"""Operators of two tensors (or a tensor and a Python value): symbol → function of runtime, left, right."""

UNARY: Final[dict[str, Callable[[Any, Any], Any]]] = {}
"""Operators of one tensor: ``-``, ``~``, ``abs``."""


def op(*names: str) -> Callable[[Implementation], Implementation]:
    """Registers an implementation, whose keywords are TensorFlow's parameter names, under public names."""

    def register(function: Implementation) -> Implementation:
        for name in names:
            OPS[name] = OpFunction(name, function)
        return function

    return register


def direct(name: str, type: str, **renames: str) -> None:
    """Registers a public function that makes one op of a type: parameter → the definition's name where they differ."""

    def function(rt: Runtime, /, **given: Any) -> Any:
        for public, own in renames.items():
            value = given.pop(public, None)
            if value is not None:
                given[own] = value
        return make(rt, type, given.pop("name", None), **given)

    OPS[name] = OpFunction(name, function)
