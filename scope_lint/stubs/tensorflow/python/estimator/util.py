"""tensorflow.python.estimator.util."""

from ..util.function_utils import fn_args
