"""The keys of ``[tool.scope-lint]``: where they are found, what they may hold, what they mean."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from scope_lint.config.document import ConfigError, Document
from scope_lint.options import Options, PerFileIgnore, parse_codes, parse_version

TABLE = ("tool", "scope-lint")


def find(start: Path) -> Document | None:
    """The nearest pyproject.toml with a ``[tool.scope-lint]``, from the folder ``start`` upward."""
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            document = Document(path)
            for name in document.table("tool") or {}:
                if name != TABLE[1] and name.lower().replace("_", "").replace("-", "") == "scopelint":
                    raise document.error((TABLE[0], name), f"unknown table [tool.{name}]; did you mean [tool.scope-lint]?")
            if document.table(*TABLE) is not None:
                return document
    return None


def load(start: Path) -> Options:
    """The options that hold for files below the folder ``start``; ConfigError on a mistake in the file."""
    document = find(start)
    return Options() if document is None else _options(document)


def _options(document: Document) -> Options:
    options = Options(root=str(document.path.parent))
    table = document.table(*TABLE)
    if not isinstance(table, dict):
        raise document.error(TABLE, "tool.scope-lint must be a table")
    for key, value in table.items():
        if key not in KEYS:
            near = difflib.get_close_matches(key.replace("_", "-"), KEYS, 1, 0.5)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the keys are {', '.join(KEYS)}"
            raise document.error((*TABLE, key), f"unknown key {key!r} in [tool.scope-lint]{hint}")
        field, read = KEYS[key]
        options = replace(options, **{field: read(document, (*TABLE, key), value)})
    return options


def _version(document: Document, keys: tuple[str, ...], value: Any) -> str:
    if not isinstance(value, str):
        raise document.error(keys, f'tf-version must be a string, as in tf-version = "1.15", not {_kind(value)}')
    try:
        return parse_version(value)
    except ValueError as error:
        raise document.error(keys, f"tf-version: {error}") from None


def _strings(document: Document, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise document.error(keys, f"{keys[-1]} must be a list of strings, not {_kind(value)}")
    for item in value:
        if not isinstance(item, str):
            raise document.error(keys, f"{keys[-1]} must be a list of strings, but holds {_kind(item)}")
    return tuple(value)


def _patterns(document: Document, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
    import pathspec  # not needed by most

    patterns = _strings(document, keys, value)
    for pattern in patterns:
        try:
            pathspec.GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            raise document.error(keys, f"{keys[-1]}: {pattern!r} is no gitignore pattern", pattern) from None
    return patterns


def _codes(document: Document, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
    codes = _strings(document, keys, value)
    for code in codes:
        try:
            parse_codes([code])
        except ValueError as error:
            raise document.error(keys, f"{keys[-1]}: {error}", code) from None
    return codes


def _folders(document: Document, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
    folders = []
    for item in _strings(document, keys, value):
        folder = document.path.parent / item
        if not folder.is_dir():
            raise document.error(keys, f"{keys[-1]}: no folder {item!r}", item)
        folders.append(str(folder))
    return tuple(folders)


def _per_file(document: Document, keys: tuple[str, ...], value: Any) -> tuple[PerFileIgnore, ...]:
    if not isinstance(value, dict):
        raise document.error(keys, f"per-file-ignores must be a table of patterns and codes, not {_kind(value)}")
    root = str(document.path.parent)
    _patterns(document, keys, list(value))
    return tuple(PerFileIgnore(root, pattern, _codes(document, (*keys, pattern), codes)) for pattern, codes in value.items())


def _kind(value: Any) -> str:
    kinds = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date")


Read = Callable[[Document, tuple[str, ...], Any], Any]

KEYS: dict[str, tuple[str, Read]] = {
    "tf-version": ("tf_version", _version),
    "src": ("src", _folders),
    "select": ("select", _codes),
    "extend-select": ("extend_select", _codes),
    "ignore": ("ignore", _codes),
    "exclude": ("exclude", _patterns),
    "stub-path": ("stub_path", _folders),
    "per-file-ignores": ("per_file_ignores", _per_file),
}
"""Key → the field of Options, and how its value is read."""

__all__ = ["ConfigError", "find", "load"]
