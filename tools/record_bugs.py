#!/usr/bin/env python3
"""Record what real TensorFlow 1.x says to the bug cases of a folder, and to their corrected twins.

    python tools/record_bugs.py --tf 1.15=PYTHON [--tf 1.0=PYTHON …] [fixtures/bugs | CASE_FOLDER …]

A case is a folder with ``case.py``, the same put right as ``case_fixed.py``, and ``case.json``, which this writes. The comments at the top of
``case.py`` say ``tf:`` (the version; 1.15 unless told), ``cause:``, ``why:``, ``ask:`` and, where there is one, ``source:`` (a report whose structure it
has). Marks at the end of a line: ``# cause`` the line that a user edits; ``# silent: NAME`` in a case that raises nothing, the line that makes the
variable NAME, which is not the one meant; ``# variable: NAME`` what an error is about where its message does not tell. ``case.json``::

    {"source", "tf", "kind": "exists|missing|shape|dtype|invalid-name|other|silent", "cause", "line", "span": [first, last], "cause_line",
     "message", "error", "variable", "why", "ask", "fixed", "frames": [[path, line, function], …], "created": [name, …], "created_fixed": […]}

``line`` is that of the innermost frame, ``span`` the statement that holds it. A case whose corrected twin raises, or that does not do what its
marks say, is an error of the case, and nothing is written.
"""

from __future__ import annotations

import argparse
import ast
import json
import pathlib
import re
import subprocess
import sys
from typing import Any

from tf_errors import told

RUNNER = pathlib.Path(__file__).with_name("tf_runner.py")
HEADER = re.compile(r"^# (tf|cause|why|ask|source): (.*)$", re.MULTILINE)
MARK = re.compile(r"#\s*(?:(cause)|(silent|variable): (\S.*?))\s*(?=$|#)", re.MULTILINE)


class BadCase(Exception):
    pass


def header_of(text: str) -> dict[str, str]:
    """The comments at the top of a case."""
    return {"tf": "1.15", **dict(HEADER.findall(text))}


def marks_of(text: str) -> dict[str, tuple[int, str | None]]:
    """The marks of a case: their lines and what they name."""
    found: dict[str, tuple[int, str | None]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            for cause, word, name in MARK.findall(line):
                found[cause or word] = (number, name or None)
    return found


def span_of(text: str, line: int) -> list[int]:
    """First and last line of the innermost statement that holds a line; of a compound one its head."""
    best = (line, line)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else (node.end_lineno or node.lineno)
            if last >= line and node.lineno >= best[0] - 1000 and (best == (line, line) or last - node.lineno <= best[1] - best[0]):
                best = (node.lineno, max(last, node.lineno))
    return list(best)


def run(python: str, jobs: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Run scripts under one TensorFlow; the answers of tf_runner.py by job."""
    done = subprocess.run([python, str(RUNNER)], input=json.dumps(jobs).encode(), stdout=subprocess.PIPE, check=True)
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.decode().splitlines())}


def case_of(folder: pathlib.Path, bug: dict[str, Any], fixed: dict[str, Any]) -> dict[str, Any]:
    """What case.json says."""
    text = (folder / "case.py").read_text(encoding="utf-8")
    head, marks = header_of(text), marks_of(text)
    if fixed["exit"]:
        raise BadCase(f"the corrected twin ends with {fixed['exit']['type']}: {fixed['exit']['message'][:300]} {fixed['exit']['frames']}")
    ended = bug["exit"]
    case: dict[str, Any] = {"source": head.get("source"), "tf": bug["tf"]}
    if "silent" in marks:
        if ended:
            raise BadCase(f"is said to be silent, but ends with {ended['type']}: {ended['message'][:300]} {ended['frames']}")
        line, variable = marks["silent"]
        if variable not in bug["created"]:
            raise BadCase(f"does not create {variable}: {bug['created']}")
        case.update(kind="silent", line=line, message=None, variable=variable)
    else:
        if not ended:
            raise BadCase(f"raises nothing: {bug['created']}")
        if not ended["frames"]:
            raise BadCase(f"{ended['type']} has no frame in the case: {ended['message'][:300]}")
        say = told(ended)
        case.update(kind=say.kind, line=ended["frames"][0][1], message=say.message, error=ended["type"])
        case.update(variable=marks["variable"][1] if "variable" in marks else say.variable, frames=ended["frames"])
    case.update(cause=head["cause"], span=span_of(text, case["line"]), why=head["why"], ask=head["ask"], fixed="case_fixed.py")
    if "cause" in marks:
        case["cause_line"] = marks["cause"][0]
    case.update(created=bug["created"], created_fixed=fixed["created"])
    order = ["source", "tf", "kind", "cause", "line", "span", "cause_line", "message", "error", "variable", "why", "ask", "fixed", "frames"]
    return {key: case[key] for key in [*order, "created", "created_fixed"] if key in case}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tf", action="append", required=True, metavar="VERSION=PYTHON", help="a version and its interpreter")
    parser.add_argument("targets", nargs="*", type=pathlib.Path, default=[pathlib.Path("fixtures/bugs")])
    options = parser.parse_args()
    folders = [case.parent for target in options.targets for case in sorted(target.rglob("case.py"))]
    wrong = 0
    for version, _, python in (pair.partition("=") for pair in options.tf):
        mine = [f for f in folders if header_of((f / "case.py").read_text(encoding="utf-8"))["tf"] == version]
        jobs = [{"id": str(f / name), "path": str(f.resolve() / name)} for f in mine for name in ("case.py", "case_fixed.py")]
        answers = run(python, jobs) if jobs else {}
        for folder in mine:
            try:
                case = case_of(folder, answers[str(folder / "case.py")], answers[str(folder / "case_fixed.py")])
            except BadCase as e:
                print(f"{folder}: {e}", file=sys.stderr)
                wrong += 1
                continue
            (folder / "case.json").write_text(json.dumps(case, indent=1) + "\n", encoding="utf-8")
            print(f"{folder.name} {version} {case['kind']} {case['variable']} line {case['line']}: {case['message']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
