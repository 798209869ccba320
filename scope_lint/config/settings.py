"""What holds for a run, and where each value comes from: the defaults, a file, the project's requirements, the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scope_lint.config.document import ConfigError, Document
from scope_lint.config.keys import KEYS, nearest
from scope_lint.options import Options

if TYPE_CHECKING:
    from scope_lint.config.requirements import Detection

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


class Nearest:
    """The settings of the folders of a run: the configuration file that is nearest to each, upward, and what its project requires.

    In one folder, scope-lint.toml goes before a pyproject.toml with a ``[tool.scope-lint]``. Each file is read once.
    """

    def __init__(
        self,
        start: Path,
        file: Path | None = None,
        on_top: Callable[[Settings], Settings] = lambda settings: settings,
        broken: Callable[[ConfigError], None] | None = None,
    ) -> None:
        """``start``: where the run starts. ``file``: the one that holds everywhere. ``on_top`` adds what wins over files. ``broken``
        is told of a pyproject.toml that is no TOML, and may be none of our business: it is passed over then, else it is a ConfigError
        like any other."""
        self._start, self._on_top, self._broken = start, on_top, broken
        self._fixed = None if file is None else read(Document(file))
        self._files: dict[Path, Settings | None] = {}
        self._known: dict[Path, Settings] = {}
        self._detection: Detection | None = None

    def of(self, folder: Path) -> Settings:
        """What holds for the files of a folder; ConfigError on a mistake in the configuration."""
        if folder not in self._known:
            found = self._fixed or next((s for at in (folder, *folder.parents) if (s := self._in(at)) is not None), Settings())
            self._known[folder] = self._detected(self._on_top(found), folder)
        return self._known[folder]

    def _in(self, folder: Path) -> Settings | None:
        if folder not in self._files:
            self._files[folder] = self._read(folder)
        return self._files[folder]

    def _read(self, folder: Path) -> Settings | None:
        try:
            document = _document(folder)
            return None if document is None else read(document)
        except ConfigError as error:
            if self._broken is None or not error.foreign:
                raise
            self._broken(error)
            return None

    def _detected(self, settings: Settings, folder: Path) -> Settings:
        """With the TensorFlow version that the project of a folder asks for, where none is set."""
        if "tf-version" in settings.origins:
            return settings
        from scope_lint.config.requirements import Detection  # most runs of the flake8 plugin need it only once

        self._detection = self._detection or Detection(self._start)
        found = self._detection.of(folder)
        if found is None:
            return settings
        requirement = found.requirement
        origin = Origin("detected", shown(requirement.path), requirement.line, str(requirement), found.note)
        settings = settings.with_values({"tf-version": found.version}, origin)
        if found.note:
            text = f"{origin}: {requirement} is {found.note}" if found.note.startswith("TensorFlow") else f"{origin}: {found.note}"
            settings = replace(settings, options=replace(settings.options, tf_version_from=text))
        return settings


def load(folder: Path) -> Options:
    """The options that hold for the files of a folder; ConfigError on a mistake in the configuration."""
    return Nearest(folder).of(folder).options


def _document(folder: Path) -> Document | None:
    """The configuration file in a folder. A pyproject.toml that does not speak of us is not even parsed."""
    own, shared = folder / OWN_FILE, folder / "pyproject.toml"
    if own.is_file():
        return Document(own)
    if not shared.is_file() or not _mentions_us(shared):
        return None
    document = Document(shared)
    for name in document.table(TABLE[0]) or {}:
        if name != TABLE[1] and name.lower().replace("_", "").replace("-", "") == "scopelint":
            raise document.error((TABLE[0], name), f"unknown table [tool.{name}]; did you mean [tool.scope-lint]?")
    return document if document.table(*TABLE) is not None else None


def _mentions_us(path: Path) -> bool:
    try:
        return re.search(rb"scope[-_]*lint", path.read_bytes(), re.IGNORECASE) is not None
    except OSError:
        return True  # said where it is read


def read(document: Document) -> Settings:
    """What a configuration file says."""
    prefix = () if document.path.name != "pyproject.toml" else TABLE
    where = "[tool.scope-lint]" if prefix else document.path.name
    path = shown(document.path)
    settings = Settings(file=path)
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


def shown(path: Path) -> str:
    """The path relative to the working directory, or absolute outside it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir) else relative


__all__ = ["ConfigError", "Nearest", "Origin", "Settings", "load", "read", "shown"]
