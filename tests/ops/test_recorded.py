"""The op table against what TensorFlow made of the same expressions (tools/record_ops.py, fixtures/ops)."""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ops"


def _live() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ops_live", Path(__file__).with_name("live.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


live = _live()


@functools.cache
def recorded(version: str) -> dict[str, Any]:
    with gzip.open(FIXTURES / f"recorded-{version}.json.gz") as f:
        found: dict[str, Any] = json.load(f)["calls"]
    return found


@functools.cache
def prelude() -> str:
    return (FIXTURES / "prelude.txt").read_text()


def outermost(ops: list[list[str]]) -> list[str]:
    """The names that count for ops made later at the same place."""
    return sorted({name.split("/")[0] for name, _ in ops})


@pytest.mark.parametrize(("group", "index"), [(g, i) for g, calls in recorded("1.15").items() for i in range(len(calls))])
def test_newest(group: str, index: int) -> None:
    call, truth = recorded("1.15")[group][index]
    check((1, 15), call, truth)


def check(version: tuple[int, int], call: str, truth: dict[str, Any]) -> None:
    if "error" in truth:
        with pytest.raises(Exception) as raised:
            live.run(version, prelude(), call)
        assert str(raised.value).split("\n")[0].rstrip(".") == truth["error"][1].split(" and with ")[0].rstrip(".")
        return
    made, results, _ = live.run(version, prelude(), call)
    assert results == truth["results"]
    assert outermost(made) == outermost(truth["ops"])


def test_inner_names() -> None:
    """Names inside the scopes of composite functions are modelled where it is cheap: most of them, and none of them lost again."""
    calls = [c for group in recorded("1.15").values() for c in group if "error" not in c[1]]
    exact = sum(sorted(live.run((1, 15), prelude(), call)[0]) == sorted(truth["ops"]) for call, truth in calls)
    assert exact / len(calls) > 0.85


DIFFERENCES = {tuple(line.split("\t", 1)) for line in (FIXTURES / "differences.txt").read_text().splitlines() if "\t" in line}
"""Calls of which an older version makes something else than the table says: rare ones, and shapes of before 1.9."""


@pytest.mark.parametrize("version", ["0.12", "1.0", "1.4", "1.8", "1.12"])
def test_older(version: str) -> None:
    """Older versions, but for the listed calls; what they refuse is not compared (most of it did not exist)."""
    number = tuple(int(n) for n in version.split("."))
    wrong = []
    for calls in recorded(version).values():
        for call, truth in calls:
            if "error" in truth or (version, call) in DIFFERENCES:
                continue
            made, results, _ = live.run(number, prelude(), call)
            if results != truth["results"] or outermost(made) != outermost(truth["ops"]):
                wrong.append(call)
    assert not wrong
