"""Arguments that are not known: any function takes them anywhere, gives something and does not crash."""

from __future__ import annotations

import importlib.util
import itertools
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.api import ApiTable
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import BINARY, OPS, UNARY, getitem
from scope_lint.tf1.ops.signature import declared
from scope_lint.tf1.runtime import Runtime
from scope_lint.tf1.tensor import Tensor


def _live() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ops_live", Path(__file__).with_name("live.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


live = _live()
TABLE = ApiTable.load("1.15")
NAMES = sorted({*OPS, *(n for n in ("cos", "segment_sum", "tile", "space_to_batch_nd", "image.decode_png", "qr") if OPS.get(n))})

Make = Callable[[Runtime], Any]
VALUES: dict[str, Make] = {
    "unknown": lambda rt: Unknown("x"),
    "list": lambda rt: [Unknown("x"), Unknown("y")],
    "mixed": lambda rt: [1, Unknown("x")],
    "tensor of unknown shape": lambda rt: rt.op("Placeholder", None, dtype="float32"),
    "open tensor": lambda rt: rt.op("Placeholder", None, dtype="float32", shape=(None, 3), complete=True),
    "half known tensor": lambda rt: rt.op("Placeholder", None, dtype="float32", shape=(Unknown("n"), 3)),
    "name": lambda rt: join("a", Unknown("x")),
    "none": lambda rt: None,
}


@pytest.fixture
def rt() -> Runtime:
    runtime: Runtime = live.runtime((1, 15))
    runtime.restore_graphs(())
    runtime.push_graph(runtime.new_graph())
    return runtime


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("name", NAMES)
def test_any_argument(rt: Runtime, name: str, kind: str) -> None:
    parameters = declared(name, (1, 15)) or ()
    plain = [p.name for p in parameters if p.kind == "plain"]
    for names in ([p.name for p in parameters if p.required], [p for p in plain if p not in ("name", "scope")]):
        try:
            OPS[name](rt, **{n: VALUES[kind](rt) for n in names})
        except TFError:
            pass
        except TypeError as e:
            assert "argument" in str(e)


@pytest.mark.parametrize(("a", "b"), list(itertools.permutations(VALUES, 2)))
def test_operators(rt: Runtime, a: str, b: str) -> None:
    for symbol, function in BINARY.items():
        left, right = VALUES[a](rt), VALUES[b](rt)
        if symbol not in ("==", "!=") and any(isinstance(v, Tensor) for v in (left, right)):
            try:
                function(rt, left, right)
            except TFError:
                pass
    for unary in UNARY.values():
        unary(rt, VALUES["tensor of unknown shape"](rt))


@pytest.mark.parametrize("kind", [k for k in VALUES if "tensor" in k])
@pytest.mark.parametrize("index", [Unknown("i"), (slice(None), Unknown("i")), slice(Unknown("a"), None), (..., Unknown("i")), (None, 0)])
def test_items(rt: Runtime, kind: str, index: Any) -> None:
    found = getitem(rt, VALUES[kind](rt), index)
    assert isinstance(found, Tensor)


def test_unknown_is_not_open(rt: Runtime) -> None:
    """What the analysis does not know is never passed off as a dimension that TensorFlow does not know."""
    known_open = VALUES["open tensor"](rt)
    half_known = VALUES["half known tensor"](rt)
    weights = rt.op("Placeholder", None, dtype="float32", shape=(3, 5), complete=True)
    assert OPS["matmul"](rt, known_open, weights).public_shape.raw == (None, 5)
    product = OPS["matmul"](rt, half_known, weights).public_shape.raw
    assert isinstance(product[0], Unknown) and product[1] == 5
    assert isinstance(OPS["reshape"](rt, known_open, [Unknown("n"), 3]).public_shape.raw[0], Unknown)
    assert isinstance(OPS["matmul"](rt, Unknown("x"), weights).public_shape.raw[0], Unknown)
