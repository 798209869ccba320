#!/usr/bin/env python3
"""Record what real TensorFlow 1.x does with the scripts of a fixtures folder.

    python tools/record_fixtures.py --tf 1.15=PYTHON [--tf 1.0=PYTHON …] FOLDER_OR_SCRIPT [FOLDER_OR_SCRIPT …]

PYTHON is the interpreter of an environment that has that TensorFlow. Every ``*.py`` below a folder is a script, except files
whose name starts with ``_`` and files of packages (a folder with ``__init__.py``): those are modules that scripts import. A script
is recorded under the versions that its first lines name (``# tf: 1.0 1.4 1.15``), by default 1.15 only. A script that reads a given
command line says so: ``# args: --layers 3``.

The recording of ``F/x.py`` under 1.15 goes to ``F/recorded/1.15/x.json``::

    {"script": "x.py", "tf": "1.15.5",
     "variables": [[name, status, shape, dtype, trainable, line, collections?, path?, api?], …],
     "errors": [{"type", "message", "line", "path"?}],
     "exit": null | {"type", "message", "line", "path"?}}

``status`` is created or reused; ``shape`` is null for an unknown rank; ``line`` is that of the innermost frame in the fixtures folder (for
a call over several lines one of its lines); ``collections`` are the variable's collections at the end beside ``variables`` and
``trainable_variables`` (which ``trainable`` tells; a variable in neither has ``-variables`` there); ``path`` is null where it is the script
itself; ``api`` is ``Variable`` for one that tf.Variable made, otherwise left out. ``errors``: raised by get_variable or a scope, caught
or not. ``exit``: the exception that ended the script.

``# record: steps`` adds ``"steps"``, all in one order: ``["variable", name, status, line]``, ``["op", name, type, line]`` (ops that no
variable made), ``["variable_scope", name, op scope, reuse, line]`` and ``["name_scope", op scope, line]`` (those that the script itself
enters) and ``["error", type, message, line]``. ``# python: 2``: the script is Python 2; its print statements are recorded as calls.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

RECORDER = pathlib.Path(__file__).with_name("tf_recorder.py")
HEADER = re.compile(r"^#\s*(tf|args|record|python):\s*(.*)$", re.MULTILINE)


def scripts_of(target: pathlib.Path) -> Iterator[pathlib.Path]:
    """The scripts that a folder (or the one script that a path) names."""
    if target.is_file():
        yield target
        return
    for path in sorted(target.rglob("*.py")):
        packaged = any((parent / "__init__.py").exists() for parent in path.parents if parent.is_relative_to(target))
        if not path.name.startswith("_") and not packaged and "recorded" not in path.relative_to(target).parts:
            yield path


def header_of(script: pathlib.Path) -> dict[str, list[str]]:
    """The ``# tf:`` and ``# args:`` lines at the top of a script, split into words."""
    top = "\n".join(script.read_text(encoding="utf-8").splitlines()[:10])
    return {key: value.split() for key, value in HEADER.findall(top)}


def versions_of(script: pathlib.Path) -> list[str]:
    """The TensorFlow versions that a script is recorded under."""
    return header_of(script).get("tf") or ["1.15"]


def recording_of(script: pathlib.Path, version: str) -> pathlib.Path:
    """Where the recording of a script lies."""
    return script.parent / "recorded" / version / (script.stem + ".json")


def rendered(trace: dict[str, Any]) -> str:
    """A recording as text: one variable or error a line, so that a change reads well in a diff."""
    parts = []
    for key, value in trace.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row) for row in value)
            parts.append(f" {json.dumps(key)}: [\n  {rows}]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def record(python: str, version: str, scripts: list[pathlib.Path]) -> int:
    """Record scripts under one version, all in one process that forks for each; the number that could not be recorded."""
    failed = 0
    with tempfile.TemporaryDirectory() as out:
        jobs = [
            {
                "script": str(s.resolve()),
                "root": str(s.resolve().parent),
                "out": f"{out}/{i}.json",
                **{key: header_of(s).get(key, []) for key in ("args", "record", "python")},
            }
            for i, s in enumerate(scripts)
        ]
        subprocess.run([python, str(RECORDER)], input=json.dumps(jobs).encode(), check=True)
        for script, job in zip(scripts, jobs):
            made = pathlib.Path(str(job["out"]))
            if not made.exists():
                print(f"{script}: not recorded under {version}", file=sys.stderr)
                failed += 1
                continue
            trace = json.loads(made.read_text(encoding="utf-8"))
            target = recording_of(script, version)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(rendered(trace), encoding="utf-8")
            ended = f"  ends with {trace['exit']['type']}: {trace['exit']['message']}" if trace["exit"] else ""
            print(f"{script} {version}: {len(trace['variables'])} variables{ended}")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--tf", action="append", required=True, metavar="VERSION=PYTHON", help="a version and its interpreter"
    )
    parser.add_argument("targets", nargs="+", type=pathlib.Path, metavar="FOLDER_OR_SCRIPT")
    options = parser.parse_args()
    scripts = [script for target in options.targets for script in scripts_of(target)]
    failed = 0
    for pair in options.tf:
        version, _, python = pair.partition("=")
        wanted = [script for script in scripts if version in versions_of(script)]
        if wanted:
            failed += record(python, version, wanted)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
