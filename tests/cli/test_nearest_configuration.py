"""One run over several packages, each judged by the configuration that is nearest to its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scope_lint import runs

MODEL = """\
import tensorflow as tf


def tower(x):
    with tf.variable_scope("tower", reuse=tf.AUTO_REUSE):
        return tf.get_variable("w", [2])


tower(1)
with tf.op_scope([tower(2)], "scope"):
    pass
"""
"""TFS203 where TensorFlow is older than 1.4, else TFS201."""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two packages, each with a model and a test of its own, and a script above them."""
    (tmp_path / ".git").mkdir()
    for name in ("top.py", "old/model.py", "old/tests/test_model.py", "new/model.py", "new/tests/test_model.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCOPE_LINT_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


@pytest.fixture
def configured(project):
    (project / "old" / "scope-lint.toml").write_text('tf-version = "1.3"\n[per-file-ignores]\n"tests/*" = ["TFS203"]\n')
    (project / "new" / "pyproject.toml").write_text('[tool.scope-lint]\ntf-version = "1.8"\nexclude = ["tests/"]\nignore = ["TFS201"]\n')
    return project


def found(run, *arguments: str) -> dict[str, list[str]]:
    """The codes by file."""
    by_file: dict[str, list[str]] = {}
    for finding in json.loads(run("check", "--format", "json", *arguments).out)["findings"]:
        by_file.setdefault(finding["path"], []).append(finding["code"])
    return by_file


def test_each_file_by_its_own(run, configured):
    assert found(run) == {"old/model.py": ["TFS203"], "top.py": ["TFS201"]}
    assert found(run) == {"old/model.py": ["TFS203"], "top.py": ["TFS201"]}, "from the cache"


def test_as_when_it_is_checked_alone(run, configured):
    whole = found(run, "--no-cache")
    alone = {path: codes for name in ("old", "new", "top.py") for path, codes in found(run, "--no-cache", name).items()}
    assert alone == whole


def test_in_worker_processes(run, configured, monkeypatch):
    monkeypatch.setattr(runs, "PARALLEL_FROM", 1)
    assert found(run, "--no-cache") == {"old/model.py": ["TFS203"], "top.py": ["TFS201"]}


def test_all_versions_are_told(run, configured):
    said = "TensorFlow 1.3 (from old/scope-lint.toml:1), 1.8 (from new/pyproject.toml:2) and 1.15 (the default)"
    assert f" in 4 files for {said}.\n" in run("check").out
    data = json.loads(run("check", "--format", "json").out)
    assert (data["tf_version"], data["tf_versions"]) == ("1.3", ["1.3", "1.8", "1.15"])
    assert "tf_versions" not in json.loads(run("check", "--format", "json", "new").out)
    (sarif,) = json.loads(run("check", "--format", "sarif").out)["runs"]
    assert sarif["properties"]["others"][0] == {"tensorflow": "1.8", "tensorflowFrom": "new/pyproject.toml:2"}
    assert said in run("check", "--format", "html").out


def test_the_command_line_wins_over_all_of_them(run, configured):
    assert found(run, "--tf-version", "1.15", "--select", "TFS2") == {
        "old/model.py": ["TFS201"], "old/tests/test_model.py": ["TFS201"], "top.py": ["TFS201"],
    }  # fmt: skip
    assert found(run, "--exclude", "/old/") == {"top.py": ["TFS201"]}


def test_a_file_that_is_named_holds_everywhere(run, configured):
    (configured / "other.toml").write_text('tf-version = "1.2"\n')
    assert set(found(run, "--config", "other.toml")) == {
        "old/model.py", "old/tests/test_model.py", "new/model.py", "new/tests/test_model.py", "top.py",
    }  # fmt: skip


def test_versions_that_are_detected(run, project):
    (project / "old" / "requirements.txt").write_text("tensorflow==1.3.0\n")
    (project / "new" / "setup.py").write_text("setup(install_requires=['tensorflow-gpu~=1.8.0'])\n")
    assert {path for path, codes in found(run).items() if codes == ["TFS203"]} == {"old/model.py", "old/tests/test_model.py"}
    assert "1.8 (from new/setup.py:1)" in run("check").out


def test_without_a_checkout_the_run_itself_is_one_project(run, project):
    (project / ".git").rmdir()
    (project / "requirements.txt").write_text("tensorflow==1.3.0\n")
    (project / "new" / "setup.py").write_text("setup()\n")
    assert set(map(tuple, found(run).values())) == {("TFS203",)}


@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["check", "--add-noqa"], ["config"]])
def test_a_mistake_in_any_of_them_ends_the_run(run, configured, command):
    (configured / "new" / "pyproject.toml").write_text('[tool.scope-lint]\nselct = ["TFS3"]\n')
    outcome = run(*command)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "scope-lint: new/pyproject.toml:2: unknown key 'selct' in [tool.scope-lint]; did you mean 'select'?\n"


def test_one_that_is_no_toml_is_told_once(run, configured):
    (configured / "new" / "pyproject.toml").write_text("[tool.scope-lint\n")
    outcome = run("check")
    assert outcome.status == 2
    assert outcome.err.startswith("scope-lint: new/pyproject.toml:1: broken TOML: ") and outcome.err.count("\n") == 1
    assert "top.py:10" in outcome.out


def test_fixes_obey_them(run, configured):
    run("check", "--fix")
    changed = {path for path in configured.rglob("*.py") if path.read_text() != MODEL}
    assert changed == {configured / "top.py"}


def test_comments_that_suppress_nothing(run, configured):
    (configured / "new" / "pyproject.toml").write_text('[tool.scope-lint]\nextend-select = ["TFS001"]\n')
    for name in ("top.py", "new/model.py"):
        (configured / name).write_text(MODEL.replace("tower(1)", "tower(1)  # noqa: TFS301"))
    assert found(run) == {
        "new/model.py": ["TFS001", "TFS201"], "new/tests/test_model.py": ["TFS201"], "old/model.py": ["TFS203"], "top.py": ["TFS201"],
    }  # fmt: skip


def test_baselines(run, project):
    for name in ("old", "new"):
        (project / name / "scope-lint.toml").write_text('baseline = "known.json"\n')
        assert run("check", name, "--write-baseline", f"{name}/known.json").status == 0
    assert found(run) == {"top.py": ["TFS201"]}
    (project / "old" / "model.py").write_text("import tensorflow as tf\n")
    (project / "new" / "model.py").unlink()
    outcome = run("check", "-q")
    assert outcome.err == (
        "scope-lint: new/known.json has 1 finding too many; --write-baseline takes what is gone out:\n  model.py: 1 TFS201, none found\n"
        "scope-lint: old/known.json has 1 finding too many; --write-baseline takes what is gone out:\n  model.py: 1 TFS201, none found\n"
    )


def test_stubs_and_import_roots(run, project):
    for name, units in (("old", 2), ("new", 3)):
        (project / name / "scope-lint.toml").write_text('src = ["lib"]\nstub-path = ["stubs"]\n')
        (project / name / "lib").mkdir()
        (project / name / "stubs").mkdir()
        (project / name / "lib" / "own.py").write_text(f"NAME = 'from_{name}'\n")
        (project / name / "stubs" / "kit.py").write_text(
            f"import tensorflow as tf\ndef layer(name):\n    for i in range({units}):\n        tf.get_variable(name + '_%d' % i, [i])\n"
        )
        (project / name / "model.py").write_text("import kit\nimport own\nkit.layer(own.NAME)\nkit.layer(own.NAME)\n")
    findings = json.loads(run("check", "--format", "json").out)["findings"]
    assert {finding["path"]: finding["variable"] for finding in findings if finding["code"] == "TFS301"} == {
        "old/model.py": "from_old_0", "new/model.py": "from_new_0",
    }  # fmt: skip


def test_names(run, configured):
    outcome = run("names", "old/model.py", "new/model.py")
    assert "module 'tensorflow' has no attribute 'AUTO_REUSE'" in outcome.out
    assert "tower/w  [2]    float32  created  new/model.py:6" in outcome.out
    assert "For TensorFlow 1.3 (from old/scope-lint.toml:1) and 1.8 (from new/pyproject.toml:2)." in outcome.out


def test_config_says_where_others_hold(run, configured):
    (configured / "new" / "requirements.txt").write_text("tensorflow==1.9\n")  # the configuration goes before
    (configured / "old" / "tests" / "requirements.txt").write_text("tensorflow==1.9\n")
    lines = run("config").out.splitlines()
    at = lines.index("Other settings hold below (scope-lint config FOLDER shows them):")
    assert lines[at + 1 :] == [
        "  new  new/pyproject.toml   TensorFlow 1.8  # new/pyproject.toml:2",
        "  old  old/scope-lint.toml  TensorFlow 1.3  # old/scope-lint.toml:1",
    ]
    below = json.loads(run("config", "--format", "json").out)["below"]
    assert {folder: (other["file"], other["settings"]["tf-version"]["value"]) for folder, other in below.items()} == {
        "new": ("new/pyproject.toml", "1.8"), "old": ("old/scope-lint.toml", "1.3"),
    }  # fmt: skip
    assert "below" not in run("config", "old").out


def test_a_file_of_a_large_tree_is_read_once(run, configured, monkeypatch):
    for number in range(30):
        folder = configured / "new" / f"part{number}" / "deep"
        folder.mkdir(parents=True)
        (folder / "model.py").write_text(MODEL)
    read: list[str] = []
    real = Path.read_bytes

    def noted(self: Path) -> bytes:
        read.append(str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", noted)
    run("check")
    configurations = [path for path in read if path.endswith(".toml")]
    assert len(configurations) <= 2 * len(set(configurations))
