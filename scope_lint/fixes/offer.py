"""Which findings can be fixed, and how: each rule is asked for its fix, in files that can be edited."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.findings import Finding, Fix
from scope_lint.source.file import Overlay, SourceFile, decode, read_bytes
from scope_lint.source.problem import SourceError

if TYPE_CHECKING:
    from scope_lint.fixes.kept import KeptOffers


@dataclass(frozen=True)
class LeftAlone:
    """A file that has something to fix, and is not edited."""

    path: str
    reason: str


def offer(findings: Sequence[Finding], files: Iterable[Path], overlay: Overlay, kept: KeptOffers | None = None) -> list[LeftAlone]:
    """Gives findings their fixes; answers with the files that cannot be edited.

    ``files``: those that may be edited, since the user named them or a folder around them. ``kept``: what was offered before.
    """
    named = {os.path.abspath(path) for path in files}
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.remedy is not None and os.path.abspath(finding.path) in named:
            wanted.setdefault(finding.path, []).append(finding)
    left = []
    for path, found in wanted.items():
        try:
            data = read_bytes(Path(path), overlay)
        except SourceError as error:
            left.append(LeftAlone(path, error.reason))
            continue
        key = None if kept is None else kept.key(data, found)
        offered = None if kept is None else kept.get(key)
        if offered is None:
            offered = _offered(path, data, found)
            if kept is not None:
                kept.put(key, offered)
        if isinstance(offered, str):
            left.append(LeftAlone(path, offered))
            continue
        for finding, fix in zip(found, offered):
            finding.fix, finding.fixable = fix, fix is not None
    return left


def _offered(path: str, data: bytes, findings: Sequence[Finding]) -> list[Fix | None] | str:
    """The fix of each finding of a file; the reason where it cannot be edited."""
    try:
        source = editable(Path(path), data)
    except (SourceError, Unfit) as error:
        return error.reason
    from scope_lint.fixes.code import Code
    from scope_lint.rules import rule_of

    code = Code(source.text)
    fixes: list[Fix | None] = []
    for finding in findings:
        rule = rule_of(finding.code)
        assert rule is not None
        fixes.append(rule.fix(finding, code))
    return fixes


class Unfit(Exception):
    """A file that is not edited, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def editable(path: Path, data: bytes) -> SourceFile:
    """The text of a file that can be edited, given its bytes; Unfit or SourceError where it cannot."""
    from scope_lint.syntax.parse import parse
    from scope_lint.syntax.problem import SyntaxProblem

    source = decode(path, data)
    if source.places is not None:
        raise Unfit("notebooks are not edited")
    if data.decode(source.encoding).encode(source.encoding) != data:
        raise Unfit(f"its {source.encoding} cannot be written back as it is")
    try:
        parsed = parse(source.text)
    except (SyntaxProblem, RecursionError):
        raise Unfit("it does not parse") from None
    if parsed.python2 or parsed.text != source.text:
        raise Unfit("it is not Python 3, and only what parses as it stands is edited")
    return source
