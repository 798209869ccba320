"""The stubs of recurrent networks, run by a real TensorFlow in the place of its own: they must do what was recorded.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_2, 1_1, 1_0 …); skipped without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stubs.overlaid import ROOT, differing

OVERLAY = ROOT / "tests" / "stubs" / "train" / "overlay.py"
CELLS = ["contrib.rnn", "contrib.seq2seq", "contrib.legacy_seq2seq", "contrib.cudnn_rnn"]
MODULES = {"1.0": CELLS, "1.1": CELLS}
"""Before 1.2 tf.nn has no cells; only its dynamic networks are replaced there, with ``nn``."""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.15", "1.12", "1.8", "1.5", "1.4", "1.2", "1.1", "1.0"])
def test_stubs_do_what_tensorflow_does(version: str, tmp_path: Path) -> None:
    modules = ["nn", *MODULES.get(version, ["nn.rnn_cell", *CELLS])]
    assert differing("rnn", version, OVERLAY, modules, tmp_path, message=40) == []
