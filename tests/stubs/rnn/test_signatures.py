"""Functions and constructors of the recurrent stubs take the parameters that TensorFlow's do (older names may follow)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scope_lint.tf1.api import ApiTable

STUBS = Path(__file__).resolve().parents[3] / "scope_lint" / "stubs" / "tensorflow"
PARTS = {
    "nn": ["nn", "nn.rnn_cell"],
    "contrib/rnn": ["contrib.rnn"],
    "contrib/seq2seq": ["contrib.seq2seq"],
    "contrib/legacy_seq2seq": ["contrib.legacy_seq2seq"],
    "contrib/cudnn_rnn": ["contrib.cudnn_rnn"],
}


def constructors(node: ast.stmt) -> Iterator[ast.arguments]:
    """The arguments of a function, or those of a class's constructor (which may depend on the version)."""
    if isinstance(node, ast.FunctionDef):
        yield node.args
    elif isinstance(node, ast.ClassDef):
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                yield inner.args


@pytest.mark.parametrize("folder", PARTS)
def test_parameters_are_those_of_tensorflow(folder: str) -> None:
    api = ApiTable.load("1.15")
    differing = []
    for file in sorted((STUBS / folder).glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            name = getattr(node, "name", "_")
            public = next(
                (f"{m}.{name}" for m in PARTS[folder] if api.kind(f"{m}.{name}") in ("function", "class")), None
            )
            real = [p.name for p in api.parameters(public) or [] if p.kind == "plain"] if public else []
            for arguments in constructors(node) if real else ():
                ours = [a.arg for a in arguments.args]
                ours = ours[1:] if isinstance(node, ast.ClassDef) else ours
                more = arguments.vararg is not None or arguments.kwarg is not None
                if ours[: len(real)] != real[: len(ours)] or (len(ours) < len(real) and not more):
                    differing.append(f"{public}: {ours} but {real}")
    assert not differing
