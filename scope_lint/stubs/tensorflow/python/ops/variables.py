"""tensorflow.python.ops.variables. From 1.12 on its ``Variable`` is the base of ``tf.Variable``: what it makes has the same name."""

from tensorflow import Variable
