"""What stubs read: files of the analysed code, through tf.gfile."""

from __future__ import annotations

from pathlib import Path

from scope_lint.events import VariableEvent
from scope_lint.interpreter.entries import run_script
from scope_lint.program.program import Program

SCRIPT = """
import json, os
import tensorflow as tf

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "config.json")
with tf.gfile.GFile(path, "r") as reader:
    config = json.loads(reader.read())
with tf.variable_scope(config["scope"]):
    for i, size in enumerate(config["layers"]):
        tf.get_variable("w%d" % i, [size])
"""


def test_configuration_beside_the_code(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"scope": "net", "layers": [3, 4]}', encoding="utf-8")
    script = tmp_path / "build.py"
    script.write_text(SCRIPT, encoding="utf-8")
    result = run_script(Program([tmp_path]), script, (1, 15))
    made = [(str(e.name), e.shape) for e in result.events if isinstance(e, VariableEvent)]
    assert made == [("net/w0", (3,)), ("net/w1", (4,))]
