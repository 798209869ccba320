"""TFS001."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from scope_lint.findings import Edit, Finding, Fix, Remedy
from scope_lint.rules.base import Example, Rule
from scope_lint.source.noqa import Comment, Suppressions

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code


class UnusedNoqa(Rule):
    """A ``# noqa`` comment names a rule that finds nothing there.

    What:
        A comment such as ``# noqa: TFS301`` that suppresses nothing. Codes of other tools in it are let be, and so are comments
        without codes, which may be meant for another tool.

    Why:
        What it once suppressed is gone; the next finding on that line would go unseen.

    How sure:
        Certain for the files that were analysed together: what is found in a file may hang on the programs that use it. So
        select this rule where the whole project is checked.

    Fix:
        Safe: the code is taken out of the comment, and the comment out of the line where nothing is left of it.
    """

    code = "TFS001"
    name = "unused-noqa"
    severity = "info"
    summary = "A # noqa comment suppresses nothing"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

w = tf.get_variable("w", [2])  # noqa: TFS301  # error: TFS001
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

with tf.variable_scope("kept_as_it_is_in_checkpoints/"):  # noqa: TFS105
    w = tf.get_variable("w", [2])
""",
        ),
    ]

    def unused(self, path: str, comments: Suppressions, wanted: Callable[[str], bool]) -> Iterator[Finding]:
        """The comments of a file that suppressed nothing in a run; ``wanted``: whether the run would report a code."""
        for comment in comments.comments:
            idle = [c for c in comment.codes or () if c.upper().startswith("TFS") and c not in comment.used and wanted(c.upper())]
            if idle:
                yield self._found(path, comment, idle)

    def _found(self, path: str, comment: Comment, idle: list[str]) -> Finding:
        rest = tuple(code for code in comment.codes or () if code not in idle)
        place = (comment.line, comment.column, comment.line, comment.end_column)
        return Finding(
            code=self.code, name=self.name, severity=self.severity, certainty="definite",
            message=f"{', '.join(idle)} is not found here: the comment suppresses nothing" if not rest else
            f"{', '.join(idle)} is not found here: leave it out of the comment",
            path=path, line=comment.line, column=comment.column, end_line=comment.line, end_column=comment.end_column,
            remedy=Remedy(spans=(place,), safe=True, meant=rest) if comment.real else None,
        )  # fmt: skip

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        assert finding.remedy is not None
        (place,), rest = finding.remedy.spans, finding.remedy.meant
        line, column, _, end = place
        written, after = code.piece(place), code.after(place)
        if rest:
            text = f"{written[: written.index(':') + 1]} {', '.join(rest)}"
        elif after.strip():
            text, end = "# ", end + len(after) - len(after.lstrip("# "))  # what else the comment says stays
        else:
            text, end = "", end + len(after)
            column = len(code.lines[line - 1][: column - 1].rstrip()) + 1
            if column == 1 and line < len(code.lines):  # nothing else stands there
                return Fix(message="Take the comment out", safe=True, edits=(Edit(line, 1, line + 1, 1, ""),))
        edit = code.edit((line, column, line, end), text)
        return Fix(message="Take it out of the comment", safe=True, edits=(edit,)) if edit else None
