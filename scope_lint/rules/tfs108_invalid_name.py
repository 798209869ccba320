"""TFS108."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scope_lint.findings import Finding
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Rule


class InvalidName(Rule):
    """A scope or variable has a name that TensorFlow does not accept, and ValueError is raised.

    What:
        A name holds a space, a colon, a quotation mark, a plus sign, a non-ASCII letter …, or begins with ``_``, ``-`` or
        ``/`` outside any scope.

    Why:
        Names of operations match ``[A-Za-z0-9.][A-Za-z0-9_.\\\\-/]*``; inside a scope a name may also begin with ``_``, ``-``
        or ``/``. Column names, file names, host names and quoted settings often do not fit.

    How sure:
        Definite where the name is known and the program surely gets there.
    """

    code = "TFS108"
    name = "invalid-name"
    severity = "error"
    summary = "Not a valid scope or variable name"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

for column in ["age", "blood pressure"]:
    with tf.variable_scope(column):  # error: TFS108
        w = tf.get_variable("w", [1])
""",
        ),
        Example("bad", 'import tensorflow as tf\n\nw = tf.get_variable("w:0", [1])  # error: TFS108\n'),
        Example(
            "good",
            """\
import tensorflow as tf

for column in ["age", "blood pressure"]:
    with tf.variable_scope(column.replace(" ", "_")):
        w = tf.get_variable("w", [1])
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        for error in run.errors_of(self.code):
            known = "".join(p for p in getattr(error.variable, "parts", (error.variable or "",)) if isinstance(p, str))
            bad = sorted({c for c in known if not (c.isascii() and (c.isalnum() or c in "_.-/"))})
            first = known[:1] if not bad and known[:1] in ("_", "-", "/", "\\") else ""
            why = f"{error.message} ({', '.join(map(repr, bad))} not allowed)" if bad else error.message
            advice = f"outside of other scopes it must not begin with {first!r}; put a letter before it" if first else _advice(known)
            yield self.finding(error, f"{why}: {advice}", variable=error.variable)


def _advice(name: str) -> str:
    if re.search(r"\{\w*\}|%[sd]", name):
        return "the string is not formatted, an f before it or .format() is missing"
    if re.search(r":\d+$", name):
        return "that is the name of a tensor; leave the ':' and the number out, as in variable.op.name"
    return "leave out or replace such characters"
