"""Files that build a graph where they are imported: what others import is loaded for all, their graph is each entry's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.events import Event, VariableEvent
from scope_lint.interpreter.machine import Machine
from scope_lint.options import Options

SCRIPT = """import tensorflow as tf


def net(name):
    with tf.variable_scope(name):
        return tf.get_variable("w", [1])


net("a")
net("b")
"""
UNREACHED = SCRIPT + "\n\ndef other():\n    tf.Variable(1.0, name='a b')\n"
SWALLOWS = """import tensorflow as tf


def build():
    try:
        with tf.variable_scope("s"):
            tf.get_variable("v", [1])
    finally:
        return 1


build()
"""
CHAIN = {"a.py": "import b\n", "b.py": "import c\n", "c.py": "import tensorflow as tf\n\ntf.get_variable('v', [1])\n"}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each variable is made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    count: Counter[str] = Counter()
    record = Machine.record

    def counted(self: Machine, event: Event) -> None:
        if isinstance(event, VariableEvent):
            count[str(event.name)] += 1
        record(self, event)

    monkeypatch.setattr(Machine, "record", counted)
    return count


def found(**options: object) -> list[tuple[str, int, str]]:
    findings = api.check(["."], Options(select=("ALL",), **options)).findings  # type: ignore[arg-type]
    return [(f.path, f.line, f.code) for f in findings]


def test_a_script_all_of_whose_functions_were_reached_runs_once(tmp_path: Path, made: Counter[str]) -> None:
    Path("script.py").write_text(SCRIPT)
    assert found() == []
    assert made == {"a/w": 1, "b/w": 1}


def test_an_import_for_all_ends_where_it_makes_something(tmp_path: Path, made: Counter[str]) -> None:
    Path("script.py").write_text(UNREACHED)
    assert found() == [("script.py", 14, "TFS108")]
    assert made["b/w"] == 2  # as a script, and to bring forth the function


def test_a_chain_of_imports(tmp_path: Path, made: Counter[str]) -> None:
    for name, text in CHAIN.items():
        Path(name).write_text(text)
    assert found() == []
    assert made["v"] == 4  # c: as the script, once for all, and for each of the others as its own


def test_a_scope_that_is_entered_there_is_no_unused_one(tmp_path: Path, made: Counter[str]) -> None:
    Path("model.py").write_text("import tensorflow as tf\n\nscope = tf.variable_scope('s')\ntf.get_variable('u', [1])\nwith scope:\n    tf.get_variable('v', [1])\n")
    Path("train.py").write_text("import model\n\nmodel.tf.get_variable('w', [1])\n")
    assert found() == []


def test_an_import_that_swallows_exceptions(tmp_path: Path, made: Counter[str]) -> None:
    Path("model.py").write_text(SWALLOWS)
    Path("first.py").write_text("import tensorflow as tf\nimport model\n\ntf.get_variable('v', [1])\ntf.get_variable('s/v', [1])\n")
    Path("second.py").write_text("import tensorflow as tf\nimport model\n\ntf.get_variable('s/v', [1])\n")
    assert found() == [("first.py", 5, "TFS301"), ("second.py", 4, "TFS301")]


@pytest.mark.parametrize(("text", "line"), [
    ("f = lambda: tf.Variable(1.0, name='a b')\n", 3),
    ("class A:\n    if tf:\n        f = lambda self: tf.Variable(1.0, name='a b')\n", 5),
    ("def make():\n    def f():\n        tf.Variable(1.0, name='a b')\n    return f\n\n\nf = make()\n", 5),
    ("def make():\n    return lambda: tf.Variable(1.0, name='a b')\n\n\nclass A:\n    f = make()\n", 4),
    ("try:\n    raise ValueError\nexcept ValueError:\n    def f():\n        tf.Variable(1.0, name='a b')\n", 7),
])  # fmt: skip
def test_functions_wherever_they_stand(tmp_path: Path, made: Counter[str], text: str, line: int) -> None:
    Path("script.py").write_text("import tensorflow as tf\n\n" + text)
    assert found() == [("script.py", line, "TFS108")]


def test_a_function_that_comes_with_an_edit_of_another_one(tmp_path: Path, made: Counter[str]) -> None:
    text = "import tensorflow as tf\n\n\ndef make():\n    return tf.Variable\n\n\nf = make()\n"
    Path("script.py").write_text(text)
    assert found() == []
    Path("script.py").write_text(text.replace("tf.Variable", "lambda: tf.Variable(1.0, name='a b')"))
    assert found() == found(no_cache=True) == [("script.py", 5, "TFS108")]
