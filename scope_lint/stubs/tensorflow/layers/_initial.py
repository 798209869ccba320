"""The initializer of zeros: up to 0.12 ``tf.zeros_initializer`` is one itself, since 1.0 it makes them (``tf.ones_initializer`` always does)."""

import tensorflow as tf
from _scope_lint import version

zeros = tf.zeros_initializer if version < (1, 0) else tf.zeros_initializer()
