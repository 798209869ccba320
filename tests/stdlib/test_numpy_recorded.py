"""The model of NumPy against what NumPy 1.18 gives (recorded by tools/record_numpy.py)."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from scope_lint.interpreter.stdlib.numpy.array import ArrayV, nested
from scope_lint.tf1.arrays import NumpyValue
from tests.stdlib.interpreted import host, run

RECORDED = json.loads((Path(__file__).parents[2] / "fixtures" / "stdlib" / "numpy.json").read_text())


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    lines = [f"r{i} = {r['expression']}" for i, r in enumerate(RECORDED)]
    env, _ = run("import numpy as np\n" + "\n".join(lines))
    return {r["expression"]: env[f"r{i}"] for i, r in enumerate(RECORDED)}


def close(a: Any, b: Any) -> bool:
    """Equal, floats within rounding."""
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(close(x, y) for x, y in zip(a, b))
    if isinstance(a, NumpyValue):
        a = int(a) if isinstance(a, int) else float(a) if isinstance(a, float) else a
    if isinstance(a, complex):
        return close([a.real, a.imag], b)
    if isinstance(b, str) and isinstance(a, float):
        return repr(a) == b
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-12)
    return type(a) is type(b) and bool(a == b)


@pytest.mark.parametrize("recorded", RECORDED, ids=[r["expression"] for r in RECORDED])
def test_recorded(recorded: dict[str, Any], results: dict[str, Any]) -> None:
    found = results[recorded["expression"]]
    if recorded["kind"] == "array":
        assert isinstance(found, ArrayV)
        assert list(found.shape) == recorded["shape"]
        assert found.dtype == recorded["dtype"]
        assert found.items is not None
        value = nested(found.items, found.shape) if found.shape else found.items[0]
        assert close(value, recorded["value"])
    elif recorded["kind"] == "scalar":
        assert isinstance(found, bool) if recorded["dtype"] == "bool" else isinstance(found, NumpyValue)
        assert recorded["dtype"] == ("bool" if isinstance(found, bool) else getattr(found, "dtype_name", None))
        assert close(found, recorded["value"])
    else:
        value = host(found)
        value = list(value) if isinstance(value, tuple) else value
        assert close(value, recorded["value"])
