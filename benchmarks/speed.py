"""How long scope-lint takes on a tree, as ratios to baselines of the same run.

    python benchmarks/speed.py [TREE] [--folder .benchmarks] [--without-others] [--cpu]

TREE (default: 600 files of published TensorFlow 1 code, fetched into the folder by pip). The baseline is ``libcst.parse_module`` over
the files that the bytes test lets through, in one process. fixit and flake8-async are installed into an environment of their own in the
folder where they are missing, and run once each, which takes minutes: ``--without-others`` leaves them out. flake8 is run with and
without the plugin, on TREE and on packages of the standard library, which know no TensorFlow: those in pairs of runs that share one
processor, by processor seconds, as the difference is smaller than what other programs make of one run.

What is measured is the scope-lint of the Python that runs this, compiled or not.

Only the ratios mean something, and those of wall time (the default) only where nothing else runs; ``--cpu`` compares processor seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import sysconfig
import tempfile
import venv
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from corpus import fetch
from edits import EDITS, matching
from measure import CHECK, Cost, best, compare, least, run

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

TIMES = 3
"""Runs with nothing kept, each next to one of the baseline; the least of either counts, as other programs only ever add to it."""
OTHERS = {"fixit": ("fixit==2.2.1", "lint"), "flake8-async": ("flake8-async==26.8.1", "--enable=ASYNC")}
WITHOUT_TF = ("asyncio", "email", "importlib", "json", "logging", "multiprocessing", "unittest", "urllib", "xml")
"""Packages of the standard library."""
FLAKE8 = "flake8>=6"
ROUNDS = 5
"""Of flake8 without the plugin, with it, and ``check``, one after the other: what the plugin adds is the small difference of two times."""
PAIRS = 15


class Table:
    """Rows of what was measured, each against a baseline, and what it should be at most (or at least)."""

    def __init__(self, cpu: bool) -> None:
        self._cpu = cpu
        print(f"{'':65} {'CPU s' if cpu else 's':>8} {'ratio':>9}  wanted")

    def seconds(self, cost: Cost) -> float:
        return cost.cpu if self._cpu else cost.wall

    def row(self, what: str, cost: Cost, against: Cost | None = None, wanted: str = "") -> None:
        ratio = f"{self.seconds(cost) / self.seconds(against):9.3f}" if against else " " * 9
        print(f"{what:65} {self.seconds(cost):8.2f} {ratio}  {wanted}".rstrip(), flush=True)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="How long scope-lint takes on a tree, as ratios to baselines of the same run.")
    parser.add_argument("tree", nargs="?", type=Path, metavar="TREE")
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"), help="for what is fetched and installed")
    parser.add_argument("--without-others", action="store_true", help="leave out fixit and flake8-async, which take minutes")
    parser.add_argument("--cpu", action="store_true", help="processor seconds in place of wall time")
    arguments = parser.parse_args()
    tree = str(arguments.tree or fetch(arguments.folder))
    table = Table(arguments.cpu)
    machine = find_spec("scope_lint.interpreter.machine")
    compiled = machine is not None and not str(machine.origin).endswith(".py")
    print("scope-lint is compiled" if compiled else "scope-lint is pure Python")
    os.environ["SCOPE_LINT_COMPILE"] = "1" if compiled else "0"  # flake8 gets the same
    with tempfile.TemporaryDirectory() as scratch:
        command_line(table, tree, Path(scratch))
        start_up(table, Path(scratch))
        flake8(table, tree, Path(scratch))
        if not arguments.without_others:
            others(table, tree, Path(scratch), arguments.folder / "others")


def in_a_new_cache(command: list[str], scratch: Path) -> tuple[Cost, dict[str, str]]:
    """What a command takes with nothing kept, and the setting that has it find what it left."""
    cache = {"SCOPE_LINT_CACHE_DIR": tempfile.mkdtemp(dir=scratch)}
    return run(command, **cache), cache


def command_line(table: Table, tree: str, scratch: Path) -> None:
    """``check`` with nothing kept, with everything, and after an edit."""
    parses, colds = [], []
    for _ in range(TIMES):
        parses.append(run([sys.executable, "-c", PARSE, tree]))
        cold, cache = in_a_new_cache([*CHECK, tree], scratch)
        colds.append(cold)
    parse, cold = least(parses), least(colds)
    table.row("libcst.parse_module, files that match (baseline)", parse)
    table.row("scope-lint check, nothing cached", cold, parse, "at most 1.0")
    print(f"{'  memory of its largest process':65} {cold.memory:5.0f} MB {'':9}  at most 350 MB")
    table.row("scope-lint check, nothing changed, against cold", best([*CHECK, tree], 3, **cache), cold, "at most 0.1")
    files = matching(Path(tree))
    edited = files[len(files) // 2]
    before = edited.read_bytes()
    try:
        for what, edit in EDITS.items():
            edited.write_bytes(edit(before))
            table.row(f"scope-lint check, one file changed ({what}), against cold", run([*CHECK, tree], **cache), cold, "at most 0.2")
    finally:
        edited.write_bytes(before)


def start_up(table: Table, scratch: Path) -> None:
    """``check`` on one small file."""
    small = scratch / "small.py"
    small.write_text(SMALL)
    start = best([sys.executable, "-c", "import libcst"], 5)
    table.row("python -c 'import libcst' (baseline)", start)
    table.row("scope-lint check, one small file, nothing kept", best([*CHECK, "--no-cache", str(small)], 5), start, "at most 2.5")
    cache = {"SCOPE_LINT_CACHE_DIR": str(scratch / "cache")}
    run([*CHECK, str(small)], **cache)
    table.row("scope-lint check, one small file, unchanged", best([*CHECK, str(small)], 5, **cache), start)


def flake8(table: Table, tree: str, scratch: Path) -> None:
    """flake8 in an environment with scope-lint, installed as a user would, and in one without."""
    options = ["--isolated", "--max-line-length=1000"]
    plain = [installed(scratch / "flake8", "flake8", FLAKE8), *options]
    with_plugin = [installed(scratch / "flake8-with", "flake8", FLAKE8, str(Path(__file__).resolve().parents[1])), *options]
    library = [os.path.join(sysconfig.get_paths()["stdlib"], package) for package in WITHOUT_TF]
    compared = compare([*plain, "-j1", *library], [*with_plugin, "-j1", *library], PAIRS, SCOPE_LINT_CACHE_DIR=str(scratch / "flake8-cache"))
    low, middle, high = compared.ratios
    print(f"{'flake8 -j1, packages without TensorFlow (CPU s, baseline)':65} {compared.first:8.2f}")
    print(f"{'  with the plugin, median of ' + str(PAIRS) + ' pairs':65} {'':8} {middle:9.3f}  at most 1.02 (half of them {low:.3f} to {high:.3f})")
    withouts, added, ratios = [], [], []
    for _ in range(ROUNDS):
        without = run([*plain, tree])
        fresh, cache = in_a_new_cache([*with_plugin, tree], scratch)
        cold = in_a_new_cache([*CHECK, tree], scratch)[0]
        withouts.append(without)
        added.append(table.seconds(fresh) - table.seconds(without))
        ratios.append(added[-1] / table.seconds(cold))
    unchanged = run([*with_plugin, tree], **cache)
    table.row("flake8, the tree (baseline)", least(withouts))
    print(f"{'  what the plugin adds, against scope-lint check, median':65} {median(added):8.2f} {median(ratios):9.3f}  at most 1.0", end=" ")
    print(f"({ROUNDS} rounds: {min(ratios):.3f} to {max(ratios):.3f})", flush=True)
    table.row("flake8 with the plugin, when nothing has changed, against flake8", unchanged, least(withouts))


def others(table: Table, tree: str, scratch: Path, folder: Path) -> None:
    """Other linters, each against the least of two runs of ``check``: before it, and after."""
    files = sorted(map(str, Path(tree).rglob("*.py")))
    for name, (requirement, option) in OTHERS.items():
        command = [installed(folder, name, requirement), option, *(files if name == "flake8-async" else [tree])]
        before, cost, after = in_a_new_cache([*CHECK, tree], scratch)[0], run(command), in_a_new_cache([*CHECK, tree], scratch)[0]
        table.row(f"{name}, against scope-lint check, nothing cached", cost, least([before, after]), "at least 15" if name == "fixit" else "at least 30")


def installed(folder: Path, program: str, *requirements: str) -> str:
    """A program in an environment of its own, which is made where it is missing."""
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    if not binaries.is_dir():
        venv.create(folder, with_pip=True)
    if not (binaries / program).exists():
        run([str(binaries / "python"), "-m", "pip", "install", "--quiet", *requirements])
    return str(binaries / program)


if __name__ == "__main__":
    main()
