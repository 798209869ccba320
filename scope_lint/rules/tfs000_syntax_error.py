"""TFS000."""

from __future__ import annotations

from scope_lint.rules.base import Example, Rule


class SyntaxProblem(Rule):
    """A file could not be read or parsed, so nothing in it was looked at.

    What:
        The message says what was wrong (no such encoding, a null byte, a syntax error …) and where. Python 2 files are no
        error: they are converted in memory.

    Why:
        To leave a file out in silence would look like a clean bill. The exit status is 2, and the other files are analysed.

    How sure:
        Certain: no parser that knows Python 3 or Python 2 can read the file. It cannot be ignored, only excluded.
    """

    code = "TFS000"
    name = "syntax-error"
    severity = "error"
    summary = "The file could not be read or parsed"
    examples = [
        Example("bad", "import tensorflow as tf\n\nw = tf.get_variable('w', [2]  # error: TFS000\n"),
        Example("good", "import tensorflow as tf\n\nw = tf.get_variable('w', [2])\n"),
    ]
