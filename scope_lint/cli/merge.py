"""``scope-lint merge``: the report of a check that ran in shards."""

from __future__ import annotations

import argparse

from scope_lint.cli import check
from scope_lint.cli.failure import Failure
from scope_lint.cli.sharding import GIVEN, NOT_GIVEN


def run(arguments: argparse.Namespace) -> int:
    """Read the parts, and go on as check does."""
    from scope_lint.shards import ShardError, read_parts

    try:
        parts = read_parts(arguments.parts)
        given = {**NOT_GIVEN, **{name: parts[0].given.get(name) for name in GIVEN}, **vars(arguments), "command": "check"}
        return check.run(argparse.Namespace(**given), parts)
    except ShardError as error:
        raise Failure(str(error)) from None
