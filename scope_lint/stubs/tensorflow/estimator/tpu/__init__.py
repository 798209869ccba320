"""tf.estimator.tpu: where tf.contrib.tpu's estimators live since 1.14."""

from ...contrib.tpu.estimator import InputPipelineConfig, RunConfig, TPUConfig, TPUEstimator, TPUEstimatorSpec  # noqa: F401
