"""tf.contrib.tpu, as far as models that also run elsewhere use it."""

from .estimator import (  # noqa: F401
    CrossShardOptimizer,
    InputPipelineConfig,
    RunConfig,
    TPUConfig,
    TPUEstimator,
    TPUEstimatorSpec,
)
