"""tf.contrib.training."""

from .bucketing import bucket, bucket_by_sequence_length  # noqa: F401
from .hparams import HParams, parse_values  # noqa: F401
from .steps import (  # noqa: F401
    StopAfterNEvalsHook,
    SummaryAtEndHook,
    add_gradients_summaries,
    clip_gradient_norms,
    clip_gradient_norms_fn,
    create_train_op,
    evaluate_once,
    evaluate_repeatedly,
    get_or_create_eval_step,
    multiply_gradients,
    train,
)
