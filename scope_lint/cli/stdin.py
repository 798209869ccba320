"""``scope-lint check -``: a file that an editor has open, whose text comes from standard input."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping

from scope_lint.cli.failure import Failure

MARK = "-"


def standard_input(arguments: argparse.Namespace) -> tuple[list[str], Mapping[str, bytes]]:
    """The paths of a run, and what takes the place of files on disk."""
    paths: list[str] = arguments.paths or ["."]
    if MARK not in paths:
        if arguments.stdin_filename is not None:
            raise Failure("--stdin-filename names what comes from standard input: give - as PATH")
        return paths, {}
    if len(paths) > 1:
        raise Failure("standard input (-) is checked by itself: give no other PATH")
    name = arguments.stdin_filename or MARK
    return [name], {os.path.realpath(name): sys.stdin.buffer.read()}
