"""tf.contrib.framework.nest."""

from ...python.util.nest import *
