"""``scope-lint check --shard K/N``: one part of a check, for ``scope-lint merge``."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from scope_lint.cli.failure import Failure
from scope_lint.cli.output import destination
from scope_lint.cli.progress import Bar
from scope_lint.options import Options

GIVEN = (
    "paths", "select", "extend_select", "ignore", "exclude", "force_exclude", "baseline", "ignore_noqa", "config", "tf_version", "src",
    "stub_path",
)  # fmt: skip
"""The arguments that decide what is found."""
NOT_GIVEN: dict[str, Any] = {"fix": False, "diff": False, "unsafe_fixes": False, "add_noqa": False, "write_baseline": None,
                             "stdin_filename": None, "shard": None}  # fmt: skip
"""The other arguments of check, as they are where the parts are merged."""


def write_part(arguments: argparse.Namespace, paths: list[str], options: Options) -> None:
    """Runs a share of the files, and writes what came of it."""
    from scope_lint import api
    from scope_lint.shards import ShardError

    given = {name: getattr(arguments, name) for name in GIVEN}
    try:
        with Bar() as progress:
            part = api.check_shard(paths, options, arguments.shard, given, progress)
    except ShardError as error:
        raise Failure(str(error)) from None
    with destination(arguments.output) as stream:
        print(part, file=stream)
    if not arguments.quiet:
        sys.stdout.flush()
        number, of = arguments.shard
        print(f"scope-lint: this is part {number} of {of}; scope-lint merge writes the report of all", file=sys.stderr)
