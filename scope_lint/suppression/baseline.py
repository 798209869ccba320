"""Findings that are known: how many of each rule in each file, in a file that outlives moved lines."""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from scope_lint.findings import Finding, Stale
from scope_lint.options import UNREADABLE, Options, OptionsByFolder
from scope_lint.report.excerpts import Sources
from scope_lint.source.shown import shown
from scope_lint.source.write import WriteError, write

SCHEMA = 1


class BaselineError(Exception):
    """A baseline that cannot be read or written; the message is one line for the user."""


class _Known(msgspec.Struct):
    """The findings of one rule in one file. ``lines`` tell which of them are new where there are more than ``count``."""

    count: int
    lines: list[str] = []
    """A digest of the line of each, without its spaces."""


class Baseline(msgspec.Struct):
    """What a baseline file holds: by path, relative to it and with slashes, and by code."""

    schema: int
    findings: dict[str, dict[str, _Known]]


def without_known(found: Sequence[Finding], paths: Iterable[Path], options: Options) -> tuple[list[Finding], list[Stale]]:
    """The findings that the baselines of their files do not have, and what these have too many of in the files that were looked at.

    Up to as many of a rule in a file as its baseline has are known, wherever they stand now. Of more, those are new whose line
    it does not have.
    """
    near, sources = OptionsByFolder(options), Sources(options.overlay)
    looked_at: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        looked_at[near.of(path).baseline].append(path)
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_file[near.of(finding.path).baseline].append(finding)
    known: set[int] = set()
    stale: list[Stale] = []
    for file in sorted({*looked_at, *by_file} - {""}):
        compared = _Compared(read(file), _Keys(file, sources), by_file[file])
        known |= compared.known
        stale += compared.stale(file, looked_at[file], near)
    return [finding for finding in found if id(finding) not in known], stale


class _Compared:
    """What a baseline knows of some findings."""

    def __init__(self, baseline: Baseline, key: _Keys, found: Sequence[Finding]) -> None:
        self._baseline, self._key = baseline, key
        self._groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in found:
            self._groups[key.path(finding.path), finding.code].append(finding)
        self.known: set[int] = set()
        """The identities of those that it has."""
        for (path, code), group in self._groups.items():
            known = baseline.findings.get(path, {}).get(code, _Known(0))
            new = _new(group, known, key) if len(group) > known.count else []
            self.known |= {id(finding) for finding in group} - {id(finding) for finding in new}

    def stale(self, file: str, paths: Iterable[Path], near: OptionsByFolder) -> Iterator[Stale]:
        """What it has too many of, in the files that were looked at and in those that are there no longer."""
        looked_at = {self._key.path(os.fspath(path)) for path in paths}
        for path, codes in self._baseline.findings.items():
            full = os.path.join(os.path.dirname(os.path.abspath(file)), path)
            if path in looked_at or not os.path.exists(full):
                for code, known in codes.items():
                    count = len(self._groups[path, code])
                    if known.count > count and _is_on(code, near.of(full)):
                        yield Stale(file, path, code, known.count, count)


def write_baseline(file: str, found: Sequence[Finding], options: Options) -> int:
    """Writes the findings to a baseline file; how many there are."""
    key = _Keys(file, Sources(options.overlay))
    findings: dict[str, dict[str, _Known]] = {}
    known = [finding for finding in found if finding.code != UNREADABLE]
    for finding in known:
        entry = findings.setdefault(key.path(finding.path), {}).setdefault(finding.code, _Known(0))
        entry.count += 1
        entry.lines.append(key.line(finding))
    for codes in findings.values():
        for entry in codes.values():
            entry.lines.sort()
    data = msgspec.json.format(msgspec.json.encode(Baseline(SCHEMA, findings), order="sorted"), indent=1) + b"\n"
    try:
        old = Path(file).read_bytes() if os.path.exists(file) else None
        write(Path(file), old, data)
    except (OSError, WriteError) as error:
        raise BaselineError(f"the baseline {shown(file)!r} cannot be written: {getattr(error, 'strerror', None) or error}") from None
    return len(known)


def read(file: str) -> Baseline:
    """A baseline file; BaselineError where there is none."""
    try:
        baseline = msgspec.json.decode(Path(file).read_bytes(), type=Baseline)
    except OSError as error:
        hint = " (check --write-baseline FILE writes one)" if isinstance(error, FileNotFoundError) else ""
        raise BaselineError(f"the baseline {shown(file)!r} cannot be read: {error.strerror}{hint}") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise BaselineError(f"{shown(file)!r} is no baseline: {error}") from None
    if baseline.schema != SCHEMA:
        raise BaselineError(f"{shown(file)!r} is a baseline of schema {baseline.schema}, and this scope-lint knows {SCHEMA}")
    return baseline


class _Keys:
    """What findings are recognised by."""

    def __init__(self, file: str, sources: Sources) -> None:
        self._folder = os.path.dirname(os.path.abspath(file))
        self._sources = sources

    def path(self, path: str) -> str:
        return os.path.relpath(path, self._folder).replace(os.sep, "/")

    def line(self, finding: Finding) -> str:
        text = " ".join((self._sources.line(finding.path, finding.line) or "").split())
        return hashlib.sha256(os.fsencode(text)).hexdigest()[:12]


def _new(group: Sequence[Finding], known: _Known, key: _Keys) -> list[Finding]:
    left = Counter(known.lines)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in group:
        line = key.line(finding)
        left[line] -= 1
        (old if left[line] >= 0 else new).append(finding)
    missing = len(group) - known.count - len(new)
    return new + (old[-missing:] if missing > 0 else [])


def _is_on(code: str, options: Options) -> bool:
    from scope_lint.rules import rule_of

    rule = rule_of(code)
    return rule is None or options.enabled(code, rule.severity)
