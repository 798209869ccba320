"""The keys that a configuration file may hold: what each means, what its value must be, and how it is read."""

from __future__ import annotations

import difflib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from scope_lint.config.document import Document
from scope_lint.options import (
    CODE_PREFIX,
    DEFAULT_VERSION,
    SUPPORTED_VERSIONS,
    Exclude,
    PerFileIgnore,
    parse_codes,
    parse_version,
)

Keys = tuple[str, ...]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration."""

    name: str
    field: str
    """The field of Options that it sets."""
    read: Callable[[Document, Keys, Any], Any]
    """From the value in a document, which stands under some keys there; ConfigError where it is wrong."""
    schema: Schema
    """What the value may be, as JSON schema."""
    text: str
    """What it is for."""
    default: object = ()
    """For people, where the field of Options is empty."""


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean …?`` where something is near."""
    near = difflib.get_close_matches(word, list(words), 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _version(document: Document, keys: Keys, value: Any) -> str:
    if not isinstance(value, str):
        raise document.error(keys, f'{keys[-1]} must be a string, as in {keys[-1]} = "1.15", not {_kind(value)}')
    try:
        return parse_version(value)
    except ValueError as error:
        raise document.error(keys, f"{keys[-1]}: {error}") from None


def _strings(document: Document, keys: Keys, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise document.error(keys, f"{keys[-1]} must be a list of strings, not {_kind(value)}")
    for item in value:
        if not isinstance(item, str):
            raise document.error(keys, f"{keys[-1]} must be a list of strings, but holds {_kind(item)}")
    return tuple(value)


def _flag(document: Document, keys: Keys, value: Any) -> bool:
    if not isinstance(value, bool):
        raise document.error(keys, f"{keys[-1]} must be true or false, not {_kind(value)}")
    return value


def _file(document: Document, keys: Keys, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise document.error(keys, f"{keys[-1]} must be the name of a file, not {_kind(value) if value != '' else 'empty'}")
    return str(document.path.parent / value)


def _patterns(document: Document, keys: Keys, value: Any) -> tuple[str, ...]:
    import pathspec  # not needed by most

    patterns = _strings(document, keys, value)
    for pattern in patterns:
        try:
            pathspec.GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            raise document.error(keys, f"{keys[-1]}: {pattern!r} is no gitignore pattern", pattern) from None
    return patterns


def _excludes(document: Document, keys: Keys, value: Any) -> tuple[Exclude, ...]:
    root = str(document.path.parent)
    return tuple(Exclude(root, pattern) for pattern in _patterns(document, keys, value))


def _codes(document: Document, keys: Keys, value: Any) -> tuple[str, ...]:
    codes = _strings(document, keys, value)
    for code in codes:
        try:
            parse_codes([code])
        except ValueError as error:
            raise document.error(keys, f"{keys[-1]}: {error}", code) from None
        if code != "ALL" and not any(rule.startswith(code) for rule in _rules()):
            hint = nearest(code, _rules()) or " (scope-lint rule lists them)"
            raise document.error(keys, f"{keys[-1]}: no rule's code begins with {code!r}{hint}", code)
    return codes


@cache
def _rules() -> Sequence[str]:
    """The codes of all rules, by the names of their files: nothing of them is imported."""
    import scope_lint.rules as package

    return [module.name[:6].upper() for module in pkgutil.iter_modules(package.__path__) if module.name.startswith("tfs")]


def read_folders(document: Document, keys: Keys, value: Any) -> tuple[str, ...]:
    """Folders, relative to the document."""
    folders = []
    for item in _strings(document, keys, value):
        folder = document.path.parent / item
        if not folder.is_dir():
            raise document.error(keys, f"{keys[-1]}: no folder {item!r}", item)
        folders.append(str(folder))
    return tuple(folders)


def _per_file(document: Document, keys: Keys, value: Any) -> tuple[PerFileIgnore, ...]:
    if not isinstance(value, dict):
        raise document.error(keys, f"{keys[-1]} must be a table of patterns and codes, not {_kind(value)}")
    root = str(document.path.parent)
    _patterns(document, keys, list(value))
    return tuple(PerFileIgnore(root, pattern, _codes(document, (*keys, pattern), codes)) for pattern, codes in value.items())


def _kind(value: Any) -> str:
    kinds = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date")


_VERSION_SCHEMA: Schema = {
    "type": "string",
    "anyOf": [{"enum": [*SUPPORTED_VERSIONS, "compat.v1"]}, {"pattern": r"^(0\.12|1\.([0-9]|1[0-5]))(\.\w+)*$"}],
}
_CODES_SCHEMA: Schema = {"type": "array", "items": {"type": "string", "pattern": f"^({CODE_PREFIX.pattern})$"}}
_STRINGS_SCHEMA: Schema = {"type": "array", "items": {"type": "string"}}
_PER_FILE_SCHEMA: Schema = {"type": "object", "additionalProperties": _CODES_SCHEMA}

KEYS = {
    key.name: key
    for key in (
        Key(
            "tf-version", "tf_version", _version, _VERSION_SCHEMA,
            f"The TensorFlow that the code is for: 0.12, or 1.0 to 1.15; compat.v1 is 1.15. Where it is not set, it is detected "
            f"from the project's requirements; without any, it is {DEFAULT_VERSION}.",
        ),
        Key("src", "src", read_folders, _STRINGS_SCHEMA, "Import roots, before those that are found."),
        Key(
            "select", "select", _codes, _CODES_SCHEMA,
            "The rules that are on, by code or by the beginning of one (TFS3, ALL). Default: all but those of severity info.",
            "all but those of severity info",
        ),
        Key("extend-select", "extend_select", _codes, _CODES_SCHEMA, "Rules that are on beside those of select."),
        Key("ignore", "ignore", _codes, _CODES_SCHEMA, "Rules that are off. Of two that match a code, the longer one decides."),
        Key("exclude", "exclude", _excludes, _STRINGS_SCHEMA, "Files and folders not to look at, as in a .gitignore."),
        Key(
            "force-exclude", "force_exclude", _flag, {"type": "boolean"},
            "Leave excluded files out also where they are named one by one, as pre-commit names them.",
        ),
        Key(
            "baseline", "baseline", _file, {"type": "string", "minLength": 1},
            "A file of findings that are known and not reported; check --write-baseline writes it.", "none",
        ),
        Key("stub-path", "stub_path", read_folders, _STRINGS_SCHEMA, "Folders with stubs of your own libraries."),
        Key(
            "per-file-ignores", "per_file_ignores", _per_file, _PER_FILE_SCHEMA,
            "Rules that are off in the files that a pattern matches, as in a .gitignore.",
        ),
    )
}  # fmt: skip
"""All keys, by name."""


def json_schema() -> Schema:
    """The JSON schema (draft 7) of scope-lint.toml and of ``[tool.scope-lint]``, for editors that check and complete TOML."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "scope-lint",
        "description": "The settings of scope-lint: in scope-lint.toml, or under [tool.scope-lint] in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.text, **key.schema} for key in KEYS.values()},
    }
