"""The lines of requirement files that ask for TensorFlow. setup.py is parsed, never run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scope_lint.config.document import ConfigError, Document
from scope_lint.config.requirements.strings import LONGEST, strings

DISTRIBUTIONS = (
    "tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-rocm", "tensorflow-directml", "tensorflow-mkl", "intel-tensorflow",
    "nvidia-tensorflow", "tensorflow-macos", "tensorflow-aarch64",
)  # fmt: skip
"""TensorFlow itself, under the names it is or was published by."""

_NAME = "|".join(name.replace("-", "[-_.]") for name in sorted(DISTRIBUTIONS, key=len, reverse=True))
_REQUIREMENT = re.compile(
    rf"\s*(?:[\w.-]+::)?(?P<name>{_NAME})(?![\w-])(?![.][\w])\s*(?:\[[^\]]*\])?\s*(?P<rest>[^;#]*)", re.IGNORECASE
)
_WHEEL = re.compile(rf"(?:^|[/\s@])(?P<name>{_NAME})-(?P<version>\d+(?:\.\d+)+)[\w.+]*-[\w.]+-[\w.]+-[\w.]+\.whl", re.IGNORECASE)
_SPECIFIER = re.compile(r"[\s(]*(?:[=<>!~^\d*v]|$)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A place that asks for TensorFlow."""

    path: Path
    line: int
    name: str
    specifier: str
    """As it stands there: ``==1.4``; empty for any version."""

    def __str__(self) -> str:
        return f"{self.name}{' ' if self.specifier[:1].isdigit() else ''}{self.specifier}"


def requirement(text: str, path: Path, line: int) -> Requirement | None:
    """What one requirement asks for, where it is TensorFlow: ``tensorflow-gpu>=1.8,<2 ; python_version < "3.8"``."""
    if len(text) > LONGEST:  # something else, and slow to match
        return None
    if wheel := _WHEEL.search(text):
        return Requirement(path, line, wheel["name"].lower().replace("_", "-"), f"=={wheel['version']}")
    found = _REQUIREMENT.match(text)
    if found is None or not _SPECIFIER.match(found["rest"]):
        return None
    specifier = re.sub(r"[()\\\s]|--hash.*", "", found["rest"])
    if re.match(r"=?\s*\d[\w.*]*=\w", specifier):  # conda's build string: =1.12.0=gpu_py36h
        specifier = specifier.rsplit("=", 1)[0]
    return Requirement(path, line, found["name"].lower().replace("_", "-"), specifier)


def pip_lines(path: Path, seen: set[str] | None = None) -> Iterator[Requirement]:
    """A requirements.txt, with the files that it includes by ``-r`` and ``-c``, each once."""
    seen = seen if seen is not None else set()
    seen.add(os.path.normpath(path))
    for number, line in enumerate(_text(path).splitlines(), 1):
        if include := re.match(r"\s*(?:-r|-c|--requirement|--constraint)[\s=]*([^\s#=]+)", line):
            other = os.path.normpath(path.parent / include[1])
            if other not in seen:
                yield from pip_lines(Path(other), seen)
        elif not line.lstrip().startswith("#") and (found := requirement(line, path, number)):
            yield found


def conda_lines(path: Path) -> Iterator[Requirement]:
    """An environment.yml: its list items, pip's among them."""
    for number, line in enumerate(_text(path).splitlines(), 1):
        item = re.match(r"\s*-\s+(['\"]?)([^'\"]*)\1", line)
        listed = re.match(r"\s*(?:-\s*)?\w+:\s*\[(.*)\]", line)
        for text in [item[2]] if item else listed[1].replace('"', "").replace("'", "").split(", ") if listed else ():
            if found := requirement(text, path, number):
                yield found


def setup_cfg(path: Path) -> Iterator[Requirement]:
    """``install_requires`` and the extras of a setup.cfg."""
    section = ""
    for number, line in enumerate(_text(path).splitlines(), 1):
        if header := re.match(r"\[([^\]]+)\]", line):
            section = header[1]
        elif section.startswith("options") and (found := requirement(re.sub(r"^[\w-]+\s*=(?!=)", "", line), path, number)):
            yield found


def setup_py(path: Path) -> Iterator[Requirement]:
    """The strings of a setup.py that are requirements, wherever they stand: lists of them are often made first."""
    for number, string in strings(_text(path)):
        if found := requirement(string, path, number):
            yield found


def pyproject(path: Path) -> Iterator[Requirement]:
    """The dependencies of a pyproject.toml: of the standard, of dependency groups, and of Poetry and PDM."""
    if (document := _document(path)) is None:
        return
    yield from _listed(document, ("project", "dependencies"))
    tables: list[tuple[str, ...]] = [("project", "optional-dependencies"), ("dependency-groups",), ("tool", "pdm", "dev-dependencies")]
    for table in tables:
        for group in _table(document, table):
            yield from _listed(document, (*table, group))
    poetry = ("tool", "poetry")
    groups = [(*poetry, "group", name, "dependencies") for name in _table(document, (*poetry, "group"))]
    for keys in ((*poetry, "dependencies"), (*poetry, "dev-dependencies"), *groups):
        yield from _mapped(document, keys)


def pipfile(path: Path) -> Iterator[Requirement]:
    """The packages of a Pipfile."""
    if (document := _document(path)) is not None:
        yield from _mapped(document, ("packages",))
        yield from _mapped(document, ("dev-packages",))


def _listed(document: Document, keys: tuple[str, ...]) -> Iterator[Requirement]:
    items = document.table(*keys)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, str) and (found := requirement(item, document.path, document.line_of(keys, item))):
            yield found


def _mapped(document: Document, keys: tuple[str, ...]) -> Iterator[Requirement]:
    for name, value in _table(document, keys).items():
        for one in value if isinstance(value, list) else [value]:
            specifier = one.get("version", "") if isinstance(one, dict) else one
            if isinstance(specifier, str):
                line = document.line_of((*keys, name))
                if found := requirement(f"{name} {'' if specifier == '*' else specifier}", document.path, line):
                    yield found


def _table(document: Document, keys: tuple[str, ...]) -> dict[str, Any]:
    value = document.table(*keys)
    return value if isinstance(value, dict) else {}


def _document(path: Path) -> Document | None:
    try:
        return Document(path)
    except ConfigError:
        return None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


Reader = Callable[[Path], Iterator[Requirement]]
