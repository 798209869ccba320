"""absl: flags, app and logging, which TensorFlow since 1.5 uses for its own."""

import absl.app as app  # noqa: F401
import absl.flags as flags  # noqa: F401
import absl.logging as logging  # noqa: F401
