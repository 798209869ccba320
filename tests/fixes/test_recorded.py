"""The scripts in fixtures/fixes: what fixing makes of them, and what real TensorFlow made of both."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options
from tests.environments import ROOT

FOLDER = ROOT / "fixtures" / "fixes"
SCRIPTS = sorted(path.name for path in (FOLDER / "before").glob("*.py"))
RECORDED = sorted(path.relative_to(FOLDER / "before" / "recorded") for path in (FOLDER / "before" / "recorded").rglob("*.json"))
REFUSED = {"prefixes_kept.py"}
"""To fix them would make the program fail."""


def is_safe(script: Path) -> bool:
    return "# fix: safe" in script.read_text()


@pytest.mark.parametrize("name", SCRIPTS)
def test_fixing(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FOLDER / "before" / name, name)
    original, wanted = (FOLDER / "before" / name).read_bytes(), (FOLDER / "after" / name).read_bytes()
    safe = is_safe(Path(name))
    outcome = api.fix([name], Options(no_cache=True), unsafe=False)
    assert outcome.files.get(name, (original, original))[1] == (wanted if safe else original)
    if not safe:
        outcome = api.fix([name], Options(no_cache=True), unsafe=True)
        if name not in REFUSED:
            assert outcome.changes
    assert Path(name).read_bytes() == original  # nothing is written
    Path(name).write_bytes(wanted)
    assert [f for f in api.check([name], Options(no_cache=True)).findings if f.fixable] == [] or name in REFUSED
    assert api.fix([name], Options(no_cache=True), unsafe=True).files == {}


@pytest.mark.parametrize("recording", RECORDED, ids=str)
def test_what_tensorflow_does(recording):
    """A safe fix keeps each name; where the program failed, it goes on. An unsafe one makes a program that runs."""
    before, after = (json.loads((FOLDER / side / "recorded" / recording).read_text()) for side in ("before", "after"))
    assert after["exit"] is None
    names, now = ([tuple(row[:2]) for row in trace["variables"]] for trace in (before, after))
    if not is_safe(FOLDER / "before" / before["script"]):
        assert names != now or before["script"] in REFUSED
    elif before["exit"] is None:
        assert names == now
    else:
        rest = iter(now)
        assert all(name in rest for name in names)
        assert len(now) > len(names)


def test_every_script_is_recorded_on_both_sides():
    assert {path.stem for path in RECORDED} == {name.removesuffix(".py") for name in SCRIPTS}
    after = FOLDER / "after" / "recorded"
    assert RECORDED == sorted(path.relative_to(after) for path in after.rglob("*.json"))
