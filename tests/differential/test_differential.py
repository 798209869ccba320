"""Every recorded scope program: names, statuses, shapes, places and the error that ends it are predicted exactly."""

from __future__ import annotations

import pytest

from tests.differential.compare import differences, predicted
from tests.differential.recordings import load, versions

PARTS = 8
"""The random programs of a version are spread over so many tests."""


def _check(kind: str, version: str, part: int, parts: int) -> None:
    wrong = []
    for i, record in enumerate(load(kind, version)):
        if i % parts == part and (found := differences(record, predicted(record["source"], version))):
            wrong.append(f"program {i}:\n{record['source']}\n" + "\n".join(found))
    assert not wrong, f"{len(wrong)} programs differ:\n" + "\n".join(wrong[:5])


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("version", versions("random"))
def test_random_programs(version: str, part: int) -> None:
    _check("random", version, part, PARTS)


@pytest.mark.parametrize("version", versions("facts"))
def test_facts(version: str) -> None:
    _check("facts", version, 0, 1)
