"""What ends a command early, and the exit statuses."""

from __future__ import annotations

NOTHING_FOUND = 0
FOUND = 1
ANALYSIS_FAILED = 2
"""A file could not be analysed, or the call was wrong."""


class Failure(Exception):
    """The command cannot be done; the message is one line for the user."""
