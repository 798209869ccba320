"""scope-lint: predicts the variables of TensorFlow 1.x code and the scope errors it will raise, without running it."""

__version__ = "0.1.0"
