"""Working code: programs cut down from false alarms on real code. Each is checked on its own, and nothing may be said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api

CASES = Path(__file__).parents[2] / "fixtures" / "quiet"
PROGRAMS = sorted(path for path in CASES.iterdir() if path.suffix in (".py", ".ipynb") or (path.is_dir() and path.name != "__pycache__"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_working_code_is_quiet(program: Path) -> None:
    result = api.check([str(program)], api.Options(no_cache=True))
    assert not [f"{f.path}:{f.line} {f.code} {f.certainty}: {f.message}" for f in result.findings]
    assert not [i for i in result.incomplete if "analysis itself" in i.reason]
