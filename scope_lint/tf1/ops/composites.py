"""Composite functions of mathematics, as recorded from TensorFlow 1.15."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops.composite import Out, composite


def _square(argument: str) -> Any:
    def rule(given: dict[str, Any]) -> Any:
        count = given.get(argument)
        return (count, count) if isinstance(count, int) else (None, None) if count is None else Unknown("shape")

    return rule


composite("clip_by_norm", "clip_by_norm", Out("", "Identity", "t", "=t"))
composite("clip_by_average_norm", "clip_by_average_norm", Out("", "Identity", "t", "=t"))
composite("confusion_matrix", "confusion_matrix", Out("SparseTensorDenseAdd", "SparseTensorDenseAdd", _square("num_classes"), "=dtype"))
composite("nn.weighted_cross_entropy_with_logits", "logistic_loss", Out("", "Add", "logits", "=logits"))
composite("nn.log_poisson_loss", "log_poisson_loss", Out("sub", "Sub", "log_input", "=log_input"))
composite(
    "nn.normalize_moments", "normalize", Out("mean", "Mul", "mean_ss", "=mean_ss"), Out("variance", "Sub", "variance_ss", "=variance_ss")
)
composite("batch_gather", "BatchGather", Out("Reshape_3", "Reshape", "indices", "=params"))
composite("linalg.matvec", "MatVec", Out("Squeeze", "Squeeze", None, "=a"))
composite("signal.frame", "frame", Out("Reshape_5", "Reshape", None, "=signal"))
composite("signal.stft", "stft", Out("rfft", "RFFT", None, "complex64"))
