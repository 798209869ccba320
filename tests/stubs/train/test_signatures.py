"""The stubs' functions and constructors take the parameters that TensorFlow's do, in that order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scope_lint.tf1.api import ApiTable

STUBS = Path(__file__).resolve().parents[3] / "scope_lint" / "stubs" / "tensorflow"
PARTS = [
    "train", "keras", "estimator", "data", "contrib/opt", "contrib/training", "contrib/learn", "contrib/tpu", "distribute", "metrics.py",
    "summary.py", "gfile.py", "app.py", "test.py", "template.py", "control_flow.py", "functional.py", "user_functions.py", "client.py",
    "contrib/metrics.py", "contrib/mixed_precision.py", "contrib/data.py",
]  # fmt: skip


def files() -> Iterator[Path]:
    for part in PARTS:
        path = STUBS / part
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def public_name(api: ApiTable, file: Path, name: str) -> str | None:
    """The public name of something in a stub file: packages may gather what their inner files define."""
    parts = list(file.relative_to(STUBS).with_suffix("").parts)
    while True:
        found = ".".join([*parts, name])
        if api.kind(found) in ("function", "class"):
            return found
        if not parts:
            return None
        parts.pop()


def positional(arguments: ast.arguments) -> tuple[list[str], bool]:
    """Names by position, and whether more is taken."""
    return [a.arg for a in [*arguments.posonlyargs, *arguments.args]], arguments.vararg is not None or arguments.kwarg is not None


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.arguments, bool]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.args, False
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                    yield node.name, inner.args, True


@pytest.mark.parametrize("file", list(files()), ids=lambda f: str(f.relative_to(STUBS)))
def test_parameters_are_those_of_tensorflow(file: Path) -> None:
    api = ApiTable.load("1.15")
    differing = []
    for name, arguments, is_method in functions(ast.parse(file.read_text(encoding="utf-8"))):
        public = None if name.startswith("_") else public_name(api, file, name)
        real = api.parameters(public) if public is not None else None
        if not real or all(p.kind != "plain" for p in real):
            continue
        ours, more = positional(arguments)
        ours = ours[1:] if is_method else ours
        theirs = [p.name for p in real if p.kind == "plain"]
        if ours != theirs[: len(ours)] or (len(ours) < len(theirs) and not more):
            differing.append(f"{public}: {ours} but {theirs}")
    assert not differing
