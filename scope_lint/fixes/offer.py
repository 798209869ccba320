"""Which findings can be fixed, and how: each rule is asked for its fix, in files that can be edited."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.findings import Finding
from scope_lint.source.file import Overlay, SourceFile, decode, read_bytes
from scope_lint.source.problem import SourceError

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code


@dataclass(frozen=True)
class LeftAlone:
    """A file that has something to fix, and is not edited."""

    path: str
    reason: str


def offer(findings: Sequence[Finding], files: Iterable[Path], overlay: Overlay) -> list[LeftAlone]:
    """Gives findings their fixes; answers with the files that cannot be edited.

    ``files``: those that may be edited, since the user named them or a folder around them.
    """
    named = {os.path.abspath(path) for path in files}
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.remedy is not None and os.path.abspath(finding.path) in named:
            wanted.setdefault(finding.path, []).append(finding)
    left = []
    for path, found in wanted.items():
        code = _code(path, overlay)
        if isinstance(code, LeftAlone):
            left.append(code)
            continue
        for finding in found:
            _offer(finding, code)
    return left


def _offer(finding: Finding, code: Code) -> None:
    from scope_lint.rules import rule_of

    rule = rule_of(finding.code)
    assert rule is not None
    finding.fix = rule.fix(finding, code)
    finding.fixable = finding.fix is not None


def _code(path: str, overlay: Overlay) -> Code | LeftAlone:
    try:
        source = editable(Path(path), read_bytes(Path(path), overlay))
    except (SourceError, Unfit) as error:
        return LeftAlone(path, error.reason)
    from scope_lint.fixes.code import Code

    return Code(source.text)


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
