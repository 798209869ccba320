"""The settings of a run: the configuration file's, with what the command line says on top."""

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
    """The options, and whether all that was meant to be read could be."""
    settings, complete = settings_of(arguments, paths)
    return settings.options, complete


def settings_of(arguments: argparse.Namespace, paths: Sequence[str]) -> tuple[config.Settings, bool]:
    """The options with their origins, and whether all that was meant to be read could be.

    A pyproject.toml that is no TOML at all may be none of our business: the run goes on without it, and says so. A mistake
    in our own table ends it.
    """
    start = _common_folder(paths)
    try:
        settings, complete = config.settings_for(start, None if arguments.config is None else Path(arguments.config)), True
    except config.ConfigError as error:
        reason = f"{config.shown(error.path)}:{error.line}: {error.reason}"
        if not error.foreign or arguments.config is not None:
            raise Failure(reason) from None
        print(f"scope-lint: {reason}; going on without it", file=sys.stderr)
        settings, complete = config.Settings(), False
    return config.detected(_with_arguments(settings, arguments), start), complete


def _with_arguments(settings: config.Settings, arguments: argparse.Namespace) -> config.Settings:
    given, base = vars(arguments), settings.options
    values = {
        "tf-version": given["tf_version"],
        "src": _added(base.src, _folders("--src", given["src"])),
        "stub-path": _added(base.stub_path, _folders("--stub-path", given["stub_path"])),
        "exclude": _added(base.exclude, given.get("exclude", ())),
        "select": _codes(given.get("select")),
        "extend-select": _added(base.extend_select, _codes(given.get("extend_select"))),
        "ignore": _codes(given.get("ignore")),
        "baseline": given.get("baseline"),
        "force-exclude": given.get("force_exclude"),
    }
    settings = settings.with_values({key: value for key, value in values.items() if value}, config.Origin("command line"))
    models = given["command"] == "check" and given["format"] == "html"
    rest = {"ops": given.get("ops", False), "models": models, "cache_dir": given["cache_dir"], "no_cache": given["no_cache"]}
    return replace(settings, options=replace(settings.options, **rest))


def _added(before: tuple[str, ...], more: Sequence[str]) -> tuple[str, ...]:
    """Both, or nothing where there is nothing to add."""
    return (*before, *more) if more else ()


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
