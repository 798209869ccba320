"""The recorded programs: compressed JSON files, by TensorFlow version.

    python tests/differential/recordings.py random VERSION COUNT PYTHON
    python tests/differential/recordings.py facts VERSION PYTHON

write fixtures/differential/random-VERSION.json.xz (COUNT programs of generate.py) or facts-VERSION.json.xz (those of facts.py), run by
recorder.py under PYTHON, an interpreter that has that TensorFlow. Of the random programs that raise before they made much, most are
left out.
"""

from __future__ import annotations

import functools
import json
import lzma
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from zlib import crc32

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures" / "differential"


@functools.cache
def load(kind: str, version: str) -> list[dict[str, Any]]:
    """The records of a version: ``source``, ``variables``, ``ops`` and ``error`` of each program."""
    with lzma.open(FIXTURES / f"{kind}-{version}.json.xz", "rt", encoding="utf-8") as f:
        found: list[dict[str, Any]] = json.load(f)["programs"]
    return found


def versions(kind: str) -> list[str]:
    """The versions that are recorded, newest first."""
    found = [path.name.removesuffix(".json.xz").split("-")[1] for path in FIXTURES.glob(f"{kind}-*.json.xz")]
    return sorted(found, key=lambda v: [int(part) for part in v.split(".")], reverse=True)


def run_all(sources: list[str], python: str) -> tuple[str, list[dict[str, Any]]]:
    """Runs programs under a real TensorFlow: its version, and the records."""
    with tempfile.TemporaryDirectory() as folder:
        programs, records = Path(folder, "programs.json"), Path(folder, "records.json")
        programs.write_text(json.dumps(sources), encoding="utf-8")
        subprocess.run([python, str(HERE / "recorder.py"), str(programs), str(records)], check=True)
        found = json.loads(records.read_text(encoding="utf-8"))
    return found["tf_version"], [{"source": source, **one} for source, one in zip(sources, found["records"])]


def write(kind: str, version: str, tf_version: str, programs: list[dict[str, Any]]) -> None:
    """Writes a fixture."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    with lzma.open(FIXTURES / f"{kind}-{version}.json.xz", "wt", encoding="utf-8", preset=9) as f:
        json.dump({"tf_version": tf_version, "programs": programs}, f, separators=(",", ":"))


def record_random(version: str, count: int, python: str) -> None:
    """Records random programs."""
    from generate import generate  # beside this script

    major, minor = (int(part) for part in version.split("."))
    tf_version, programs = run_all([generate(seed, (major, minor)) for seed in range(2 * count)], python)
    kept = [program for program in programs if worth_keeping(program)][:count]
    assert len(kept) == count, f"only {len(kept)} programs"
    write("random", version, tf_version, kept)


def record_facts(version: str, python: str) -> None:
    """Records the programs of facts.py."""
    from facts import FACTS  # beside this script

    tf_version, programs = run_all(FACTS, python)
    write("facts", version, tf_version, [program for program in programs if not _not_there(program["error"])])


def _not_there(error: list[Any] | None) -> bool:
    """Whether a program used what its version does not have."""
    return error is not None and (error[0] == "AttributeError" or "unexpected keyword argument" in error[1])


def worth_keeping(program: dict[str, Any]) -> bool:
    """Whether a program tells something: it went on for a while, or it is one of the few short ones to keep."""
    done = program["error"] is None and program["variables"]
    return bool(done) or len(program["variables"]) >= 4 or crc32(program["source"].encode()) % 4 == 0


if __name__ == "__main__":
    if sys.argv[1] == "random":
        record_random(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        record_facts(sys.argv[2], sys.argv[3])
