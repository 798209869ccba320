"""tf.distribute: on one device a strategy changes no names."""

from .strategy import (  # noqa: F401
    MirroredStrategy,
    OneDeviceStrategy,
    ReduceOp,
    Strategy,
    get_replica_context,
    get_strategy,
    has_strategy,
    in_cross_replica_context,
)
