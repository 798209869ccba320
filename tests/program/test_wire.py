"""Results survive being written and read again, as rules see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scope_lint import wire
from scope_lint.api import run_source
from scope_lint.events import Event
from scope_lint.rules.run import findings_of
from scope_lint.symbolic.conditions import describe

SCRIPTS = sorted((Path(__file__).parents[2] / "fixtures" / "bugs").glob("*/case.py"))[::6]

HOLES = """
import random
import tensorflow as tf
n = random.randint(1, 3)
with tf.variable_scope("block_%d" % n):
    a = tf.get_variable("w", [1])
    if random.random() > 0.5:
        tf.get_variable("w", [1])
b = tf.train.Saver([a])
"""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.parent.name)
def test_findings_are_the_same(path: Path) -> None:
    result = run_source(path.read_text(), "case.py")
    again = wire.decode(wire.encode(result))
    assert findings_of([again], ("ALL",)) == findings_of([result], ("ALL",))
    assert len(again.events) == len(result.events)
    assert (again.ended is None) == (result.ended is None)


def test_unknowns_stay_the_same_or_different() -> None:
    result = run_source(HOLES, "holes.py")
    again = wire.decode(wire.encode(result))
    holes, paths = ([_pattern(one.events, ask) for one in (result, again)] for ask in (_name, _path))
    assert holes[0] == holes[1] and len(set(holes[0])) > 1
    assert paths[0] == paths[1] and len(set(paths[0])) > 1


def _name(event: Event) -> object:
    return getattr(event, "name", None)


def _path(event: Event) -> object:
    return event.path


def _pattern(events: list[Event], ask: Callable[[Event], object]) -> list[tuple[int, str]]:
    """Which of the answers are equal, and what they say."""
    seen: list[object] = []
    out = []
    for event in events:
        answer = ask(event)
        if answer not in seen:
            seen.append(answer)
        words = describe(answer) if isinstance(answer, tuple) else str(answer)
        out.append((seen.index(answer), words))
    return out


def test_what_is_no_result() -> None:
    data = wire.encode(run_source(HOLES, "holes.py"))
    for broken in (b"", b"\x00", data[:-9], data + b"\x00", b"\x93\x01\x02\x03"):
        with pytest.raises(ValueError):
            wire.decode(broken)


def test_numbers_of_numpys_types_are_written_as_python_has_them() -> None:
    class Int32(int):
        pass

    result = run_source("import tensorflow as tf\ntf.get_variable('w', [2])\n", "p.py", (1, 15))
    result.steps = Int32(7)
    assert wire.decode(wire.encode(result)).steps == 7
