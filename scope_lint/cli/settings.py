"""The options of a run: the configuration file's, with what the command line says on top."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scope_lint import config
from scope_lint.cli.failure import Failure
from scope_lint.options import Options


def resolve(arguments: argparse.Namespace, paths: Sequence[str]) -> tuple[Options, bool]:
    """The options, and whether all that was meant to be read could be.

    A pyproject.toml that is no TOML at all may be none of our business: the run goes on without it, and says so. A mistake
    in our own table ends it.
    """
    try:
        options, complete = config.load(_common_folder(paths)), True
    except config.ConfigError as error:
        path = os.path.relpath(error.path)
        reason = f"{error.path if path.startswith(os.pardir) else path}:{error.line}: {error.reason}"
        if not error.foreign:
            raise Failure(reason) from None
        print(f"scope-lint: {reason}; going on without it", file=sys.stderr)
        options, complete = Options(), False
    return _with_arguments(options, arguments), complete


def _with_arguments(options: Options, arguments: argparse.Namespace) -> Options:
    given = vars(arguments)
    return replace(
        options,
        tf_version=given["tf_version"] or options.tf_version,
        src=(*options.src, *_folders("--src", given["src"])),
        stub_path=(*options.stub_path, *_folders("--stub-path", given["stub_path"])),
        exclude=(*options.exclude, *given.get("exclude", ())),
        select=_codes(given.get("select")) or options.select,
        ignore=_codes(given.get("ignore")) or options.ignore,
        ops=given.get("ops", False),
        cache_dir=given["cache_dir"],
        no_cache=given["no_cache"],
    )


def _codes(given: list[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(code for codes in given or () for code in codes)


def _folders(option: str, folders: Sequence[str]) -> Sequence[str]:
    for folder in folders:
        if not os.path.isdir(folder):
            raise Failure(f"{option}: no folder {folder!r}")
    return folders


def _common_folder(paths: Sequence[str]) -> Path:
    """The innermost folder that holds all of the paths: where the configuration is looked for, upward."""
    absolute = [os.path.abspath(path) for path in paths]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in absolute]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return Path.cwd()
