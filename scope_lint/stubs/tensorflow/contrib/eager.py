"""tf.contrib.eager: the switch to eager execution."""

from ..eager import enable_eager_execution
