"""How long scope-lint takes on 600 files of TensorFlow 1 code, as ratios to a baseline of the same run.

    python benchmarks/speed.py [FOLDER]

FOLDER (default: ``.benchmarks``) keeps the fetched packages. The baseline is ``libcst.parse_module`` over the files that the
bytes test lets through, in one process. Everything is measured on the machine as it is; only the ratios mean something.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import fetch

CHECK = [sys.executable, "-m", "scope_lint", "check", "--quiet"]
PARSE = """
import sys, libcst
from pathlib import Path
from scope_lint.source.prefilter import mentions_scopes
for path in Path(sys.argv[1]).rglob("*.py"):
    data = path.read_bytes()
    if mentions_scopes(data):
        libcst.parse_module(data)
"""
SMALL = "import tensorflow as tf\n\nwith tf.variable_scope('a'):\n    tf.get_variable('w', [1])\n"


def seconds(command: list[str], **environment: str) -> float:
    """The wall time of a command."""
    begin = time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}")
    return time.perf_counter() - begin


def best(run: Callable[[], float], times: int = 3) -> float:
    """The shortest of some runs."""
    return min(run() for _ in range(times))


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".benchmarks")
    corpus = fetch(folder)
    parse = best(lambda: seconds([sys.executable, "-c", PARSE, str(corpus)]), 2)
    rows = [("libcst.parse_module, files that match (baseline)", parse, parse)]
    with tempfile.TemporaryDirectory() as scratch:
        cache = {"SCOPE_LINT_CACHE_DIR": str(Path(scratch) / "cache")}
        cold = seconds([*CHECK, str(corpus)], **cache)
        rows.append(("scope-lint check, nothing cached", cold, parse))
        warm = best(lambda: seconds([*CHECK, str(corpus)], **cache))
        rows.append(("scope-lint check, nothing changed", warm, cold))
        edited = next(corpus.rglob("sonnet/python/modules/nets/mlp.py"))
        before = edited.read_bytes()
        try:
            edited.write_bytes(before + b"# changed\n")
            rows.append(("scope-lint check, one file changed", seconds([*CHECK, str(corpus)], **cache), cold))
        finally:
            edited.write_bytes(before)
        small = Path(scratch) / "small.py"
        small.write_text(SMALL)
        start = best(lambda: seconds([sys.executable, "-c", "import libcst"]), 5)
        rows.append(("python -c 'import libcst' (baseline)", start, start))
        rows.append(("scope-lint check, one small file", best(lambda: seconds([*CHECK, str(small)], **cache), 5), start))
    for what, took, against in rows:
        print(f"{what:52} {took:8.2f} s  {took / against:6.2f} x")


if __name__ == "__main__":
    main()
