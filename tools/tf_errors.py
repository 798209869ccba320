"""What an exception of TensorFlow 1.x says: its kind as scope-lint names them, the sentence that tells it, and the variable."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Told(NamedTuple):
    kind: str
    """exists, missing, shape, dtype, invalid-name or other."""
    message: str
    """The line of the message that tells what is wrong (the first, but for errors that AutoGraph or a Saver wraps)."""
    variable: str | None


PATTERNS = [
    ("exists", r"Variable (?P<v>\S*) already exists"),
    ("missing", r"Variable (?P<v>\S*) does not exist, or was not created with tf\.get_variable"),
    ("dtype", r"Trying to share variable (?P<v>\S+), but specified dtype"),
    ("shape", r"Trying to share variable (?P<v>\S+), but specified shape"),
    ("invalid-name", r"'(?P<v>.*)' is not a valid (scope|node) name"),
    ("other", r"Shape of a new variable \((?P<v>\S+)\) must be fully defined"),
    ("other", r"partitioned version of the variable was found: (?P<v>\S+?)/part_0"),
    ("other", r"Initializer for variable (?P<v>\S+)/ is from inside a control-flow construct"),
    ("other", r"Trying to reuse partitioned variable (?P<v>\S+), but"),
    ("other", r"The name '(?P<v>[^']+)' refers to (a Tensor|an Operation) which does not exist"),
    ("other", r"^\"(?P<v>\S+)\" already exists\."),
    ("other", r"The name '(?P<v>[^']+)' refers to an Operation"),
    ("other", r"At least two variables have the same name: (?P<v>\S+)"),
    ("other", r"Attempt to reuse RNNCell .*this attempt is with scope '(?P<v>[^']+)'"),
    ("other", r"Attempt to have a second RNNCell.*variable scope[^']*'(?P<v>[^']+)'"),
]
KEY_NOT_FOUND = re.compile(r"(?:Key|Tensor name) \"?([^\s\"]+)\"? not found in checkpoint")


def told(error: dict[str, Any]) -> Told:
    """Read an exit of tf_runner.py."""
    lines = [re.sub(r" at 0x[0-9a-f]+", "", line.strip()) for line in error["message"].split("\n")]
    for kind, pattern in PATTERNS:
        for line in lines:
            if found := re.search(pattern, line):
                return Told(kind, line[found.start() :] if line.startswith(error["type"]) else line, found["v"])
    if found := KEY_NOT_FOUND.search(error["message"]):
        return Told("other", lines[0], found[1])
    return Told("other", lines[0], error["asked"] if isinstance(error["asked"], str) else None)
