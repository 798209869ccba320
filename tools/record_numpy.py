"""Records what NumPy 1.18 gives for the expressions of fixtures/stdlib/numpy_expressions.txt.

Run it with a Python that has NumPy 1.18 (the newest that TensorFlow 1.15 takes): ``python tools/record_numpy.py``.
"""

import json
import math
import os
import warnings

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures", "stdlib")


def number(x):
    """A number that JSON can hold."""
    x = x.item() if isinstance(x, np.generic) else x
    if isinstance(x, complex):
        return [x.real, x.imag]
    return repr(x) if isinstance(x, float) and not math.isfinite(x) else x


def nested(x):
    return [nested(y) for y in x] if isinstance(x, (list, tuple)) else number(x)


def described(value):
    """Kind, shape, dtype and value of a result."""
    if isinstance(value, np.ndarray):
        return {"kind": "array", "shape": list(value.shape), "dtype": value.dtype.name.rstrip("0123456789") if value.dtype.kind in "US" else value.dtype.name, "value": nested(value.tolist())}
    if isinstance(value, np.generic):
        return {"kind": "scalar", "dtype": value.dtype.name, "value": number(value.item())}
    return {"kind": type(value).__name__, "value": nested(value) if isinstance(value, (list, tuple)) else number(value)}


def main():
    assert np.__version__.startswith("1.18"), np.__version__
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    with open(os.path.join(FOLDER, "numpy_expressions.txt")) as f:
        lines = [line.strip() for line in f if line.strip() and not line.startswith("#")]
    recorded = [dict(expression=line, **described(eval(line, {"np": np}))) for line in lines]
    with open(os.path.join(FOLDER, "numpy.json"), "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(r) for r in recorded) + "\n]\n")


if __name__ == "__main__":
    main()
