"""The op table as a live ``tf`` module: expressions as users write them run under CPython on the twin."""

from __future__ import annotations

import functools
import itertools
from typing import Any

from scope_lint.symbolic.journal import Journal
from scope_lint.tf1.api import OPAQUE, ApiTable
from scope_lint.tf1.dtypes import DTYPES, DType
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.ops import BINARY, OPS, UNARY, getitem
from scope_lint.tf1.runtime import Runtime
from scope_lint.tf1.shapes import Dimension, TensorShape
from scope_lint.tf1.tensor import Operation, Tensor

CORE = ("get_variable", "Variable", "TensorShape", "zeros_initializer", "GraphKeys.LOSSES")


class QuietHost:
    """A host without conditions, which keeps nothing."""

    def __init__(self) -> None:
        self.journal = Journal()
        self._serial = itertools.count()

    def path(self) -> Any:
        return ()

    def place(self) -> dict[str, Any]:
        return {"seq": next(self._serial), "stack": (), "path": (), "via": ()}

    def lists_ops(self) -> bool:
        return True

    def by_user(self) -> bool:
        return True

    def frame(self) -> None:
        return None

    def record(self, event: Any) -> None:
        pass

    def obtained(self, variable: Any) -> None:
        """Nothing here needs to know."""

    def module(self) -> str:
        return ""

    def complete(self) -> bool:
        return True

    def given(self) -> None:
        """Nothing here asks where tensors come from."""

    def call(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return bare(function(*[wrap(function.rt, a) for a in args], **kwargs))


class Live:
    """A tensor (or another of the twin's objects) with Python's operators."""

    def __init__(self, rt: Runtime, twin: Any) -> None:
        self.rt = rt
        self.twin = twin

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self.twin.exposed:
            raise AttributeError(name)
        found = self.twin.attribute(name)
        return wrap(self.rt, found)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return wrap(self.rt, self.twin(*map(bare, args), **{k: bare(v) for k, v in kwargs.items()}))

    def __getitem__(self, index: Any) -> Any:
        if isinstance(self.twin, TensorShape):
            return wrap(self.rt, self.twin[index])
        return wrap(self.rt, getitem(self.rt, self.twin, bare(index)))

    def __iter__(self) -> Any:
        return iter([wrap(self.rt, d) for d in self.twin])

    def __invert__(self) -> Any:
        return wrap(self.rt, UNARY["~"](self.rt, self.twin))

    def __neg__(self) -> Any:
        return wrap(self.rt, UNARY["-"](self.rt, self.twin))

    def __abs__(self) -> Any:
        return wrap(self.rt, UNARY["abs"](self.rt, self.twin))


_METHODS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul", "&": "and", "|": "or",
    "^": "xor",
}  # fmt: skip
_COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def _operate(self: Live, symbol: str, a: Any, b: Any) -> Any:
    if isinstance(a, Dimension) or isinstance(b, Dimension):
        return wrap(self.rt, {"*": lambda: a * b, "//": lambda: a // b, "+": lambda: a + b, "-": lambda: a - b}[symbol]())
    return wrap(self.rt, BINARY[symbol](self.rt, a, b))


for _symbol, _word in {**_METHODS, **_COMPARISONS}.items():
    setattr(Live, f"__{_word}__", lambda self, other, symbol=_symbol: _operate(self, symbol, self.twin, bare(other)))
for _symbol, _word in _METHODS.items():
    setattr(Live, f"__r{_word}__", lambda self, other, symbol=_symbol: _operate(self, symbol, bare(other), self.twin))


class Namespace:
    """``tf`` and the modules in it."""

    def __init__(self, rt: Runtime, path: str) -> None:
        self.rt = rt
        self.path = path

    def __getattr__(self, name: str) -> Any:
        table = ApiTable.load(self.rt.version)
        canonical = table.canonical(f"{self.path}.{name}" if self.path else name)
        if canonical is None:
            raise AttributeError(name)
        if table.kind(canonical) == "module" or (table.kind(canonical) == "class" and OPS.get(canonical) is None and canonical not in CORE):
            return Namespace(self.rt, canonical)
        constant = table.constant(canonical)
        if constant is not OPAQUE:
            return DTYPES[constant[6:]] if isinstance(constant, str) and constant.startswith("dtype ") else constant
        found = OPS.get(canonical)
        if canonical in CORE or found is None:
            core = self.rt.functions[canonical]
            return lambda *a, **k: wrap(self.rt, core(*map(bare, a), **{n: bare(v) for n, v in k.items()}))
        return lambda *a, **k: wrap(self.rt, found(self.rt, *map(bare, a), **{n: bare(v) for n, v in k.items()}))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        core = self.rt.functions[self.path]
        return wrap(self.rt, core(*map(bare, args), **{n: bare(v) for n, v in kwargs.items()}))


def bare(value: Any) -> Any:
    """Arguments as the table takes them."""
    if isinstance(value, Live):
        return value.twin
    if isinstance(value, slice):
        return slice(bare(value.start), bare(value.stop), bare(value.step))
    if isinstance(value, (list, tuple)):
        return type(value)(bare(v) for v in value)
    return value


def wrap(rt: Runtime, value: Any) -> Any:
    """Results as the program sees them."""
    if isinstance(value, DType):
        return value
    if isinstance(value, Exposed):
        return Live(rt, value)
    if isinstance(value, (list, tuple)):
        return type(value)(wrap(rt, v) for v in value)
    if callable(value):
        return lambda *a, **k: wrap(rt, value(*map(bare, a), **{n: bare(v) for n, v in k.items()}))
    return value


def results(value: Any) -> list[list[Any]]:
    """The tensors and operations of a result, as tools/record_ops.py writes them."""
    value = bare(value)
    if isinstance(value, Tensor):
        shape = value.public_shape.static
        kind = "variable" if type(value).__name__ == "Variable" else "tensor"
        return [[kind, str(value.name), None if shape is None else list(shape), value.dtype]]
    if isinstance(value, Operation):
        return [["operation", str(value.name)]]
    if isinstance(value, (list, tuple)):
        return [r for item in value for r in results(item)]
    if value is None:
        return [["none"]]
    return [["object", type(value).__name__]]


@functools.cache
def runtime(version: tuple[int, int]) -> Runtime:
    """A twin of a version; each run gets a graph of its own."""
    return Runtime(version, QuietHost())


def run(version: tuple[int, int], prelude: str, call: str) -> tuple[list[list[str]], list[list[Any]], Any]:
    """New ops (name and type), results, and the result itself of an expression after the prelude."""
    rt = runtime(version)
    rt.restore_graphs(())
    rt.push_graph(rt.new_graph())
    names: dict[str, Any] = {"tf": Namespace(rt, "")}
    exec(prelude, names)
    before = set(rt.graph.operations)
    value = eval(call, names)
    made = [[str(name), op.type] for name, op in rt.graph.operations.items() if name not in before]
    return made, results(value), value
