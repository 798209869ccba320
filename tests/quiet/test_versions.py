"""Arguments that came between two recorded versions of TensorFlow are not called unknown to the versions between."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint.api import check
from scope_lint.options import Options

KEEPDIMS = "import tensorflow as tf\n\nx = tf.placeholder(tf.float32, [2, 3])\ntf.reduce_max(x, 1, keepdims=True)\n"


@pytest.mark.parametrize(("version", "codes"), [("1.4", ["TFS203"]), ("1.5", []), ("1.7", []), ("1.8", [])])
def test_keepdims_came_with_1_5(tmp_path: Path, version: str, codes: list[str]) -> None:
    (tmp_path / "p.py").write_text(KEEPDIMS)
    found = check([str(tmp_path)], Options(tf_version=version, no_cache=True)).findings
    assert [f.code for f in found] == codes
