"""The TensorFlow 1.x release that a version specifier asks for: of pip (PEP 440), conda or Poetry.

Where several fit, the newest one holds: it is the one that pip and conda install.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scope_lint.options import DEFAULT_VERSION, SUPPORTED_VERSIONS

Release = tuple[int, ...]

_CLAUSE = re.compile(r"(?P<operator>===?|~=|!=|<=|>=|<|>|=|\^|~)?\s*v?(?P<version>\d+(?:\.\d+)*)(?P<rest>[^\s,]*)")
_MICROS = range(10)
"""No minor release of TensorFlow had more patches."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a specifier comes to."""

    version: str
    """One of SUPPORTED_VERSIONS."""
    exact: bool
    """No other version would do."""
    note: str = ""
    """Why it is not the version that was asked for, where it is not."""


@dataclass(frozen=True, slots=True)
class _Clause:
    operator: str
    release: Release
    prefix: bool
    """``1.4.*``: any release that begins so."""

    def admits(self, release: Release) -> bool:
        width = max(len(self.release), len(release))
        mine, its = _padded(self.release, width), _padded(release, width)
        starts = release[: len(self.release)] == self.release
        match self.operator:
            case "==" | "===":
                return starts if self.prefix else its == mine
            case "=":
                return starts
            case "!=":
                return not starts if self.prefix else its != mine
            case ">=":
                return its >= mine
            case "<=":
                return its <= mine
            case ">":
                return its > mine
            case "<":
                return its < mine
            case "~=":
                return its >= mine and release[: len(self.release) - 1] == self.release[:-1]
            case "^":  # up to the next release that may break: 2.0 after 1.4, 0.13 after 0.12
                fixed = 1 + next((at for at, part in enumerate(self.release) if part), 0)
                return its >= mine and release[:fixed] == self.release[:fixed]
            case _:  # "~": up to the next minor release
                return its >= mine and release[: min(len(self.release), 2)] == self.release[:2]


def wanted(specifier: str) -> Wanted | None:
    """The version for a specifier, as in ``>=1.8,<2``; None where it asks for no particular one."""
    alternatives = [list(_clauses(part)) for part in specifier.split("|")]
    if not any(alternatives):
        return None
    fitting = [v for v in SUPPORTED_VERSIONS if any(_admits(clauses, _release(v)) for clauses in alternatives)]
    if fitting:
        return Wanted(fitting[-1], len(fitting) == 1)
    newest = max(clause.release for clauses in alternatives for clause in clauses)
    if newest[0] >= 2:
        return Wanted(DEFAULT_VERSION, False, "TensorFlow 2: its tensorflow.compat.v1 behaves as 1.15")
    if newest < (0, 12):
        return Wanted(SUPPORTED_VERSIONS[0], False, f"the oldest version known here is {SUPPORTED_VERSIONS[0]}")
    return None


def _admits(clauses: list[_Clause], minor: Release) -> bool:
    return any(all(clause.admits((*minor, micro)) for clause in clauses) for micro in _MICROS)


def _clauses(text: str) -> Iterator[_Clause]:
    for found in _CLAUSE.finditer(text):
        release, rest = _release(found["version"]), found["rest"]
        prefix = rest.startswith((".*", "*"))
        yield _Clause(found["operator"] or ("=" if prefix else "=="), release, prefix)


def _release(text: str) -> Release:
    return tuple(int(part) for part in text.split("."))


def _padded(release: Release, width: int) -> Release:
    return release + (0,) * (width - len(release))
