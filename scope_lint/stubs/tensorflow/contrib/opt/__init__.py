"""tf.contrib.opt."""

from .variants import (  # noqa: F401
    AdamGSOptimizer,
    AdaMaxOptimizer,
    AddSignOptimizer,
    GGTOptimizer,
    LARSOptimizer,
    LazyAdamGSOptimizer,
    LazyAdamOptimizer,
    NadamOptimizer,
    PowerSignOptimizer,
    RegAdagradOptimizer,
    ShampooOptimizer,
)
from .weight_decay import (  # noqa: F401
    AdamWOptimizer,
    DecoupledWeightDecayExtension,
    MomentumWOptimizer,
    extend_with_decoupled_weight_decay,
)
from .wrappers import (  # noqa: F401
    ExternalOptimizerInterface,
    MovingAverageOptimizer,
    MultitaskOptimizerWrapper,
    ScipyOptimizerInterface,
    VariableClippingOptimizer,
    clip_gradients_by_global_norm,
)
