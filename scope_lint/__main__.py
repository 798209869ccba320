"""``scope-lint`` and ``python -m scope_lint``: one command in a process of its own."""

from __future__ import annotations

import os
import sys

from scope_lint.cli import main


def run() -> None:
    """Runs the command that the process was called with, and ends the process at once. To free one by one the objects of a program that
    was interpreted takes longer than to find what an edit of it changes."""
    status = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
