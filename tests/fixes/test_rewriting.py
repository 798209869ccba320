"""What fixes write: calls, names of scopes, and the fixes of the rules on their own examples."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from scope_lint import api
from scope_lint.fixes.calls import rearranged, renamed
from scope_lint.fixes.code import code_of
from scope_lint.fixes.names import without_slashes
from scope_lint.options import Options
from scope_lint.rules import all_rules
from scope_lint.rules.base import Example

SCOPE = ("name", "default_name", "values")


def call(text: str) -> cst.Call:
    found = cst.parse_expression(text)
    assert isinstance(found, cst.Call)
    return found


@pytest.mark.parametrize(
    "before, meant, after",
    [
        ("f(v, n, d)", "values name default_name", "f(n, d, v)"),
        ("f(v, n)", "values name", "f(n, values=v)"),
        ("f(v)", "values", "f(values=v)"),
        ("f(n, v)", "name values", "f(n, values=v)"),
        ("f(v, n, reuse=r)", "values name", "f(n, values=v, reuse=r)"),
        ("f(v, name=n)", "values", "f(values=v, name=n)"),
        ("f(v,n ,d ,)", "values name default_name", "f(n,d ,v ,)"),
        ("f(\n    v,\n    n,\n    d)", "values name default_name", "f(\n    n,\n    d,\n    v)"),
        ("f(\n    v,  # the values\n    n)", "values name", "f(\n    values=v,  # the values\n    name=n)"),
        ("f(n,  # its name\n  v)", "name values", "f(n,  # its name\n  values=v)"),
        ("f(v(), n(), d)", "values name default_name", "f(values=v(), name=n(), default_name=d)"),
        ("f(v(), n, d)", "values name default_name", "f(n, d, v())"),
        ("f((yield), n, d)", "values name default_name", "f(n, d, (yield))"),
        ("f(n, d, v)", "name default_name values", "f(n, d, v)"),
    ],
)
def test_rearranged(before: str, meant: str, after: str) -> None:
    new = rearranged(call(before), meant.split(), SCOPE)
    assert new is not None and code_of(new) == after


@pytest.mark.parametrize(
    "text, meant",
    [("f(*a)", "values"), ("f(v, **k)", "values"), ("f(v, n)", "values"), ("f(v, n)", "name name"), ("f(v, values=w)", "values")],
)
def test_not_rearranged(text: str, meant: str) -> None:
    assert rearranged(call(text), meant.split(), SCOPE) is None


def test_renamed() -> None:
    new = renamed(call("tf . op_scope (x)"), "op_scope", "name_scope")
    assert new is not None and code_of(new) == "tf . name_scope (x)"
    assert renamed(call("op_scope(x)"), "op_scope", "name_scope") is None
    assert renamed(call("tf.other(x)"), "op_scope", "name_scope") is None


@pytest.mark.parametrize(
    "before, after",
    [
        ('"a/"', '"a"'), ("'/a'", "'a'"), ("r'a/'", "r'a'"), ('"a//b"', '"a/b"'), ('"""a/"""', '"""a"""'),
        ('x + "/"', "x"), ('x + "a/"', 'x + "a"'), ('"/" + x', "x"), ('"a" + x + "/"', '"a" + x'), ("('a' 'b/')", "('a' 'b')"),
        ('"a_%d/" % i', '"a_%d" % i'), ('"{}/".format(x)', '"{}".format(x)'),
        ("f'{x}/'", "f'{x}'"), ("f'/{x}/b'", "f'{x}/b'"), ("f'{x}//{y}'", "f'{x}/{y}'"),
        ('"a/b"', None), ("x", None), ('x + "/" + y', None), ('"/"', None), ("f'{x}'", None), ("f(x)", None), ("f'/'", None),
    ],
)  # fmt: skip
def test_without_slashes(before: str, after: str | None) -> None:
    new = without_slashes(cst.parse_expression(before))
    assert (None if new is None else code_of(new)) == after


EXAMPLES = [pytest.param(key, example, id=key) for rule in all_rules() if rule.fixes() for key, example in rule.numbered()]


WITHOUT_FIX = {
    "TFS308 bad 1": "two cells in one scope: which name each is to have is for the author to say",
    "TFS107 bad 4": "the order before TensorFlow 1.0: tf_upgrade_v2 converts such files as a whole",
}


@pytest.mark.parametrize("key, example", EXAMPLES)
def test_the_examples_of_rules(key: str, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Good ones stay as they are; in bad ones, nothing is left that could be fixed, and something was."""
    monkeypatch.chdir(tmp_path)
    Path("example.py").write_text(example.source)
    options = Options(tf_version=example.tf_version, extend_select=("TFS001",), no_cache=True)
    outcome = api.fix(["example.py"], options, unsafe=True)
    assert [f for f in outcome.report.findings if f.fixable] == []
    if example.kind == "good":
        assert outcome.files == {}
    elif key not in WITHOUT_FIX:
        assert {f.code for f in outcome.fixed} == {key.split()[0]}
        left = [f.line for f in outcome.report.findings if f.code == key.split()[0]]
        assert left == ([3] if key == "TFS107 bad 2" else [])  # a scope that would find nothing to reuse


def test_in_worker_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files are analysed elsewhere, where what is not on disk has to be known too."""
    monkeypatch.chdir(tmp_path)
    text = "import tensorflow as tf\n\nwith tf.op_scope([], 'a'):\n    w = tf.Variable(0.0, 'b')\n"
    names = [f"m{i}.py" for i in range(25)]
    for name in names:
        Path(name).write_text(text)
    outcome = api.fix(["."], Options(no_cache=True), unsafe=True)
    assert {path: new.decode() for path, (_, new) in outcome.files.items()} == {
        name: "import tensorflow as tf\n\nwith tf.name_scope('a', values=[]):\n    w = tf.Variable(0.0, name='b')\n" for name in names
    }
    assert {(change.old, change.new) for change in outcome.changes} == {("a/Variable", "a/b")}
    assert len(outcome.fixed) == 50 and outcome.report.findings == []
