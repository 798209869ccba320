"""The test of the bytes before any parse."""

from __future__ import annotations

import pytest

from scope_lint.source.prefilter import mentions_scopes


@pytest.mark.parametrize(
    "text",
    [
        "with tf.variable_scope('a'): pass",
        "vs.get_variable('w', [1])",
        "import tensorflow as tf\nw = tf.Variable(1.)",
        "from tensorflow.contrib import slim",
        "import tensorflow.contrib.slim as slim",
        "from tensorflow.python.ops import rnn",
        "from tensorflow import layers",
        "tf.layers.dense(x, 3)",
        "tf.compat.v1.layers.dense(x, 3)",
        "cell = tf.nn.rnn_cell.LSTMCell(3)",
        "with tf.op_scope([x], name, 'f'): pass",
        "tf.train.AdamOptimizer()",
        "tf.reset_default_graph(); g = tf.Graph()",
    ],
)
def test_scopes(text: str) -> None:
    assert mentions_scopes(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import numpy as np\nx = np.zeros(3)\n",
        "from torch.autograd import Variable\nx = Variable(y)\n",
        "# we do not use tensorflow here\n",
        "import tensorflow_datasets as tfds\n",
        "layers = [1, 2]\n",
    ],
)
def test_no_scopes(text: str) -> None:
    assert not mentions_scopes(text.encode())
