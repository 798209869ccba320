"""Files one by one in a process, as flake8 asks: what one leaves behind changes nothing for the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options
from scope_lint.single import Singles

MODEL = "import tensorflow as tf\n\nwith tf.Session() as s:\n    {}\n    tf.get_variable('w', [1])\n    tf.train.Saver().save(s, './here/m')\n"
AGAIN = """
graph = tf.Graph()
with tf.Session(graph=graph) as s:
    tf.train.import_meta_graph("./here/m.meta")
    graph.get_tensor_by_name("logits:0")
"""
FILES = {
    # Two programs that save to the same place, and read it again: each what it has saved itself.
    "wrong.py": MODEL.format("tf.identity(1.0)") + AGAIN,
    "right.py": MODEL.format("tf.identity(1.0, name='logits')") + AGAIN,
    "registry.py": "made = []\n",
    "first.py": "import tensorflow as tf\nimport registry\n\nregistry.made.append(tf.get_variable('a', [1]))\n",
    "second.py": "import tensorflow as tf\nimport registry, first\n\nfor v in registry.made:\n    tf.get_variable('b', [1])\n",
    "function.py": "import tensorflow as tf\n\n\ndef f():\n    tf.Variable(1.0, name='a b')\n",
    "clash.py": "import tensorflow as tf\n\ntf.get_variable('v', [1])\ntf.get_variable('v', [1])\n",
    "broken.py": "import tensorflow as tf\ntf.get_variable(\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def found(name: str, text: str, options: Options, singles: Singles | None) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in api.check_source(text, name, options, singles)]


@pytest.mark.parametrize("order", [list(FILES), list(FILES)[::-1]], ids=["forward", "backward"])
@pytest.mark.parametrize("no_cache", [True, False], ids=["fresh", "kept"])
def test_as_if_each_were_alone(project: Path, order: list[str], no_cache: bool) -> None:
    alone = {name: found(name, FILES[name], Options(no_cache=True), None) for name in FILES}
    assert alone["wrong.py"] and not alone["right.py"] and not alone["second.py"]
    assert (alone["function.py"], alone["clash.py"], alone["broken.py"]) == ([(5, "TFS108")], [(4, "TFS301")], [(2, "TFS000")])
    for _ in range(2):
        singles = Singles()
        assert {name: found(name, FILES[name], Options(no_cache=no_cache), singles) for name in order} == alone
    assert any((project / "cache").rglob("*.run")) is not no_cache


def test_a_text_that_is_not_that_on_disk(project: Path) -> None:
    singles = Singles()
    changed = FILES["clash.py"].replace("'v', [1])\n", "'u', [1])\n", 1)
    assert found("clash.py", changed, Options(), singles) == []
    assert found("clash.py", FILES["clash.py"], Options(), singles) == [(4, "TFS301")]


def test_a_process_that_holds_too_much_begins_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gc
    import weakref

    from scope_lint import workers
    from scope_lint.analysis import make_program
    from scope_lint.jobs import Ground, Job

    monkeypatch.setattr(workers, "MODULES", 2)
    program = make_program([project], Options(no_cache=True), None)
    held = weakref.ref(program)
    runner = workers.Runner([Ground(program, Options(no_cache=True))])
    del program
    first = runner.run(Job(0, Path("second.py"), None))
    gc.freeze()
    for name in FILES:
        runner.run(Job(0, Path(name), None))
    assert runner.run(Job(0, Path("second.py"), None)) == first
    assert held() is None


@pytest.mark.parametrize("collects", [True, False], ids=["on", "off"])
def test_the_collector_rests_while_a_file_is_run(project: Path, monkeypatch: pytest.MonkeyPatch, collects: bool) -> None:
    import gc

    from scope_lint import workers

    meanwhile: list[bool] = []

    def judge(*args: object) -> object:
        meanwhile.append(gc.isenabled())
        return judged(*args)

    judged = workers.judge
    monkeypatch.setattr(workers, "judge", judge)
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        found("clash.py", FILES["clash.py"], Options(no_cache=True), Singles())
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
    assert meanwhile and not any(meanwhile)


def test_what_entries_leave_behind_is_collected_and_what_stays_is_left_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    from scope_lint import workers

    monkeypatch.setattr(workers, "GARBAGE", 0)
    before = gc.get_stats()[2]["collections"]
    try:
        found("function.py", FILES["function.py"], Options(no_cache=True), Singles())
        assert gc.get_stats()[2]["collections"] >= before + 2  # one after the script, one after its function
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
    api.check(["function.py"], Options(no_cache=True))
    assert gc.get_freeze_count() == 0  # by a run that has an end
