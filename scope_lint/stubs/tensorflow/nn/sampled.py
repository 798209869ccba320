"""tf.nn.sampled_softmax_loss and tf.nn.nce_loss: losses that hang on the weights of some classes. Names as recorded from TF 1.15."""

import tensorflow as tf
from _scope_lint import known, tensor, version

from ._rnn_util import dtype_of, leading


def _logits(name, weights, biases, labels, inputs):
    """The logits of the true classes and of those sampled."""
    with tf.name_scope(name, "compute_sampled_logits", [weights, biases, inputs, labels]):
        return tensor([leading(inputs), None], dtype_of(inputs), "concat", "ConcatV2")


def sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=True,
                         partition_strategy="mod", name="sampled_softmax_loss", seed=None):  # fmt: skip
    if version < (1, 0):
        labels, inputs = inputs, labels
    logits = _logits(name, weights, biases, labels, inputs)
    with tf.name_scope("softmax_cross_entropy_with_logits"):
        return tensor([leading(inputs)], dtype_of(inputs), "Reshape_2", "Reshape", inputs=[logits])


def nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=False,
             partition_strategy="mod", name="nce_loss"):  # fmt: skip
    if version < (1, 0):
        labels, inputs = inputs, labels
    logits = _logits(name, weights, biases, labels, inputs)
    with tf.name_scope("sampled_losses"):
        losses = tensor(None, dtype_of(inputs), "sampled_losses", "Add", inputs=[logits])
    return tensor([leading(inputs)], dtype_of(inputs), "Reshape", "Reshape", inputs=[losses])
