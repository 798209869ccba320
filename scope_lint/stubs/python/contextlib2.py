"""contextlib2: contextlib for older Pythons."""

from contextlib import *  # noqa: F403
