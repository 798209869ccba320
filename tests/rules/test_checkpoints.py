"""TFS501: what is surely saved before a restore is what it finds, whatever the same program saves later."""

import pytest

from scope_lint.api import check_source
from scope_lint.options import Options

RESUMED = """
import os
import tensorflow as tf

OPTIMIZERS = {{
    "rmsprop": lambda: tf.train.RMSPropOptimizer(0.1, momentum=0.9),
    "adam": lambda: tf.train.AdamOptimizer(0.1),
}}


def run(optimizer, resume):
    with tf.Graph().as_default():
        loss = tf.reduce_mean(tf.square(tf.layers.dense(tf.placeholder(tf.float32, [None, 4]), 1, name="fc")))
        OPTIMIZERS[optimizer]().minimize(loss)
        saver = tf.train.Saver({})
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            if resume:
                saver.restore(sess, os.path.join("checkpoints", "model.ckpt"))
            {}saver.save(sess, os.path.join("checkpoints", "model.ckpt"))


run("rmsprop", False)
run("adam", True)
"""


@pytest.mark.parametrize(("of", "saves", "found"), [
    ("", "", ["TFS501"]), ("tf.trainable_variables()", "", []),
    ("", "if os.environ.get('SAVE'):\n                ", []),  # an earlier run may have saved all
])  # fmt: skip
def test_a_run_that_goes_on_with_another_optimizer(of: str, saves: str, found: list[str]) -> None:
    """Under TensorFlow 1.15 the first ends with NotFoundError: Key beta1_power not found in checkpoint; the second does not."""
    assert [f.code for f in check_source(RESUMED.format(of, saves).lstrip(), "resumed.py", Options())] == found
