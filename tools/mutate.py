#!/usr/bin/env python3
"""Mutation test: break working scripts one small way at a time, and compare what real TensorFlow says with what scope-lint says.

    python tools/mutate.py record --tf 1.15=PYTHON [--tf 1.4=PYTHON …] [--per-script N] [--seed N] [FOLDER_OR_SCRIPT …]
    python tools/mutate.py compare [--show]

``record`` takes scripts that build cleanly (every ``*.py`` of the fixtures whose recording or corrected twin ends without an error), makes
mutants (mutations.py), runs them under TensorFlow and stores what happened in fixtures/mutants/VERSION.json.xz::

    {"tf": "1.15.5", "mutants": [{"script", "what", "line", "source", "exit": null | {"kind", "variable", "type", "message", "line"}}, …]}

``compare`` asks for each mutant that raises whether a definite error with the same variable was reported, and of each that runs that none was.
Of those that raise, only errors of TensorFlow's scopes and variables count (`scope error`), not what the mutation broke in Python.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import pathlib
import random
import re
import sys
from typing import Any

from mutations import Mutant, mutants_of
from record_bugs import run
from record_fixtures import recording_of, versions_of
from tf_errors import told

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
STORE = FIXTURES / "mutants"


def clean_scripts(targets: list[pathlib.Path], version: str) -> list[pathlib.Path]:
    """The scripts of some folders that build without an error under a version, as their recordings tell."""
    found = []
    for target in targets:
        for script in [target] if target.is_file() else sorted(target.rglob("*.py")):
            if script.name == "case_fixed.py":
                case = json.loads(script.with_name("case.json").read_text(encoding="utf-8"))
                if ".".join(case["tf"].split(".")[:2]) == version:
                    found.append(script)
            elif version in versions_of(script) and recording_of(script, version).exists():
                if json.loads(recording_of(script, version).read_text(encoding="utf-8"))["exit"] is None:
                    found.append(script)
    return found


def record(python: str, version: str, scripts: list[pathlib.Path], per_script: int, seed: int) -> None:
    """Make and run mutants of scripts under one version, and store what happened."""
    jobs: list[dict[str, Any]] = []
    for script in scripts:
        path = str(script.relative_to(ROOT))
        chosen = sample(list(mutants_of(script.read_text(encoding="utf-8"))), per_script, f"{seed} {path}")
        jobs += [{"id": f"{path} {i}", "path": str(script), "source": m.source, "what": m.what, "line": m.line} for i, m in enumerate(chosen)]
    answers = run(python, jobs)
    rows = []
    for job in jobs:
        answer = answers[job["id"]]
        rows.append({"script": job["id"].rpartition(" ")[0], "what": job["what"], "line": job["line"], "source": job["source"], "exit": exit_of(answer)})
    made = {"tf": answers[jobs[0]["id"]]["tf"], "mutants": rows}
    STORE.mkdir(exist_ok=True)
    (STORE / f"{version}.json.xz").write_bytes(lzma.compress(json.dumps(made, indent=0).encode()))
    print(f"{version}: {len(scripts)} scripts, {len(rows)} mutants, {sum(r['exit'] is not None for r in rows)} raise")


def sample(mutants: list[Mutant], count: int, seed: str) -> list[Mutant]:
    """Some mutants, of as many kinds as can be."""
    random.Random(seed).shuffle(mutants)
    turn: collections.Counter[str] = collections.Counter()
    order = []
    for mutant in mutants:
        order.append((turn[mutant.what], mutant))
        turn[mutant.what] += 1
    return [mutant for _, mutant in sorted(order, key=lambda pair: pair[0])][:count]


def exit_of(answer: dict[str, Any]) -> dict[str, Any] | None:
    """What is stored of the end of a mutant."""
    ended = answer["exit"]
    if ended is None:
        return None
    say = told(ended)
    scopes = say.kind != "other" or say.variable is not None
    return {
        "kind": say.kind if scopes else "python",
        "variable": say.variable,
        "type": ended["type"],
        "message": say.message[:300],
        "line": ended["frames"][0][1] if ended["frames"] else None,
    }


def stored(version: str) -> list[dict[str, Any]]:
    """The recorded mutants of a version."""
    made = json.loads(lzma.decompress((STORE / f"{version}.json.xz").read_bytes()))
    mutants: list[dict[str, Any]] = made["mutants"]
    return mutants


def verdict(mutant: dict[str, Any], version: str) -> tuple[str, list[str]]:
    """How the analysis fares on one mutant, and its definite errors.

    ``caught`` and ``missed`` for one that raises a scope error, ``named another`` where the variable differs; ``quiet`` and ``false alarm`` for one
    that runs; ``python`` for one that raises something else.
    """
    from scope_lint import api

    options = api.Options(tf_version=version, root=str(ROOT), no_cache=True)
    found = api.check_source(mutant["source"], str(ROOT / mutant["script"]), options)
    errors = [f for f in found if f.severity == "error" and f.certainty == "definite"]
    shown = [f"{f.code} line {f.line} {f.variable}: {f.message}" for f in errors]
    ended = mutant["exit"]
    if ended is None:
        return "false alarm" if errors else "quiet", shown
    if ended["kind"] == "python":
        return "python", shown
    if not errors:
        return "missed", shown
    same = ended["variable"] is None or any(plain(f.variable) == plain(ended["variable"]) for f in errors)
    return "caught" if same else "named another", shown


def plain(name: str | None) -> str:
    """A variable's name without the slash that TensorFlow shows at the end of a slot's."""
    return re.sub(r"/$", "", name or "")


def compare(show: bool) -> int:
    """Print the table of all recorded mutants; 1 where a target is not met."""
    table: collections.Counter[tuple[str, str]] = collections.Counter()
    for path in sorted(STORE.glob("*.json.xz")):
        version = path.name.removesuffix(".json.xz")
        for number, mutant in enumerate(stored(version)):
            result, shown = verdict(mutant, version)
            table[mutant["what"], result] += 1
            if show and result in ("missed", "named another", "false alarm"):
                ended = mutant["exit"] or {"kind": "runs", "line": "", "message": ""}
                print(f"{version} #{number} {mutant['script']}:{mutant['line']} {mutant['what']}: {result}")
                print(f"    TensorFlow: {ended['kind']} line {ended['line']} {ended['message'][:160]}")
                print("\n".join(f"    we: {s[:200]}" for s in shown) or "    we: nothing")
    columns = ["caught", "named another", "missed", "quiet", "false alarm", "python"]
    print(f"{'mutation':<16}" + "".join(f"{c:>15}" for c in columns))
    for what in sorted({w for w, _ in table}):
        print(f"{what:<16}" + "".join(f"{table[what, c]:>15}" for c in columns))
    totals = {c: sum(n for (_, r), n in table.items() if r == c) for c in columns}
    print(f"{'all':<16}" + "".join(f"{totals[c]:>15}" for c in columns))
    raising = totals["caught"] + totals["missed"] + totals["named another"]
    share = totals["caught"] / max(1, raising)
    print(f"of {raising} mutants that raise {share:.1%} reported with the same variable; {totals['false alarm']} false alarms of {totals['quiet'] + totals['false alarm']} that run")
    return 0 if share >= 0.95 and not totals["false alarm"] else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("--tf", action="append", required=True, metavar="VERSION=PYTHON", help="a version and its interpreter")
    recording.add_argument("--per-script", type=int, default=8)
    recording.add_argument("--seed", type=int, default=1)
    recording.add_argument("targets", nargs="*", type=pathlib.Path, default=[FIXTURES])
    comparing = commands.add_parser("compare")
    comparing.add_argument("--show", action="store_true", help="print each mutant that was missed or wrongly reported")
    options = parser.parse_args()
    if options.command == "compare":
        sys.path.insert(0, str(ROOT))
        return compare(options.show)
    for version, _, python in (pair.partition("=") for pair in options.tf):
        scripts = clean_scripts([t.resolve() for t in options.targets], version)
        record(python, version, scripts, options.per_script, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
