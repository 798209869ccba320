"""tf.tpu (1.14 and later), as far as models that also run elsewhere use it."""

from .contrib.tpu.estimator import CrossShardOptimizer
