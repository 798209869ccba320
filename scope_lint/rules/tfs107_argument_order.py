"""TFS107."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from scope_lint.events import Argument, CallEvent, ErrorEvent, OpenScope, VariableEvent
from scope_lint.findings import Finding, Fix
from scope_lint.rules._remedies import moved_calls, note_calls, place_of, with_remedies
from scope_lint.rules._view import RunView
from scope_lint.rules.base import Example, Noted, Rule

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code

_FLAG = {"bool": "the reuse flag: write reuse=", "reuse": "the reuse flag: write reuse=tf.AUTO_REUSE"}
_IGNORED = {kind: text.replace(":", ", and is ignored:") for kind, text in _FLAG.items()}
_WRONG = {
    ("variable_scope", "default_name"): {"list": "the values: write values=[…]", "tensor": "a tensor: write values=[…]", **_IGNORED},
    ("variable_scope", "values"): _FLAG,
    ("variable_scope", "initializer"): _FLAG,
    ("variable_op_scope", "default_name"): _IGNORED,
    ("variable_op_scope", "initializer"): _FLAG,
    ("name_scope", "name"): {"list": "the values: write values=[…]"},
    ("name_scope", "default_name"): {"list": "the values: write values=[…]", "tensor": "a tensor: write values=[…]"},
    ("op_scope", "name"): {"list": "the values, which come first: op_scope(values, name)"},
    ("Variable", "trainable"): {"str": "the name, so the variable is called \"Variable\": write name="},
}  # fmt: skip
"""What lands where it does not belong, by function, parameter and kind of argument."""
_APIS = frozenset({"variable_scope", "variable_op_scope", "name_scope", "op_scope", "Variable", "get_variable"})


class ArgumentOrder(Rule):
    """An argument lands in another parameter than the one it is meant for.

    What:
        A positional argument of a scope or variable function takes the place of another: values in default_name, a reuse flag in
        default_name, values or initializer, a name in trainable, an initializer in dtype, the old order of op_scope in the new functions.
        tf.concat, tf.split and the cross entropies are called as before TensorFlow 1.0.

    Why:
        tf.variable_scope(name, default_name, values), but tf.variable_op_scope(values, name, default_name);
        tf.Variable(value, trainable), but tf.get_variable(name, shape, dtype, initializer). Some of these raise TypeError;
        tf.variable_scope("net", True) runs and silently does not reuse.

    How sure:
        Definite: the kind of the argument is known and never fits the parameter. It is an error where TensorFlow raises, else
        a warning.

    Fix:
        Each argument is passed to the parameter that it is meant for, if all calls that run through this line agree on it. Safe
        where TensorFlow raises as it is; unsafe where a variable gets its name. None where a scope made its variables in spite of
        the flag for reuse, which would fail then: the flag, or the first scope, is wrong. None for the orders before TensorFlow 1.0.
    """

    code = "TFS107"
    name = "argument-order"
    severity = "warning"
    summary = "An argument lands in the wrong parameter"
    examples = [
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope([x], "wide"):  # error: TFS107
    w = tf.get_variable("w", [3, 1])
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

with tf.variable_scope("net", True):  # error: TFS107
    w = tf.get_variable("w", [3, 1])
step = tf.Variable(0.0, "step")  # error: TFS107
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

w = tf.get_variable("w", [3, 1], tf.zeros_initializer())  # error: TFS107
""",
        ),
        Example(
            "bad",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
w = tf.get_variable("w", [6, 1])
y = tf.matmul(tf.concat(1, [x, x]), w)  # error: TFS107
""",
        ),
        Example(
            "good",
            """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("wide", values=[x], reuse=False):
    w = tf.get_variable("w", [3, 1], initializer=tf.zeros_initializer())
step = tf.Variable(0.0, name="step")
""",
        ),
    ]

    def check(self, run: RunView) -> Iterator[Finding]:
        raised = set()
        for error in run.errors_of(self.code):
            raised.add(_place(error))
            call = next((c for c in reversed(run.calls) if c.seq < error.seq and _place(c) == _place(error)), None)
            name = error.variable or next((a.value for a in call.arguments if a.kind == "str"), None) if call else error.variable
            what = next((f"; {found}" for a in (call.arguments if call else ()) if (found := _misplaced(call, a))), "")
            if error.cause == "argument-order":
                what = "; the arguments are in the order that they had before TensorFlow 1.0"
            yield self.finding(error, f"{error.type}: {error.message}{what}", variable=name, severity="error")
        for call in run.calls:
            if call.stack and _place(call) not in raised:
                for argument in call.arguments:
                    if text := _misplaced(call, argument):
                        yield self.finding(call, text, variable=_made(run, call) or _name(call))

    def note(self, run: RunView) -> bytes:
        return note_calls(run, _APIS, lambda call, there: _keeps_names(run, call, there))

    def moved(self, note: bytes, line: Callable[[str, int], int]) -> bytes:
        return moved_calls(note, line)

    def conclude(self, entries: Sequence[Noted]) -> Iterator[Finding]:
        return with_remedies(entries)

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        from scope_lint.fixes.calls import rearranged

        remedy = finding.remedy
        assert remedy is not None
        if remedy.meant == remedy.landing:
            return None
        return code.fix("Pass each argument to its parameter", remedy, lambda call: rearranged(call, remedy.meant, remedy.landing))


def _keeps_names(run: RunView, call: CallEvent, there: Sequence[CallEvent]) -> bool | None:
    """Whether the variables keep their names when the arguments are where they belong; None where the program would fail then."""
    if call.api == "Variable":
        return False  # it gets its name
    if not any(a.kind == "bool" and a.value is True for a in call.arguments if _misplaced(call, a)):
        return True
    # A scope that fails as it is, since a variable exists already; or one that makes its variables in spite of the flag.
    end = min((c.seq for c in there if c.seq > call.seq), default=math.inf)
    events: list[ErrorEvent | VariableEvent] = [*run.errors, *run.created]
    inside = [e for e in events if call.seq < e.seq < end and any(_opened_by(s, call) for s in e.scopes)]
    if any(isinstance(e, ErrorEvent) and e.kind != "missing" for e in inside):
        return True
    return None if any(isinstance(e, VariableEvent) for e in inside) else False


def _opened_by(scope: OpenScope, call: CallEvent) -> bool:
    return scope.frame is not None and place_of(scope.frame) == place_of(call.stack[-1])


def _misplaced(call: CallEvent | None, argument: Argument) -> str | None:
    if call is None or argument.position is None:
        return None
    kinds = _WRONG.get((call.api, argument.parameter), {})
    if argument.kind not in kinds:
        return None
    return f"argument {argument.position + 1} of {call.api} is {argument.parameter}; here it is {kinds[argument.kind]}"


def _made(run: RunView, call: CallEvent) -> object:
    """The name of the tf.Variable that the call makes, which is not the one the author meant."""
    later = (v for v in run.created if v.seq > call.seq and v.api == call.api == "Variable" and v.stack == call.stack)
    return next((v.name for v in later), None)


def _name(call: CallEvent) -> object:
    return next((a.value for a in call.arguments if a.kind == "str"), None)


def _place(event: CallEvent | ErrorEvent) -> tuple[str, int] | None:
    return (event.stack[-1].path, event.stack[-1].line) if event.stack else None
