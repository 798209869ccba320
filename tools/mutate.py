#!/usr/bin/env python3
"""Mutation test: break working scripts one small way at a time, and compare what real TensorFlow says with what scope-lint says.

    python tools/mutate.py record --tf 1.15=PYTHON [--tf 1.4=PYTHON …] [--per-script N] [--seed N] [--jobs N] [FOLDER_OR_SCRIPT …]
    python tools/mutate.py compare [--show] [--jobs N] [--only TEXT]

``record`` takes scripts that build cleanly (it runs every ``*.py`` of the fixtures that is meant for the version, and leaves out those that
raise), makes mutants (mutations.py), runs them under TensorFlow and stores what happened in fixtures/mutants/VERSION.json.xz (what is stored
there of a mutant is not run again)::

    {"tf": "1.15.5", "mutants": [{"script", "what", "line", "source", "exit": null | {"kind", "variable", "type", "message", "line"}}, …]}

``compare`` asks for each mutant that raises whether a definite error with the same variable was reported, and of each that runs that none was.
Of those that raise, only errors of TensorFlow's scopes and variables count (`scope error`), not what the mutation broke in Python.
"""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
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


def scripts_for(targets: list[pathlib.Path], version: str) -> list[pathlib.Path]:
    """The scripts of some folders that are meant for a version and not known to raise."""
    found = []
    for target in targets:
        for script in [target] if target.is_file() else sorted(s for s in target.rglob("*.py") if "__init__" not in s.name and s.name != "case.py"):
            if script.name == "case_fixed.py":
                case = json.loads(script.with_name("case.json").read_text(encoding="utf-8"))
                if ".".join(case["tf"].split(".")[:2]) == version:
                    found.append(script)
            elif version in versions_of(script):
                recorded = recording_of(script, version)
                if not recorded.exists() or json.loads(recorded.read_text(encoding="utf-8"))["exit"] is None:
                    found.append(script)
    return found


Job = dict[str, Any]
SECONDS = 20
"""How long a mutant may run: one that waits for what another thread does not do any more never ends."""


def run_all(python: str, jobs: list[Job], at_once: int) -> dict[str, dict[str, Any]]:
    """The answers of TensorFlow by job, from some processes at once."""
    answers: dict[str, dict[str, Any]] = {}
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for part in pool.map(lambda chunk: run(python, chunk), [jobs[i::at_once] for i in range(at_once) if jobs[i::at_once]]):
            answers.update(part)
    return answers


def record(python: str, version: str, scripts: list[pathlib.Path], options: argparse.Namespace) -> None:
    """Make and run mutants of the scripts that build cleanly under one version, and store what happened."""
    known = {(m["script"], m["source"]): m["exit"] for m in stored(version)}
    mutants: dict[pathlib.Path, list[Mutant]] = {}
    for script in scripts:
        chosen = sample(list(mutants_of(script.read_text(encoding="utf-8"))), options.per_script, f"{options.seed} {script.relative_to(ROOT)}")
        if chosen:
            mutants[script] = chosen
    answers = run_all(python, [{"id": str(s), "path": str(s), "scratch": True} for s in mutants], options.jobs)
    rows: list[Job] = []
    jobs: list[Job] = []
    for script in [s for s in mutants if answers[str(s)]["exit"] is None]:
        path = str(script.relative_to(ROOT))
        for mutant in mutants[script]:
            row = {"script": path, "what": mutant.what, "line": mutant.line, "source": mutant.source, "exit": known.get((path, mutant.source))}
            if (path, mutant.source) not in known:
                jobs.append({"id": str(len(rows)), "path": str(script), "source": mutant.source, "seconds": SECONDS, "scratch": True})
            rows.append(row)
    for number, answer in run_all(python, jobs, options.jobs).items():
        rows[int(number)]["exit"] = exit_of(answer)
    chosen_scripts = {str(s.relative_to(ROOT)) for s in scripts}
    rows += [m for m in stored(version) if m["script"] not in chosen_scripts]
    rows.sort(key=lambda row: str(row["script"]))
    made = {"tf": next(iter(answers.values()))["tf"], "mutants": rows}
    STORE.mkdir(exist_ok=True)
    (STORE / f"{version}.json.xz").write_bytes(lzma.compress(json.dumps(made, indent=0).encode()))
    print(f"{version}: {len({r['script'] for r in rows})} scripts, {len(rows)} mutants, {sum(r['exit'] is not None for r in rows)} raise")


def sample(mutants: list[Mutant], count: int, seed: str) -> list[Mutant]:
    """Some mutants, of as many kinds as can be."""
    random.Random(seed).shuffle(mutants)
    turn: collections.Counter[str] = collections.Counter()
    order = []
    for mutant in mutants:
        order.append((turn[mutant.what], mutant))
        turn[mutant.what] += 1
    return [mutant for _, mutant in sorted(order, key=lambda pair: pair[0])][: count or None]


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
    if not (STORE / f"{version}.json.xz").exists():
        return []
    made = json.loads(lzma.decompress((STORE / f"{version}.json.xz").read_bytes()))
    mutants: list[dict[str, Any]] = made["mutants"]
    return mutants


def verdict(mutant: dict[str, Any], version: str) -> tuple[str, list[str]]:
    """How the analysis fares on one mutant, and its definite errors.

    ``caught`` and ``missed`` for one that raises a scope error, ``named another`` where the variable differs; ``quiet`` and ``false alarm`` for one
    that runs; ``python`` for one that raises something else.
    """
    from scope_lint import api

    options = api.Options(tf_version=version, no_cache=True)
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


def judged(case: tuple[str, int, Job]) -> tuple[str, int, Job, str, list[str]]:
    version, number, mutant = case
    return version, number, mutant, *verdict(mutant, version)


def compare(show: bool, at_once: int, only: str) -> int:
    """Print the table of all recorded mutants; 1 where a target is not met."""
    table: collections.Counter[tuple[str, str]] = collections.Counter()
    versions = [path.name.removesuffix(".json.xz") for path in sorted(STORE.glob("*.json.xz"))]
    cases = [(v, number, m) for v in versions for number, m in enumerate(stored(v)) if only in f"{m['script']}:{m['line']} {m['what']}"]
    with concurrent.futures.ProcessPoolExecutor(at_once) as pool:
        for version, number, mutant, result, shown in pool.map(judged, cases, chunksize=8):
            table[mutant["what"], result] += 1
            if show and result in ("missed", "named another", "false alarm"):
                ended = mutant["exit"] or {"kind": "runs", "line": "", "message": ""}
                print(f"{version} #{number} {mutant['script']}:{mutant['line']} {mutant['what']}: {result}")
                print(f"    TensorFlow: {ended['kind']} line {ended['line']} {ended['message'][:160]}")
                print("\n".join(f"    we: {s[:200]}" for s in shown) or "    we: nothing", flush=True)
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
    recording.add_argument("--per-script", type=int, default=16, help="at most so many mutants of a script, of as many kinds as can be; 0: all")
    recording.add_argument("--seed", type=int, default=1)
    recording.add_argument("targets", nargs="*", type=pathlib.Path, default=[FIXTURES])
    comparing = commands.add_parser("compare")
    comparing.add_argument("--only", default="", metavar="TEXT", help="only mutants whose `script:line kind` holds this text")
    comparing.add_argument("--show", action="store_true", help="print each mutant that was missed or wrongly reported")
    for command in (recording, comparing):
        command.add_argument("--jobs", type=int, default=1, help="processes at once")
    options = parser.parse_args()
    if options.command == "compare":
        sys.path.insert(0, str(ROOT))
        return compare(options.show, options.jobs, options.only)
    for version, _, python in (pair.partition("=") for pair in options.tf):
        record(python, version, scripts_for([t.resolve() for t in options.targets], version), options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
