"""The recorded programs: one compressed JSON file for each TensorFlow version.

    python tests/differential/recordings.py VERSION COUNT PYTHON

writes fixtures/differential/VERSION.json.xz: COUNT programs of generate.py, run by recorder.py under PYTHON, an interpreter that has
that TensorFlow. Of the programs that raise before they made much, most are left out.
"""

from __future__ import annotations

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


def load(version: str) -> list[dict[str, Any]]:
    """The records of a version: ``source``, ``variables``, ``ops`` and ``error`` of each program."""
    with lzma.open(FIXTURES / f"{version}.json.xz", "rt", encoding="utf-8") as f:
        found: list[dict[str, Any]] = json.load(f)["programs"]
    return found


def record(version: str, count: int, python: str) -> None:
    """Writes the fixture of a version."""
    from generate import generate

    major, minor = (int(part) for part in version.split("."))
    sources = [generate(seed, (major, minor)) for seed in range(2 * count)]
    with tempfile.TemporaryDirectory() as folder:
        programs, records = Path(folder, "programs.json"), Path(folder, "records.json")
        programs.write_text(json.dumps(sources), encoding="utf-8")
        subprocess.run([python, str(HERE / "recorder.py"), str(programs), str(records)], check=True)
        found = json.loads(records.read_text(encoding="utf-8"))
    kept = [{"source": source, **one} for source, one in zip(sources, found["records"]) if worth_keeping(source, one)][:count]
    assert len(kept) == count, f"only {len(kept)} programs"
    FIXTURES.mkdir(parents=True, exist_ok=True)
    with lzma.open(FIXTURES / f"{version}.json.xz", "wt", encoding="utf-8", preset=9) as f:
        json.dump({"tf_version": found["tf_version"], "programs": kept}, f, separators=(",", ":"))


def worth_keeping(source: str, record: dict[str, Any]) -> bool:
    """Whether a program tells something: it went on for a while, or it is one of the few short ones to keep."""
    done = record["error"] is None and record["variables"]
    return bool(done) or len(record["variables"]) >= 4 or crc32(source.encode()) % 4 == 0


if __name__ == "__main__":
    record(sys.argv[1], int(sys.argv[2]), sys.argv[3])
