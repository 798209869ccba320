"""Each stub can be imported by itself, as the first thing that a program imports, in the oldest version and in the newest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from scope_lint.api import run_source

ROOT = Path(__file__).parents[2] / "scope_lint" / "stubs" / "tensorflow"


def public_name(file: Path) -> str | None:
    """A function or class of a stub that every version has: of those in its top level, the first that is public."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return next((n.name for n in body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith("_")), None)


MODULES = {
    ".".join(("tensorflow", *file.relative_to(ROOT).with_suffix("").parts)): name
    for file in sorted(ROOT.rglob("*.py"))
    if not file.name.startswith("_") and (name := public_name(file))
}


@pytest.mark.parametrize("version", [(0, 12), (1, 15)])
@pytest.mark.parametrize("module", MODULES)
def test_a_stub_is_imported_by_itself(module: str, version: tuple[int, int]) -> None:
    result = run_source(f"import {module} as stub\nstub.{MODULES[module]}\n", "script.py", version)
    failed = [i.reason for i in result.incomplete if "ends with" in i.reason or i.reason.startswith("ImportError: cannot import name")]
    assert not failed
