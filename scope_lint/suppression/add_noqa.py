"""``# noqa`` comments for findings that are known: added to their lines, or to the comments that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scope_lint.findings import Edit, Finding
from scope_lint.fixes.edits import applied
from scope_lint.fixes.offer import LeftAlone
from scope_lint.options import UNREADABLE, Options
from scope_lint.source.file import SourceFile, decode, read_bytes
from scope_lint.source.noqa import Suppressions, line_ends
from scope_lint.source.problem import SourceError
from scope_lint.syntax.parse import parse
from scope_lint.syntax.problem import SyntaxProblem


@dataclass
class Added:
    """What is to be written: nothing is on disk yet."""

    files: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """By path: what was read, and what is to be written."""
    comments: int = 0
    left_alone: list[LeftAlone] = field(default_factory=list)


def add_noqa(findings: Sequence[Finding], options: Options) -> Added:
    """The files of some findings with a comment for each of them."""
    out = Added()
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code != UNREADABLE:
            wanted.setdefault(finding.path, []).append(finding)
    for path, found in wanted.items():
        try:
            data = read_bytes(Path(path), options.overlay)
            source = decode(Path(path), data)
            if source.places is not None:
                raise SourceError(Path(path), 1, "notebooks are not edited")
            edits = _edits(source, found)
            new = applied(data.decode(source.encoding), edits).encode(source.encoding)
            if not _same_program(source, decode(Path(path), new)) or data.decode(source.encoding).encode(source.encoding) != data:
                raise SourceError(Path(path), 1, "a comment would change what it says")
        except SourceError as error:
            out.left_alone.append(LeftAlone(path, error.reason))
        except ValueError as error:
            out.left_alone.append(LeftAlone(path, str(error)))
        else:
            out.files[path] = (data, new)
            out.comments += len(edits)
    return out


def _edits(source: SourceFile, found: Sequence[Finding]) -> list[Edit]:
    """One edit for each line whose findings need a comment."""
    lines, ends, present = source.text.split("\n"), line_ends(source.text), Suppressions(source.text)
    codes: dict[int, set[str]] = {}
    for finding in found:
        codes.setdefault(ends.get(finding.line, finding.line), set()).add(finding.code)
    edits = []
    for line, missing in codes.items():
        comment = present.at(line)
        if comment is not None and comment.codes:
            edits.append(Edit(comment.line, comment.end_column, comment.line, comment.end_column, f", {', '.join(sorted(missing))}"))
        else:
            end = len(lines[line - 1].rstrip()) + 1
            edits.append(Edit(line, end, line, len(lines[line - 1]) + 1, f"  # noqa: {', '.join(sorted(missing))}"))
    return edits


def _same_program(before: SourceFile, after: SourceFile) -> bool:
    """Whether two texts differ in comments only."""
    import ast

    try:
        return ast.dump(parse(before.text).tree) == ast.dump(parse(after.text).tree)
    except (SyntaxProblem, RecursionError):
        return False
