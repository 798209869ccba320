"""json.load reads whatever has a ``read``: files of Python and of TensorFlow, and objects of the program's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options

SCRIPT = """import io
import json
import os
import tensorflow as tf

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sizes.json")
with {} as file:
    sizes = json.load(file)
for number in range(sizes["layers"]):
    tf.get_variable("layer_%d" % number, [sizes["units"]])
"""


@pytest.mark.parametrize("opened", ["open(path)", "tf.gfile.Open(path)", "tf.gfile.GFile(path, 'r')", "io.open(path, encoding='utf-8')"])
def test_json_is_read(opened: str, tmp_path: Path) -> None:
    (tmp_path / "sizes.json").write_text('{"layers": 2, "units": 4}')
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(opened))
    report = api.names([str(script)], Options(no_cache=True))
    assert [(v.name, v.shape, v.certainty) for v in report.variables] == [("layer_0", (4,), "definite"), ("layer_1", (4,), "definite")]
