"""Which TensorFlow a project asks for, read from its requirement files. Nothing of the project is run."""

from scope_lint.config.requirements.detect import Detected, Detection, detect

__all__ = ["Detected", "Detection", "detect"]
