"""What the model of NumPy does where not all is known, and what writing to an array does."""

from __future__ import annotations

from typing import Any

from scope_lint.interpreter.stdlib.numpy.array import ArrayV
from scope_lint.symbolic.unknown import Unknown
from tests.stdlib.interpreted import run, values

UNKNOWN = "import numpy as np\nn = int(input())\n"


def results(text: str) -> dict[str, Any]:
    return values(UNKNOWN + text)


def test_unknown_dimension_stays_the_same() -> None:
    found = results("a = np.zeros((n, 3))\nb = a.shape\nc = np.ones(a.shape).shape\nd = a.T.shape\ne = a[:, 0].shape\nf = len(a)")
    n = found["n"]
    assert found["b"] == (n, 3)
    assert found["c"] == (n, 3)
    assert found["d"] == (3, n)
    assert found["e"] == (n,)
    assert found["f"] is n


def test_unknown_in_a_product() -> None:
    found = results("a = np.prod([n, 2])\nb = int(np.prod((2, 3) + (n,)))\nc = np.prod([n, 2])")
    assert isinstance(found["a"], Unknown)
    assert found["a"] is found["c"]
    assert isinstance(found["b"], Unknown)


def test_product_of_a_tensor_shape() -> None:
    text = "import tensorflow as tf\nx = tf.placeholder(tf.float32, [None, 4, 5])\ns = x.get_shape()\na = int(np.prod(s[1:]))\nb = np.prod(s)\nc = np.prod(s.as_list())"
    found = results(text)
    assert found["a"] == 20
    assert isinstance(found["b"], Unknown)
    assert isinstance(found["c"], Unknown)


def test_condition_on_unknown_elements_is_open() -> None:
    found = results("a = np.random.rand(3)\nr = 'yes' if a[0] > 0.5 else 'no'\nb = a.max() > 2\nc = (a > 0.5).shape")
    assert found["r"].__class__.__name__ == "Choice"
    assert found["c"] == (3,)


def test_writing() -> None:
    found = results("a = np.zeros((2, 2), int)\na[0, 1] = 3\na[1] = [4, 5]\nr = a.tolist()\nb = a\nb[0] = 7\ns = a.tolist()\na[n] = 1\nt = a.shape")
    assert found["r"] == [[0, 3], [4, 5]]
    assert found["s"] == [[7, 7], [4, 5]]
    assert isinstance(found["a"], ArrayV)
    assert found["a"].items is None
    assert found["t"] == (2, 2)


def test_writing_to_a_view_makes_the_array_unknown() -> None:
    found = results("a = np.zeros((2, 2))\nb = a[0]\nb[0] = 1\nc = np.zeros(2)\nd = c.reshape(2, 1)\nc[0] = 5\ne = np.zeros(2)\nf = e.copy()\ne[0] = 1")
    assert found["a"].items is None
    assert found["b"].items == (1.0, 0.0)
    assert found["d"].items is None
    assert found["f"].items == (0.0, 0.0)


def test_writing_under_a_condition() -> None:
    found = results("a = np.zeros(2)\nif n > 3:\n    a[0] = 1\nr = a.shape\nb = np.zeros(2)\nif n > 3:\n    b = np.ones(2)")
    assert found["a"].items is None
    assert found["r"] == (2,)


def test_large_arrays_keep_their_shape_only() -> None:
    found = results("a = np.zeros((1000, 1000))\nr = (a + 1).sum(axis=0).shape\ns = a.dtype.name")
    assert found["r"] == (1000,)
    assert found["s"] == "float64"


def test_not_modelled_is_unknown_and_complete() -> None:
    env, m = run(UNKNOWN + "a = np.fft.fft([1, 2])\nb = np.load('x.npy')\nc = np.zeros((2, 3)).reshape(7)\nd = np.einsum('ij->ji', np.zeros((2, 3)))\nfor x in np.load('y'): pass")
    assert all(isinstance(env[k], Unknown) for k in "abcd")
    assert not m.incomplete


def test_index_out_of_bounds_is_caught_by_the_program() -> None:
    assert results("try:\n    np.zeros(2)[5]\nexcept IndexError:\n    r = 1")["r"] == 1
