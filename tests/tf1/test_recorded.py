"""The twin alone against the recorded programs, run by CPython: no interpreter in between."""

from __future__ import annotations

from typing import Any

import pytest

from tests.differential.recordings import load, versions
from tests.tf1.programs import run

NOT_CORE = ("tf.layers.", "tf.make_template")
"""What the stubs model, which need the interpreter."""


def _check(kind: str, version: str) -> None:
    major, minor = (int(part) for part in version.split("."))
    wrong = []
    for i, program in enumerate(load(kind, version)):
        if any(word in program["source"] for word in NOT_CORE):
            continue
        found = run(program["source"], (major, minor))
        expected: dict[str, Any] = {
            "variables": [variable[:5] for variable in program["variables"]], "ops": program["ops"], "error": program["error"],
        }  # fmt: skip
        if found != expected:
            wrong.append(f"program {i}:\n{program['source']}\nTensorFlow: {expected}\ntwin:       {found}")
    assert not wrong, f"{len(wrong)} programs differ:\n" + "\n".join(wrong[:5])


@pytest.mark.parametrize("version", versions("random"))
def test_random_programs(version: str) -> None:
    _check("random", version)


@pytest.mark.parametrize("version", versions("facts"))
def test_facts(version: str) -> None:
    _check("facts", version)
