"""Relative imports of a file that is asked for itself, as ``python -m package.module`` runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scope_lint.api import Options, names
from tests.program.test_program import make

TENSORFLOW = "def get_variable(name, shape):\n    print(name)\n"
"""Stands for TensorFlow where Python itself runs the package."""

PACKAGE = {
    "figures____init__": "",
    "figures__figures": "import tensorflow as tf\n\ndef draw(name):\n    tf.get_variable(name, [1])\n",
    "figures__deep____init__": "",
    "figures__deep__deep": "from .. import figures\nfrom ..figures import draw\n\nfigures.draw('inner')\ndraw('last')\n",
    "figures__train": "from . import figures\nfrom .figures import draw\nfrom .deep import deep\n\nfigures.draw('first')\ndraw('second')\n",
}


def test_a_package_with_a_module_of_its_own_name(tmp_path: Path) -> None:
    make(tmp_path, **PACKAGE)
    report = names([str(tmp_path / "figures" / "train.py")], Options(no_cache=True))
    make(tmp_path, tensorflow=TENSORFLOW)
    told = subprocess.run([sys.executable, "-m", "figures.train"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [v.name for v in report.variables] == told.stdout.split() == ["inner", "last", "first", "second"]
    assert not report.incomplete
