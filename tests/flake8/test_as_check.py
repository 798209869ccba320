"""The plugin runs what ``check`` runs of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options
from scope_lint.single import Singles

MODEL = 'import tensorflow as tf\n\n\ndef build():\n    return tf.get_variable("w", [1])\n'
USER = "import model\n\n\ndef twice():\n    model.build()\n    return model.build()\n"


@pytest.mark.parametrize("speaks", [False, True])
def test_functions_of_a_file_that_speaks_of_no_scopes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speaks: bool) -> None:
    """They are run neither here nor there: what they call is judged where it stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    text = USER + ("# variable_scope\n" if speaks else "")
    Path("model.py").write_text(MODEL)
    Path("user.py").write_text(text)
    options = Options(select=("ALL",))
    whole = [f for f in api.check(["."], options).findings if f.path == "user.py"]
    assert api.check_source(text, "user.py", options, Singles()) == whole
    assert api.check_source(text, "user.py", options) == whole
