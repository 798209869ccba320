"""The proof: what counts as a change of names, and what becomes of a fix that makes one."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from scope_lint import api
from scope_lint.cli import main
from scope_lint.findings import Edit, Finding, Fix
from scope_lint.fixes.code import Code
from scope_lint.fixes.proof import Change, compare, followed
from scope_lint.options import Options
from scope_lint.rules.tfs201_deprecated_op_scope import DeprecatedOpScope
from tests.rules.made import Script


def stay(path: str, line: int) -> int:
    return line


def entry(*names: str, error: str | None = None, at: int = 9, **fields: object) -> Script:
    script = Script(**fields)
    for line, name in enumerate(names, 1):
        script.variable(name, (line, "<module>"))
    if error:
        script.error("other", error, (at, "<module>"))
    return script


def compared(before: Script, after: Script) -> tuple[list[str], list[str]]:
    outcome = compare([before.result()], [after.result()], stay)
    return [str(change) for change in outcome.changes], list(outcome.errors)


def test_nothing_changes() -> None:
    assert compared(entry("a", "b"), entry("a", "b")) == ([], [])


def test_names_change() -> None:
    assert compared(entry("a", "b", "c"), entry("a", "x", "c")) == (["b → x"], [])
    assert compared(entry("a", "b"), entry("a")) == (["b is gone"], [])
    assert compared(entry("a"), entry("a", "b")) == (["b is new"], [])


def test_a_variable_that_is_shared_now() -> None:
    before, after = Script(), Script()
    for script, status in ((before, "created"), (after, "reused")):
        script.variable("a", (1, "<module>"))
        script.variable("a", (2, "<module>"), status=status)
    assert compared(before, after) == (["a → a"], [])


def test_an_error_is_new() -> None:
    assert compared(entry("a"), entry("a", error="w")) == ([], ["ValueError: other w"])


def test_behind_an_error_that_is_gone_the_program_goes_on() -> None:
    assert compared(entry("a", error="w"), entry("a", "b")) == ([], [])
    assert compared(entry("a", error="w", at=5), entry("a", "b", error="w", at=9)) == ([], [])
    assert compared(entry("a", error="w"), entry("a", "b", error="v")) == ([], [])


def test_what_was_made_before_the_error_keeps_its_name() -> None:
    changes, _ = compared(entry("a", error="w"), entry("x", "b"))
    assert changes == ["a is gone", "x is new", "b is new"]


def test_lines_that_move() -> None:
    before, after = entry("a", error="w", at=9), entry("a", "b", error="w", at=11)
    assert compare([before.result()], [after.result()], lambda path, line: line + 2).changes == (Change("m.py", None, "b"),)


def test_functions_that_a_script_reaches_now() -> None:
    function = entry("f/w", target="m.py::f", kind="function").result()
    assert compare([entry(error="w").result(), function], [entry("f/w").result()], stay).changes == ()
    assert [str(c) for c in compare([entry().result(), function], [entry().result()], stay).changes] == ["f/w is gone"]


def test_changes_of_several_passes() -> None:
    first, second = [Change("m", "a//b//w", "a/b//w"), Change("m", "c", "d")], [Change("m", "a/b//w", "a/b/w"), Change("m", "d", "c")]
    assert followed(first, second) == [Change("m", "a//b//w", "a/b/w")]


TEXT = """\
import tensorflow as tf

with tf.op_scope([], None, "{}"):
    v = tf.Variable(0.0, name="v")
"""


@pytest.fixture
def wrong_for_bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fix that is called safe, and renames what stands in the scope ``bad``."""
    right = DeprecatedOpScope.fix

    def wrong(self: DeprecatedOpScope, finding: Finding, code: Code) -> Fix | None:
        if '"bad"' not in code.lines[finding.line - 1]:
            return right(self, finding, code)
        return Fix(message="wrong", safe=True, edits=(Edit(finding.line, 6, finding.line, 34, 'tf.name_scope("worse", values=[])'),))

    monkeypatch.setattr(DeprecatedOpScope, "fix", wrong)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", "")


def test_a_safe_fix_that_changes_names_is_refused(wrong_for_bad: None, capsys: pytest.CaptureFixture[str]) -> None:
    for name, scope in (("a.py", "good"), ("b.py", "bad"), ("c.py", "better"), ("d.py", "best")):
        Path(name).write_text(TEXT.format(scope))
    assert main(["check", "--fix", "-q"]) == 1
    assert [path for path in sorted(Path().iterdir()) if "op_scope" in path.read_text()] == [Path("b.py")]
    assert capsys.readouterr().err.splitlines() == [
        "scope-lint: fixed 3 findings (3 TFS201) in 3 files",
        "scope-lint: b.py:3: TFS201 is not fixed, since names would change (--unsafe-fixes does it all the same): bad/v → worse/v",
        "scope-lint: 1 more can be fixed with --unsafe-fixes, which changes names of variables (--diff shows which)",
    ]
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "scope-lint: fixed 1 finding (1 TFS201) in 1 file",
        "scope-lint: variables get other names, which checkpoints made before do not have:",
        "  b.py: bad/v → worse/v",
    ]


def test_the_finding_is_marked_by_what_was_found_out(wrong_for_bad: None) -> None:
    Path("b.py").write_text(TEXT.format("bad"))
    (finding,) = api.fix(["b.py"], Options(no_cache=True)).report.findings
    assert finding.fix is not None and not finding.fix.safe


@pytest.mark.parametrize("text", ["tf.name_scope((", "tf.op_scope([], None, 'other')"], ids=["does not parse", "is found still"])
def test_a_fix_that_does_not_do_it(text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    edits = (Edit(3, 6, 3, 34, text),)
    monkeypatch.setattr(DeprecatedOpScope, "fix", lambda self, finding, code: Fix(message="wrong", safe=True, edits=edits))
    Path("b.py").write_text(TEXT.format("bad"))
    outcome = api.fix(["b.py"], Options(no_cache=True), unsafe=True)
    assert outcome.files == {} and len(outcome.refused) == 1
    assert [f.fixable for f in outcome.report.findings] == [False]


def test_a_node_is_found_by_its_place_only() -> None:
    code = Code("x = (tf\n  .f(1))\n")
    assert code.call((1, 6, 2, 8)) is None  # whole only within its brackets
    assert isinstance(Code("f(1)").call((1, 1, 1, 5)), cst.Call)
    assert Code("a + b").call((1, 1, 1, 6)) is None
