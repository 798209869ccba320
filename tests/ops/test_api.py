"""The API table against facts of TensorFlow's documentation and of its real versions."""

import pytest

from scope_lint.tf1.api import OPAQUE, ApiTable


@pytest.fixture(scope="module")
def newest() -> ApiTable:
    return ApiTable.load("1.15")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("tensorflow.contrib.slim.conv2d", "contrib.layers.conv2d"),
        ("tf_slim.conv2d", "contrib.layers.conv2d"),
        ("tensorflow.contrib.layers.python.layers.layers.conv2d", "contrib.layers.conv2d"),
        ("tensorflow.contrib.slim.arg_scope", "contrib.framework.arg_scope"),
        ("tensorflow.python.ops.variable_scope.get_variable", "get_variable"),
        ("tensorflow.compat.v1.layers.dense", "layers.dense"),
        ("tensorflow.compat.v1", ""),
        ("tensorflow.python.layers.core.Dense", "layers.Dense"),
        ("tensorflow.python.ops.variable_scope", "tensorflow.python.ops.variable_scope"),
        ("tensorflow.contrib.rnn.LSTMCell", "nn.rnn_cell.LSTMCell"),
        ("tensorflow.math.reduce_mean", "reduce_mean"),
        ("tensorflow.python.framework.ops.Graph.as_default", "Graph.as_default"),
        ("tensorflow.contrib.slim.nets.vgg.vgg_16", "contrib.slim.nets.vgg.vgg_16"),
        ("tensorflow.dtypes.float32", "float32"),
        ("tensorflow.no_such_thing", None),
        ("tensorflow.python.ops.rnn_cell_impl._linear", None),
    ],
)
def test_canonical(newest: ApiTable, written: str, canonical: str | None) -> None:
    assert newest.canonical(written) == canonical


def test_kinds(newest: ApiTable) -> None:
    names = ["get_variable", "train.AdamOptimizer", "contrib.layers", "float32", "Session.run", "Graph.collections", "nope"]
    expected = ["function", "class", "module", "constant", "method", "property", None]
    assert [newest.kind(name) for name in names] == expected


def test_parameters(newest: ApiTable) -> None:
    found = newest.parameters("variable_scope")
    assert found is not None
    assert [p.name for p in found][:6] == ["name_or_scope", "default_name", "values", "initializer", "regularizer", "caching_device"]
    assert [p.required for p in found][:2] == [True, False]
    assert found[-1].name == "auxiliary_name_scope" and found[-1].constant is True
    dense = newest.parameters("layers.dense")
    assert dense is not None and dense[5].constant is OPAQUE
    method = newest.parameters("Graph.unique_name")
    assert method is not None and [p.name for p in method] == ["name", "mark_as_used"]


def test_constants(newest: ApiTable) -> None:
    assert newest.constant("GraphKeys.GLOBAL_VARIABLES") == "variables"
    assert newest.constant("float32") == "dtype float32"
    assert newest.constant("newaxis") is None


def test_versions() -> None:
    old = ApiTable.load("1.2")
    assert old.version == (1, 0)
    assert not old.exists("AUTO_REUSE") and ApiTable.load((1, 4)).exists("AUTO_REUSE")
    assert not old.exists("nn.rnn_cell.LSTMCell") and old.canonical("contrib.rnn.LSTMCell") == "nn.rnn_cell.LSTMCell"
    assert ApiTable.load("0.11").exists("pack") and not old.exists("pack")
    split = ApiTable.load("0.12").parameters("split")
    assert split is not None and [p.name for p in split] == ["split_dim", "num_split", "value", "name"]


def test_members(newest: ApiTable) -> None:
    assert {"dense", "Dense", "conv2d"} <= set(newest.members("tensorflow.compat.v1.layers"))
    assert "get_variable" in newest.members("tensorflow.python.ops.variable_scope")
    assert "run" in newest.methods("Session") and "close" in newest.methods("InteractiveSession")
