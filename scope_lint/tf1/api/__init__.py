"""What TensorFlow 1.x has below ``tf.``, by version: names, parameters, aliases, and where they are implemented.

Recorded from TensorFlow 0.12.1, 1.0.0, 1.4.0, 1.8.0, 1.12.0 and 1.15.5 by tools/record_api.py; another version is answered by the nearest
recorded one at or below it. Names of the dataset, estimator and Keras APIs are those of the recorded installation.
"""

from scope_lint.tf1.api.parameters import OPAQUE, Parameter
from scope_lint.tf1.api.table import RECORDED, ApiTable, Kind

__all__ = ["OPAQUE", "RECORDED", "ApiTable", "Kind", "Parameter"]
