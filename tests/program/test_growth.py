"""Programs that would take forever if each way through them were followed: they end within the limits, and say so.

Measured by what is run (statements, events), not by the clock.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint.events import VariableEvent
from scope_lint.interpreter.limits import CHECK
from scope_lint.interpreter.session import Session
from scope_lint.program.program import Program
from scope_lint.rules.run import findings_of
from scope_lint.syntax.lower import lower
from scope_lint.workers import run_script

HEAD = "import tensorflow as tf\nimport config\n"


def chain(n: int) -> str:
    calls = "".join(f"def f{i}(x):\n    with tf.variable_scope('s{i}'):\n        return f{i + 1}(x)\n" for i in range(n))
    return calls + f"def f{n}(x):\n    return tf.get_variable('w', [1])\nf0(1)\n"


def fan_out(depth: int) -> str:
    text = "def leaf():\n    tf.get_variable('w', [1])\n"
    for i in range(depth + 1):
        inner = f"f{i + 1}()" if i < depth else "leaf()"
        text += f"def f{i}():\n    for j in range(3):\n        with tf.variable_scope('s%d' % j):\n            {inner}\n"
    return text + "f0()\n"


def loops(depth: int) -> str:
    heads = "".join("    " * i + f"for i{i} in range(config.n{i}):\n" for i in range(depth))
    return heads + "    " * depth + "tf.get_variable('w_%d' % i0, [1])\n"


def branches(n: int) -> str:
    return "".join(
        f"if config.flag{i}:\n    x{i} = tf.get_variable('a{i}', [1])\nelse:\n    x{i} = tf.get_variable('b{i}', [1])\n" for i in range(n)
    )


def returns(n: int) -> str:
    return "def f():\n" + "".join(f"    if config.f{i}:\n        return tf.get_variable('r{i}', [1])\n" for i in range(n)) + "f()\n"


MUTUAL = """
def a(n):
    with tf.variable_scope('a'):
        b(n - 1)
        b(n - 2)
def b(n):
    if n > config.stop:
        tf.get_variable('w', [1])
        a(n)
        a(n - 3)
a(config.n)
"""

PROGRAMS = {
    "a deep chain of calls": chain(400),
    "three calls each, twelve deep": fan_out(12),
    "nested loops of unknown length": loops(12),
    "thirty unknown conditions in a row": branches(30),
    "thirty early returns": returns(30),
    "mutual recursion": MUTUAL,
    "a text that doubles": "s = 'a'\nfor i in range(60):\n    s = s + s\ntf.get_variable(s, [1])\n",
    "a list that doubles": "s = [1]\nfor i in range(60):\n    s = s + s\ntf.get_variable('w', s)\n",
    "huge numbers and sequences": "x = 10 ** 10 ** 10\ny = [0] * 10 ** 12\nz = list(range(10 ** 12))\nw = 'a' * 10 ** 12\ntf.get_variable('w', [1])\n",
    "a comprehension of a million items": "x = [a + b + c for a in range(100) for b in range(100) for c in range(100)]\ntf.get_variable('w', [1])\n",
}
CUT = {"a deep chain of calls", "nested loops of unknown length", "three calls each, twelve deep", "mutual recursion", "a comprehension of a million items"}
"""Those of which not all can be followed."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_ends_within_the_limits(name: str, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(HEAD + PROGRAMS[name])
    result = run_script(Session(Program([]), (1, 15)), path)
    assert result.steps <= CHECK.steps + CHECK.branch_depth and len(result.events) <= CHECK.events + 1
    assert any("limit" in i.reason for i in result.incomplete) == (name in CUT)
    findings_of([result], ("ALL",))


def test_loops_of_unknown_length_grow_slowly() -> None:
    """Not twice as long with each loop around."""
    counts = []
    for depth in (8, 12):
        result = Session(Program([]), (1, 15)).run_script(Path("program.py"), lower(HEAD + loops(depth), "program.py"))
        counts.append(result.steps)
    assert counts[1] < 6 * counts[0]  # 16 times, if each loop doubled it


WORK = "def work():\n" + "    total = 0\n" * 40


def test_a_program_that_is_done_with_its_graph_is_left() -> None:
    text = HEAD + WORK + "tf.get_variable('w', [1])\n" + 20 * "for i in range(60):\n    work()\n"
    result = Session(Program([]), (1, 15)).run_script(Path("program.py"), lower(text, "program.py"))
    assert result.steps < 1.1 * CHECK.quiet_steps
    assert any("quiet_steps" in i.reason for i in result.incomplete)


def test_a_graph_that_grows_is_followed_past_quiet_stretches() -> None:
    making = "".join(f"for i in range(60):\n    work()\ntf.get_variable('w{i}', [1])\n" for i in range(10))
    text = HEAD + WORK + making
    result = Session(Program([]), (1, 15)).run_script(Path("program.py"), lower(text, "program.py"))
    assert result.steps > 2 * CHECK.quiet_steps
    assert not result.incomplete


def test_what_is_made_of_unknowns_is_not_described_at_ever_greater_length() -> None:
    text = HEAD + "x = config.data\nfor i in range(24):\n    x = x[x.order]\ntf.get_variable('w_%s' % x, [1])\n"
    result = Session(Program([]), (1, 15)).run_script(Path("program.py"), lower(text, "program.py"))
    (made,) = (event for event in result.events if isinstance(event, VariableEvent))
    assert len(str(made.name)) < 1_000
