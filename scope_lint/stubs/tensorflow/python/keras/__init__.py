"""tensorflow.python.keras."""
