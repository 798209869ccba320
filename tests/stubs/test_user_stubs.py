"""Stubs of the user's own (``stub-path``): which module they replace, and where what they make stands."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options
from tests.environments import ROOT

LINEAR = """
    import tensorflow as tf

    def linear(x, units, name="linear"):
        with tf.variable_scope(name):
            return tf.get_variable("w", [units])
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")
    (tmp_path / "stubs").mkdir()
    return tmp_path


def write(**texts: str) -> None:
    """Files by name, with ``__`` for a slash."""
    for name, text in texts.items():
        path = Path(name.replace("__", "/") + ".py").absolute()
        path = path.with_name("__init__.py") if path.name == "init.py" else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))


def names(text: str, **options: object) -> api.NamesReport:
    write(train="import tensorflow as tf\n" + textwrap.dedent(text))
    return api.names(["train.py"], Options(stub_path=("stubs",), **options))  # type: ignore[arg-type]


def made(report: api.NamesReport) -> list[tuple[str, int]]:
    return [(v.name, v.line) for v in report.variables]


def test_a_library_that_is_not_there():
    write(stubs__nnkit__layers=LINEAR)
    report = names("""
        from nnkit.layers import linear
        import nnkit.layers
        from nnkit import layers as L
        with tf.variable_scope("net"):
            linear(None, 3, "a")
            nnkit.layers.linear(None, 3, "b")
            L.linear(None, 3, "c")
    """)
    assert made(report) == [("net/a/w", 7), ("net/b/w", 8), ("net/c/w", 9)]
    assert [v.certainty for v in report.variables] == ["definite"] * 3
    assert all(len(v.stack) == 1 for v in report.variables)
    assert report.incomplete == []


def test_a_module_of_one_file_and_packages():
    write(stubs__onefile=LINEAR, stubs__pack__init="from .inner import linear as shown\n", stubs__pack__inner=LINEAR)
    assert made(names("import onefile, pack\nonefile.linear(1, 2)\npack.shown(1, 2, 'x')\npack.inner.linear(1, 2, 'y')\n")) == [
        ("linear/w", 3), ("x/w", 4), ("y/w", 5),
    ]  # fmt: skip


def test_a_stub_wins_over_source_and_its_neighbours_are_the_source():
    write(
        lib__init="", lib__layers="raise ValueError('not this one')\n", stubs__lib__layers=LINEAR,
        lib__net="import tensorflow as tf\nfrom .layers import linear\n\ndef net():\n    linear(1, 2)\n    tf.get_variable('own', [1])\n",
    )  # fmt: skip
    report = names("from lib.net import net\nnet()\n")
    assert [(v.name, v.path, v.line) for v in report.variables] == [("linear/w", "lib/net.py", 5), ("own", "lib/net.py", 6)]


def test_a_stub_wins_over_a_model_of_scope_lint():
    write(stubs__gym="import tensorflow as tf\n\ndef make(name):\n    return tf.get_variable(name, [1])\n")
    assert made(names("import gym\ngym.make('Pong')\n")) == [("Pong", 3)]


def test_below_tensorflow_name_by_name():
    write(stubs__tensorflow__contrib__layers=LINEAR, stubs__tensorflow__contrib__strange__ops=LINEAR)
    report = names("""
        from tensorflow.contrib.strange import ops
        import tensorflow.contrib.layers as layers
        x = tf.placeholder(tf.float32, [1, 4])
        tf.contrib.layers.linear(x, 3, "ours")
        layers.fully_connected(x, 3)
        ops.linear(x, 3, "strange")
    """)
    assert made(report) == [("ours/w", 6), ("fully_connected/weights", 7), ("fully_connected/biases", 7), ("strange/w", 8)]


def test_the_first_folder_wins():
    write(stubs__kit=LINEAR, more__kit=LINEAR.replace('"w"', '"other"'), more__extra=LINEAR)
    write(train="import kit, extra\nkit.linear(1, 2)\nextra.linear(1, 2, 'e')\n")
    assert made(api.names(["train.py"], Options(stub_path=("stubs", "more")))) == [("linear/w", 2), ("e/w", 3)]


def test_what_a_stub_does_not_define_is_unknown():
    write(stubs__kit=LINEAR)
    report = names("import kit\nfrom kit import block\nkit.linear(1, 2)\nblock(1)\nkit.sub.f()\ntf.get_variable('later', [1])\n")
    assert [(v.name, v.certainty) for v in report.variables] == [("linear/w", "definite"), ("later", "possible")]
    assert report.errors == []
    assert "the stub of kit does not define block" in report.incomplete[0].reason


def test_star():
    write(stubs__kit=LINEAR)
    assert made(names("from kit import *\nlinear(1, 2)\nblock(2)\n")) == [("linear/w", 3)]


def test_errors_stand_at_the_call_in_the_project():
    write(stubs__kit=LINEAR)
    report = names("import kit\nkit.linear(1, 2)\nkit.linear(1, 2)\n")
    assert [(e.kind, e.path, e.line, len(e.stack)) for e in report.errors] == [("exists", "train.py", 4, 1)]
    (finding,) = api.check(["."], Options(stub_path=("stubs",))).findings
    assert (finding.code, finding.path, finding.line) == ("TFS301", "train.py", 4)


def test_what_a_stub_raises_is_an_error_there():
    write(stubs__kit="def linear(x):\n    raise ValueError('x must be 4-D')\n")
    report = names("import kit\nkit.linear(1)\n")
    assert [(e.type, e.message, e.line) for e in report.errors] == [("ValueError", "x must be 4-D", 3)]


def test_a_class_of_a_stub_is_the_base_of_one_of_the_project():
    write(stubs__kit="""
        import tensorflow as tf
        from _scope_lint import version

        class Module:
            def __init__(self, name):
                with tf.variable_scope(None, default_name=name) as scope:
                    self.scope = scope

            def __call__(self, *args):
                with tf.variable_scope(self.scope, reuse=tf.AUTO_REUSE if version >= (1, 4) else None):
                    return self.build(*args)
    """)
    report = names("""
        import kit
        class Mine(kit.Module):
            def build(self, x):
                return tf.get_variable("w", [x])
        one, two = Mine("mine"), Mine("mine")
        one(1), two(2), one(1)
    """)
    assert [(v.name, v.status, [f.line for f in v.stack]) for v in report.variables] == [
        ("mine/w", "created", [8, 6]), ("mine_1/w", "created", [8, 6]), ("mine/w", "reused", [8, 6]),
    ]  # fmt: skip


def test_stubs_are_shared_by_the_entries_of_check_and_are_no_programs():
    write(stubs__kit=LINEAR + "\n    tf.get_variable('at import', [1])\n")
    for name in "abc":
        write(**{name: "import kit\nkit.linear(1, 2)\n"})
    report = api.check(["."], Options(stub_path=("stubs",)))
    assert (report.files, report.findings) == (3, [])
    assert [f.code for f in api.check(["stubs"], Options(stub_path=("stubs",))).findings] == ["TFS108"]


@pytest.mark.parametrize(
    "text, line, reason",
    [("def f(:\n", 1, "invalid syntax"), ("import os\n\nos.path.join(1)\nraise OSError('no')\n", 4, "the import of kit ends with OSError")],
)
def test_a_stub_that_cannot_be_loaded(text: str, line: int, reason: str):
    write(stubs__kit=text)
    report = names("import kit\nkit.linear(1, 2)\ntf.get_variable('w', [1])\n")
    assert [(v.name, v.certainty) for v in report.variables] == [("w", "possible")]
    assert (report.incomplete[0].path, report.incomplete[0].line) == ("stubs/kit.py", line)
    assert reason in report.incomplete[0].reason


def test_without_stub_path_nothing_is_replaced():
    write(stubs__gym=LINEAR, train="import gym\ngym.linear(1, 2)\n")
    assert api.names(["train.py"], Options()).variables == []


def test_the_page(monkeypatch, capsys):
    from scope_lint.cli import main

    page = (ROOT / "docs" / "stubs.md").read_text(encoding="utf-8")
    program, stub = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (configuration,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    ((command, output),) = re.findall(r"```console\n\$ scope-lint (.+?)\n(.*?)```", page, re.DOTALL)
    assert "`stubs/nnkit/layers.py`" in page
    write(train=program, stubs__nnkit__layers=stub)
    Path("pyproject.toml").write_text(configuration)
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == output
