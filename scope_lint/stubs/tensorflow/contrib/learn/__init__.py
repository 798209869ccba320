"""tf.contrib.learn, as far as it builds models that their users write."""

from .estimator import Estimator, Experiment, MetricSpec, ModelFnOps, ModeKeys, RunConfig, SKCompat  # noqa: F401
