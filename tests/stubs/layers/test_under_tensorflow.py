"""The stubs of layers, run by a real TensorFlow in the place of its own: they must do what was recorded.

Needs an interpreter with that TensorFlow: ``SCOPE_LINT_TF_1_15=PYTHON`` (likewise 1_4, 1_0); skipped without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stubs.overlaid import differing

OVERLAY = Path(__file__).with_name("overlay.py")
MODULES = ["layers", "contrib.framework", "contrib.layers", "contrib.slim", "contrib.slim.learning", "contrib.slim.nets"]
BEYOND = {"slim_training", "slim_arg_scope_paths"}
"""Scripts that placeholders cannot stand in for (no gradients), or that import by paths where the real functions stay."""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.15", "1.4", "1.0"])
def test_stubs_do_what_tensorflow_does(version: str, tmp_path: Path) -> None:
    assert differing("layers", version, OVERLAY, MODULES, tmp_path, BEYOND) == []
