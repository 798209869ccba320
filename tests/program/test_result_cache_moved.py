"""Lines of a file move, and results of others that name them are not made anew: they name the new lines, as a run without a cache does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint import api
from scope_lint.findings import CheckReport
from scope_lint.options import Options
from tests.program.edits import replace, rerun

LAYERS = '''import tensorflow as tf

import elsewhere

SIZE = elsewhere.size()


def misplaced(x):
    with tf.variable_scope("a", [x]):
        return tf.layers.dense(x, 3, name="d")


def twice(x):
    tf.get_variable("w", [2])
    return tf.get_variable("w", [2])


@elsewhere.decorated
def decorated(x):
    return elsewhere.unknown(x)


def looped(x, steps):
    for step in range(steps):
        with tf.variable_scope("loop"):
            tf.get_variable("v", [1])


class Model(object):
    def build(self, x):
        return undefined_name(x)
'''
USES = {
    "misplaced": "import layers\nx = layers.tf.zeros([2, 4])\nlayers.misplaced(x)\n",
    "twice": "import layers\nlayers.twice(1)\n",
    "decorated": "import layers\nlayers.decorated(1)\n",
    "looped": "import layers\nimport sys\nlayers.looped(1, len(sys.argv))\n",
    "build": "import layers\nlayers.Model().build(1)\n",
}
OWN = {"layers.py", "functions of layers.py"}
"""What is run again wherever lines of layers.py move."""
SPEAKS = {"use_twice.py"}
"""What is run again where line 14 moves: a message says "at line 14"."""


def check(no_cache: bool = False) -> CheckReport:
    return api.check(["."], Options(no_cache=no_cache))


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    """All files, whose results are kept."""
    (folder / "layers.py").write_text(LAYERS)
    for name, text in USES.items():
        (folder / f"use_{name}.py").write_text(text)
    check()


def edit(old: str, new: str, ran: list[str]) -> set[str]:
    """What is run after an edit of layers.py, which has to find what is found without a cache; then nothing is."""
    replace("layers.py", old, new)
    return rerun(check, ran)


def test_the_project_names_lines_of_it() -> None:
    report = check()
    named = {(f.code, f.line) for f in report.findings if f.path == "layers.py"} | {(i.path, i.line) for i in report.incomplete}
    assert {("TFS107", 9), ("layers.py", 20), ("layers.py", 31)} <= named
    (clash,) = [f for f in report.findings if f.code == "TFS301"]
    assert any(place.path == "layers.py" for place in clash.stack)


def test_a_comment_at_the_top(ran: list[str]) -> None:
    assert edit("import tensorflow", "# One\n# two.\nimport tensorflow", ran) == OWN | SPEAKS


def test_a_comment_between_functions(ran: list[str]) -> None:
    assert edit("@elsewhere", "# One\n# two.\n@elsewhere", ran) == OWN | SPEAKS


def test_blank_lines_inside_of_a_statement(ran: list[str]) -> None:
    assert edit("def misplaced(x):\n", "def misplaced(x):\n\n\n", ran) == OWN | SPEAKS


def test_a_new_function(ran: list[str]) -> None:
    assert edit("def twice", "def fresh(x):\n    return x\n\n\ndef twice", ran) == OWN | SPEAKS


def test_a_function_that_is_gone(ran: list[str]) -> None:
    gone = LAYERS[LAYERS.index("def twice") : LAYERS.index("@elsewhere")]
    assert "use_twice.py" in edit(gone, "", ran)


def test_a_line_in_a_sentence(ran: list[str]) -> None:
    """It is that of a line which has not moved here: the result is good as it is."""
    assert edit("def looped", "# Further\n# down.\ndef looped", ran) >= OWN


def test_another_body(ran: list[str]) -> None:
    jobs = edit('    tf.get_variable("w", [2])\n', '    tf.get_variable("u", [2])\n    x = x\n', ran)
    assert jobs == OWN | {"use_twice.py"}


def test_the_fix_of_a_finding_stands_where_it_is_now() -> None:
    text = Path("layers.py").read_text()
    Path("layers.py").write_text("# One\n# two.\n" + text)
    (finding,) = [f for f in check().findings if f.code == "TFS107"]
    assert finding.line == 11 and finding.fix is not None and {e.line for e in finding.fix.edits} == {11}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["# A comment.\n", "\n", "def fresh():\n    pass\n"])), min_size=1, max_size=4))
def test_any_lines(added: list[tuple[int, str]]) -> None:
    Path("layers.py").write_text(LAYERS)
    check()
    lines = LAYERS.splitlines(keepends=True)
    for number, text in added:
        lines.insert(number % (len(lines) + 1), text)
    Path("layers.py").write_text("".join(lines))
    assert check() == check(no_cache=True)
