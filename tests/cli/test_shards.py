"""``check --shard`` and ``merge``: the parts together say what a single run says, in every format, byte for byte."""

from __future__ import annotations

import json

import pytest

from scope_lint import analysis
from scope_lint.shards import Shard

FILES = {
    # train.py reaches outer() and not inner(); in the part of lib.py alone, outer() covers inner(), so that it is not run by itself.
    "lib.py": "import tensorflow as tf\n\n\ndef inner():\n    tf.Variable(1.0, name='a b')\n\n\ndef outer(done):\n    if not done:\n        inner()\n",
    "train.py": "import lib\n\nlib.outer(True)\n",
    # Its own part runs net() by itself; the whole does not, as use.py reaches it.
    "nets.py": "import tensorflow as tf\n\n\ndef net(x):\n    tf.get_variable(x.missing(), [1])\n    return eval(x)\n",
    "use.py": "import nets\n\n\nclass X:\n    def missing(self):\n        return 'v'\n\n\nnets.net(X())\n",
    "pkg/__init__.py": "",
    "pkg/layers.py": "import tensorflow as tf\n\n\ndef twice(scope):\n    for _ in range(2):\n        with tf.variable_scope(scope):\n"
    "            tf.get_variable('w', [1])\n",
    "pkg/run_a.py": "from pkg.layers import twice\n\ntwice('a')\n",
    "pkg/run_b.py": "from pkg.layers import twice\n\ntwice('b')\n",
    "save.py": "import tensorflow as tf\n\nwith tf.variable_scope('model'):\n    tf.get_variable('w', [2])\nwith tf.Session() as s:\n"
    "    tf.train.Saver().save(s, './here/model.ckpt')\n",
    "restore.py": "import tensorflow as tf\n\ntf.get_variable('w', [2])\nwith tf.Session() as s:\n    tf.train.Saver().restore(s, './here/model.ckpt')\n",
    "old/scopes.py": "import tensorflow as tf\n\n\ndef f(x, name=None):\n    with tf.op_scope([x], name, 'f'):\n        return x\n",
    "old/use_1.py": "import tensorflow as tf\nfrom scopes import f\n\nf(tf.zeros([1]))\n",
    "old/use_2.py": "import tensorflow as tf\nfrom scopes import f\n\nf(tf.ones([1]), 'g')\ntf.get_variable('w', [1])\ntf.get_variable('w', [1])\n",
    "old/scope-lint.toml": 'tf-version = "0.12"\n',
    "known.py": "import tensorflow as tf\n\ntf.get_variable('w', [1])\ntf.get_variable('w', [1])  # noqa: TFS301\n\n\ndef f():\n    pass  # noqa: TFS402\n",
    "broken.py": "import tensorflow as tf\ntf.get_variable(\n",
    "latin.py": "import tensorflow as tf  # tf.get_variable\nx = 'é'\n",
    "book.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": "import tensorflow as tf"},
                                        {"cell_type": "code", "source": "v = tf.get_variable('v', [1])\nv = tf.get_variable('v', [1])"}]}),
    "plain.py": "print('nothing here')\n",
}  # fmt: skip
FORMATS = ("text", "json", "sarif", "github", "html")


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "project"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def make(run, of, *arguments):
    """The parts of a check, beside the project."""
    names = []
    for number in range(1, of + 1):
        names.append(f"../part-{number}.json")
        outcome = run("check", ".", *arguments, "--shard", f"{number}/{of}", "-o", names[-1])
        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err == f"scope-lint: this is part {number} of {of}; scope-lint merge writes the report of all\n"
    return names


@pytest.mark.parametrize("of", [1, 2, 3, 5, 40])
def test_the_parts_say_what_a_single_run_says(run, project, of):
    parts = make(run, of, "--extend-select", "TFS001")
    for format in FORMATS:
        single = run("check", ".", "--extend-select", "TFS001", "--format", format, "-v")
        merged = run("merge", *reversed(parts), "--format", format, "-v")
        assert merged == single
    found = json.loads(run("merge", *parts, "--format", "json").out)
    codes = {(finding["path"], finding["code"]) for finding in found["findings"]}
    assert {
        ("lib.py", "TFS108"), ("restore.py", "TFS501"), ("known.py", "TFS001"), ("broken.py", "TFS000"), ("latin.py", "TFS000"),
        ("book.ipynb", "TFS301"), ("old/scopes.py", "TFS201"),
    } <= codes  # fmt: skip
    assert found["files"] == sum(not name.endswith(".toml") for name in FILES)


def test_functions_that_only_the_whole_runs(run, project, monkeypatch):
    """Where the file of a function and the script that reaches its caller are in two parts."""
    of = next(n for n in range(2, 20) if not any(Shard(k, n).has("lib.py") and Shard(k, n).has("train.py") for k in range(1, n + 1)))
    parts = make(run, of)
    (number,) = [k for k in range(1, of + 1) if Shard(k, of).has("lib.py")]
    assert "::inner" not in (project / parts[number - 1]).read_text()
    ran = []
    real = analysis.Runs.of
    monkeypatch.setattr(analysis.Runs, "of", lambda self, jobs, *more, **named: ran.extend(job.path.name for job in jobs) or real(self, jobs, *more, **named))
    merged = run("merge", *parts)
    assert ran == ["lib.py"]
    assert merged == run("check", ".")


def test_every_file_is_in_one_part_and_stays_there():
    names = [f"package_{n}/module.py" for n in range(400)]
    counts = [sum(Shard(k, 4).has(name) for name in names) for k in range(1, 5)]
    assert sum(counts) == 400 and min(counts) > 60
    assert [Shard(k, 4).has("a.py") for k in range(1, 5)] == [False, True, False, False]  # on every machine


def test_the_arguments_of_the_parts_hold_for_the_report(run, project):
    arguments = ("--select", "TFS3", "--extend-select", "TFS108", "--ignore", "TFS310", "--exclude", "old", "--tf-version", "1.4", "--ignore-noqa")
    run("check", "known.py", "--write-baseline", "../baseline.json", "--ignore-noqa")
    arguments += ("--baseline", "../baseline.json")
    parts = make(run, 3, *arguments)
    single = run("check", ".", *arguments)
    assert "of the baseline" in single.out and run("merge", *parts) == single
    assert run("merge", *parts, "--exit-zero", "-q") == run("check", ".", *arguments, "--exit-zero", "-q")
    assert run("merge", *parts, "--statistics").out == run("check", ".", *arguments, "--statistics").out


def test_a_path_that_is_not_there_fails_in_the_report(run, project):
    for number in (1, 2):
        assert run("check", "plain.py", "gone.py", "--shard", f"{number}/2", "-o", f"../part-{number}.json", "-q").status == 0
    assert run("merge", "../part-1.json", "../part-2.json") == run("check", "plain.py", "gone.py")


def test_a_part_on_standard_output(run, project):
    for number in (1, 2):
        (project / f"../part-{number}.json").write_text(run("check", ".", "--shard", f"{number}/2").out)
    assert run("merge", "../part-1.json", "../part-2.json") == run("check", ".")


@pytest.mark.parametrize(
    "damage, said",
    [
        ("missing", "parts 2 and 4 of 4 are missing"),
        ("one missing", "part 3 of 4 is missing"),
        ("twice", "'../part-2.json' and '../copy.json' are both part 2 of 4"),
        ("the same file twice", None),
        ("of another number", "'../part-1.json' is part 1 of 4, and '../other.json' is part 1 of 2"),
        ("no file", "the part '../gone.json' cannot be read: No such file or directory"),
        ("no json", "'../part-1.json' is no part that check --shard wrote: "),
        ("a report", "'../part-1.json' is no part that check --shard wrote: "),
        ("a number too high", "'../part-1.json' is no part that check --shard wrote: there is no part 9 of 4"),
        ("another version", "'../part-1.json' was written by scope-lint 0.0.1, and this is "),
        ("other arguments", "'../part-2.json' was made with other arguments than '../part-1.json' (ignore)"),
        ("other sources", "'../part-2.json' was made of other sources, or with other settings, than '../part-1.json'"),
        ("changed", "the parts were made of other files than those here: 'train.py' has changed"),
        ("gone", "the parts were made of other files than those here: 'train.py' is not here"),
        ("new", "the parts were made of other files than those here: 'new.py' is in none of them"),
        ("settings", "the parts were made with other settings than those here (TensorFlow version, import roots, stubs)"),
    ],
)
def test_parts_that_do_not_fit_get_one_line(run, project, damage, said):
    parts = make(run, 4)
    first = project / parts[0]
    data = json.loads(first.read_text())
    if damage == "missing":
        parts = [parts[0], parts[2]]
    elif damage == "one missing":
        parts = [parts[0], parts[1], parts[3]]
    elif damage == "twice":
        (project / "../copy.json").write_bytes((project / parts[1]).read_bytes())
        parts = [*parts, "../copy.json"]
    elif damage == "the same file twice":
        parts = [*parts, parts[0]]
    elif damage == "of another number":
        run("check", ".", "--shard", "1/2", "-o", "../other.json")
        parts = [*parts, "../other.json"]
    elif damage == "no file":
        parts = [*parts[1:], "../gone.json"]
    elif damage == "no json":
        first.write_bytes(b"\xff{")
    elif damage == "a report":
        first.write_text(run("check", ".", "--format", "json").out)
    elif damage == "a number too high":
        first.write_text(json.dumps({**data, "shard": [9, 4]}))
    elif damage == "another version":
        first.write_text(json.dumps({"scope_lint_part": 1, "version": "0.0.1"}))
    elif damage == "other arguments":
        run("check", ".", "--ignore", "TFS3", "--shard", "2/4", "-o", parts[1])
    elif damage == "other sources":
        (project / "train.py").write_text("import lib\n")
        run("check", ".", "--shard", "2/4", "-o", parts[1])
    elif damage == "changed":
        (project / "train.py").write_text("import lib\n")
    elif damage == "gone":
        (project / "train.py").unlink()
    elif damage == "new":
        (project / "new.py").write_text("")
    elif damage == "settings":
        (project / "old" / "scope-lint.toml").write_text('tf-version = "1.0"\n')
    outcome = run("merge", *parts)
    if said is None:
        assert outcome == run("check", ".")
        return
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"scope-lint: {said}") and outcome.err.count("\n") == 1 and outcome.err.endswith("\n")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--shard", "0/4"], "--shard: '0/4' is no share: write 1/4 for the first of four"),
        (["--shard", "5/4"], "--shard: '5/4' is no share: write 1/4 for the first of four"),
        (["--shard", "one"], "--shard: 'one' is no share: write 1/4 for the first of four"),
        (["--shard", "1/2", "--fix"], "--shard and --fix do not go together"),
        (["--shard", "1/2", "--statistics"], "--shard and --statistics do not go together"),
        (["--shard", "1/2", "--format", "sarif"], "--shard writes a part, in a format of its own: give --format sarif to scope-lint merge"),
        (["--shard", "1/2", "-"], "--shard is about many files: standard input (-) is one"),
    ],
)
def test_calls_that_mean_nothing(run, project, arguments, said):
    outcome = run("check", *arguments)
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (2, "", 1) and said in outcome.err
