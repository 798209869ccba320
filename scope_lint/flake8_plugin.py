"""The flake8 plugin: the findings of ``scope-lint check FILE`` for each file, at the same line and column.

flake8 imports this module on every run, so that nothing heavy is imported before a file has passed the bytes test.
"""

from __future__ import annotations

import argparse
import ast
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint import __version__

if TYPE_CHECKING:
    from flake8.options.manager import OptionManager

    from scope_lint.options import Options
    from scope_lint.program.reach import FolderReach, Folders, Reach
    from scope_lint.single import Singles

Violation = tuple[int, int, str, type]


class Plugin:
    """flake8 makes one for each file."""

    name = "scope-lint"
    version = __version__

    _tf_version: str | None = None
    _src: tuple[str, ...] = ()
    _selected: tuple[str, ...] = ()
    """The code prefixes that flake8 was asked for in so many words: a rule that is off by default is on through them."""
    _noqa = True

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        self._filename = filename
        self._lines = lines

    @classmethod
    def add_options(cls, manager: OptionManager) -> None:
        """flake8's own options of ours, for the command line and its configuration."""
        manager.add_option(
            "--scope-lint-tf-version",
            metavar="VERSION",
            parse_from_config=True,
            help="TensorFlow version: 0.12, or 1.0 to 1.15 (default: that of [tool.scope-lint], or 1.15)",
        )
        manager.add_option(
            "--scope-lint-src",
            metavar="DIRS",
            default="",
            parse_from_config=True,
            comma_separated_list=True,
            normalize_paths=True,
            help="import roots, before those that are found (comma-separated)",
        )

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Read our options and those of flake8 that matter here."""
        cls._tf_version = _version(options.scope_lint_tf_version)
        cls._src = tuple(options.scope_lint_src)
        asked = [*(getattr(options, "select", None) or ()), *(getattr(options, "extend_select", None) or ())]
        cls._selected = tuple(code for code in asked if code.startswith("TFS"))
        cls._noqa = not options.disable_noqa

    def run(self) -> Iterator[Violation]:
        """The findings in this file. flake8 applies its own select, ignore and noqa on top."""
        if not self._matters():
            return
        from scope_lint import api
        from scope_lint.config import ConfigError
        from scope_lint.suppression.baseline import BaselineError

        try:
            options = self._options()
        except ConfigError as error:
            yield 1, 0, f"TFS000 {os.path.relpath(error.path)}:{error.line}: {error.reason}", type(self)
            return
        try:
            found = api.check_source("".join(self._lines), self._filename, options, _singles())
        except BaselineError as error:
            yield 1, 0, f"TFS000 {error}", type(self)
            return
        for finding in found:
            yield finding.line, finding.column - 1, f"{finding.code} {finding.message}", type(self)

    def _matters(self) -> bool:
        """Whether the file is to be analysed. The configuration is not looked for where it imports nothing."""
        path = os.path.abspath(self._filename)
        scans = _folders().scans
        said = scans.of(path, None if path in scans else "".join(self._lines).encode("utf-8", "replace"))
        if isinstance(said, bool):
            return said
        return bool(said.near or said.far) and _reach(os.path.dirname(path), self._src).matters(path)

    def _options(self) -> Options:
        from dataclasses import replace

        base = _configured(os.path.dirname(os.path.abspath(self._filename)))
        return replace(
            base,
            tf_version=self._tf_version or base.tf_version,
            src=(*base.src, *self._src),
            extend_select=(*base.extend_select, *self._selected),
            noqa=self._noqa,
        )


@cache
def _singles() -> Singles:
    """What the files of this process share."""
    from scope_lint.single import Singles

    return Singles()


@cache
def _folders() -> Folders:
    """The bytes test for the files of all folders; what they import is looked at once."""
    from scope_lint.program.reach import Folders

    return Folders()


@cache
def _reach(folder: str, src: tuple[str, ...]) -> Reach | FolderReach:
    """The bytes test for the files of a folder, with the import roots and stubs of the configuration, where there are any."""
    from scope_lint.program.roots import roots_for

    stubs: tuple[str, ...] = ()
    if _may_be_configured(folder):
        from scope_lint.config import ConfigError

        try:
            options = _configured(folder)
        except ConfigError:  # said when a file is analysed
            pass
        else:
            src, stubs = (*options.src, *src), options.stub_path
    return _folders().of(folder, [*src, *map(str, roots_for([folder]))], stubs)


@cache
def _may_be_configured(folder: str) -> bool:
    """Whether there is a configuration file for a folder. Nothing is imported to read those that do not speak of us."""
    if os.path.isfile(os.path.join(folder, "scope-lint.toml")):
        return True
    try:
        with open(os.path.join(folder, "pyproject.toml"), "rb") as file:
            if b"scope" in file.read().lower():
                return True
    except FileNotFoundError:
        pass
    except OSError:  # said where it is read
        return True
    above = os.path.dirname(folder)
    return above != folder and _may_be_configured(above)


@cache
def _configured(folder: str) -> Options:
    """The configuration for a folder, read once."""
    from scope_lint import config

    return config.load(Path(folder))


def _version(text: str | None) -> str | None:
    if not text:
        return None
    from scope_lint.options import parse_version

    try:
        return parse_version(text)
    except ValueError as error:
        from flake8.exceptions import ExecutionError

        raise ExecutionError(f"--scope-lint-tf-version: {error}") from None
