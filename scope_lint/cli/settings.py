"""The settings of a run: the configuration file's, with what the command line says on top."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from scope_lint import config
from scope_lint.cli.failure import Failure
from scope_lint.options import Exclude, Options

T = TypeVar("T")


class Resolved:
    """What holds for a run: for the files below its paths, each by the configuration that is nearest to it."""

    def __init__(self, arguments: argparse.Namespace, paths: Sequence[str]) -> None:
        self.complete = True
        """Whether all that was meant to be read could be."""
        self._arguments = arguments
        self.start = _common_folder(paths)
        """The innermost folder that holds all of the paths."""
        file = None if arguments.config is None else Path(arguments.config)
        with _mistakes():
            self._nearest = config.Nearest(self.start, file, self._with_arguments, self._broken)
        self.settings = self.at(self.start)
        """Those where it starts."""

    @property
    def options(self) -> Options:
        """The options of the run, which know those of each folder."""
        return replace(self.settings.options, nearest=lambda folder: self.at(Path(folder)).options)

    def at(self, folder: Path) -> config.Settings:
        """What holds for the files of a folder; Failure where the configuration has a mistake."""
        with _mistakes():
            return self._nearest.of(folder)

    def _broken(self, error: config.ConfigError) -> None:
        """A pyproject.toml that is no TOML at all may be none of our business: the run goes on without it, and says so."""
        self.complete = False
        sys.stdout.flush()
        print(f"scope-lint: {_said(error)}; going on without it", file=sys.stderr)

    def _with_arguments(self, settings: config.Settings) -> config.Settings:
        given, base = vars(self._arguments), settings.options
        here = os.getcwd()
        values = {
            "tf-version": given["tf_version"],
            "src": _added(base.src, _folders("--src", given["src"])),
            "stub-path": _added(base.stub_path, _folders("--stub-path", given["stub_path"])),
            "exclude": _added(base.exclude, [Exclude(here, pattern) for pattern in given.get("exclude", ())]),
            "select": _codes(given.get("select")),
            "extend-select": _added(base.extend_select, _codes(given.get("extend_select"))),
            "ignore": _codes(given.get("ignore")),
            "baseline": given.get("baseline"),
            "force-exclude": given.get("force_exclude"),
        }
        settings = settings.with_values({key: value for key, value in values.items() if value}, config.Origin("command line"))
        models = given["command"] == "check" and given["format"] == "html"
        rest = {"ops": given.get("ops", False), "models": models, "cache_dir": given["cache_dir"], "no_cache": given["no_cache"]}
        if given.get("write_baseline"):  # what it has is not known yet
            rest["baseline"] = ""
        return replace(settings, options=replace(settings.options, **rest))


@contextmanager
def _mistakes() -> Iterator[None]:
    """Mistakes in the configuration end the run."""
    try:
        yield
    except config.ConfigError as error:
        raise Failure(_said(error)) from None


def _said(error: config.ConfigError) -> str:
    return f"{config.shown(error.path)}:{error.line}: {error.reason}"


def _added(before: tuple[T, ...], more: Sequence[T]) -> tuple[T, ...]:
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
    """The innermost folder that holds all of the paths."""
    absolute = [os.path.abspath(path) for path in paths]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in absolute]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return Path.cwd()
