"""What holds for a run, and where each value comes from: the defaults, a file, the project's requirements, the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from scope_lint.config.document import ConfigError, Document
from scope_lint.config.keys import KEYS, nearest
from scope_lint.options import Options

OWN_FILE = "scope-lint.toml"
TABLE = ("tool", "scope-lint")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from."""

    kind: Literal["file", "detected", "command line"]
    path: str | None = None
    """As it is shown: relative to the working directory, or absolute outside it."""
    line: int | None = None
    text: str = ""
    """What stands there, where it was detected."""
    note: str = ""

    def __str__(self) -> str:
        return self.kind if self.path is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run with their origins, by key; a key that is not there has its default."""

    options: Options = field(default_factory=Options)
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    file: str | None = None
    """The configuration file, as it is shown."""

    def with_values(self, values: Mapping[str, Any], origin: Origin) -> Settings:
        """With other values for some keys. A list that an earlier value is the beginning of has both origins."""
        fields: dict[str, Any] = {}
        origins = dict(self.origins)
        for name, value in values.items():
            before = getattr(self.options, KEYS[name].field)
            extends = isinstance(value, tuple) and before and value[: len(before)] == before
            origins[name] = (*origins.get(name, ()), origin) if extends else (origin,)
            fields[KEYS[name].field] = value
        if "tf-version" in values:
            fields["tf_version_from"] = "" if origin.path is None else str(origin)
        return replace(self, options=replace(self.options, **fields), origins=origins)


def find(start: Path) -> Document | None:
    """The nearest scope-lint.toml, or pyproject.toml with a ``[tool.scope-lint]``, from the folder ``start`` upward."""
    for folder in (start, *start.parents):
        if (folder / OWN_FILE).is_file():
            return Document(folder / OWN_FILE)
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
    """The options that hold for the files below the folder ``start``; ConfigError on a mistake in the configuration."""
    return detected(settings_for(start), start).options


def settings_for(start: Path, file: Path | None = None) -> Settings:
    """What ``file`` says, or the configuration that is found; ConfigError on a mistake in it."""
    document = Document(file) if file is not None else find(start)
    return Settings() if document is None else read(document)


def read(document: Document) -> Settings:
    """What a configuration file says."""
    prefix = () if document.path.name != "pyproject.toml" else TABLE
    where = "[tool.scope-lint]" if prefix else document.path.name
    path = shown(document.path)
    settings = Settings(Options(root=str(document.path.parent)), {}, path)
    table = document.table(*prefix)
    if not isinstance(table, dict):
        if table is None:
            return settings
        raise document.error(TABLE, "tool.scope-lint must be a table")
    for name, value in table.items():
        keys = (*prefix, name)
        if name not in KEYS:
            hint = nearest(name.replace("_", "-"), KEYS) or f"; the keys are {', '.join(KEYS)}"
            if not prefix and name == TABLE[0]:
                hint = f": in {OWN_FILE} the keys stand at the top level"
            raise document.error(keys, f"unknown key {name!r} in {where}{hint}")
        origin = Origin("file", path, document.line_of(keys))
        settings = settings.with_values({name: KEYS[name].read(document, keys, value)}, origin)
    return settings


def detected(settings: Settings, start: Path) -> Settings:
    """With the TensorFlow version that the project of the folder ``start`` asks for, where none is set."""
    if "tf-version" in settings.origins:
        return settings
    from scope_lint.config.requirements import detect  # most runs of the flake8 plugin need it only once

    found = detect(start)
    if found is None:
        return settings
    requirement = found.requirement
    origin = Origin("detected", shown(requirement.path), requirement.line, str(requirement), found.note)
    settings = settings.with_values({"tf-version": found.version}, origin)
    if found.note:
        text = f"{origin}: {requirement} is {found.note}" if found.note.startswith("TensorFlow") else f"{origin}: {found.note}"
        settings = replace(settings, options=replace(settings.options, tf_version_from=text))
    return settings


def shown(path: Path) -> str:
    """The path relative to the working directory, or absolute outside it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative


__all__ = ["ConfigError", "Origin", "Settings", "detected", "find", "load", "read", "settings_for", "shown"]
