"""How long a check takes after one file was edited, against one with nothing cached: many files by chance, and each kind of edit.

    python benchmarks/edits.py [TREE] [--folder .benchmarks] [--files 12] [--seed 1]

TREE (default: as of speed.py) is copied, and the copy edited. Only the ratios mean something, and only where nothing else runs.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from corpus import fetch
from measure import CHECK, run

CLASS = b"\n\nclass Added(object):\n    size = 1\n\n    def get(self):\n        return self.size\n"


def in_a_function(text: bytes, choose: Callable[[list[ast.FunctionDef]], ast.FunctionDef] | None = None) -> bytes:
    """A statement more in the body of one of the file's functions, by default the longest; as it was, where it has none."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    if not functions:
        return text
    chosen = choose(functions) if choose else max(functions, key=lambda node: len(node.body))
    last = chosen.body[-1]
    lines = text.splitlines(keepends=True)
    return b"".join([*lines[: last.lineno - 1], b" " * last.col_offset + b"added = 1\n", *lines[last.lineno - 1 :]])


EDITS: dict[str, Callable[[bytes], bytes]] = {
    "comment": lambda text: text + b"\n# changed\n",
    "comment at the top": lambda text: b"# changed\n" + text,
    "new function": lambda text: text + b"\n\ndef added(x):\n    return x\n",
    "new constant and import": lambda text: text + b"\nADDED = 1\nimport itertools\n",
    "new class": lambda text: text + CLASS,
    "body of a function": in_a_function,
}
"""One file changed: what none, some or all of those may notice that import it."""
CHANCE = {
    **EDITS,
    "body of a function": lambda text: in_a_function(text, random.choice),
    "statement that an import runs": lambda text: text + b"\nprint('changed')\n",
}
"""The same with functions by chance, and what all notice that import it."""


def matching(tree: Path) -> list[Path]:
    """The files that speak of scopes, in order."""
    from scope_lint.source.prefilter import mentions_scopes

    return [path for path in sorted(tree.rglob("*.py")) if mentions_scopes(path.read_bytes())]


def main() -> None:
    """Prints a row for each kind of edit."""
    parser = argparse.ArgumentParser(description="How long a check takes after one file was edited.")
    parser.add_argument("tree", nargs="?", type=Path, metavar="TREE")
    parser.add_argument("--folder", type=Path, default=Path(".benchmarks"), help="for what is fetched")
    parser.add_argument("--files", type=int, default=12, help="so many files for each kind of edit")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        shutil.copytree(arguments.tree or fetch(arguments.folder), tree)
        print(f"{'one file changed, against nothing cached':45} {'median':>7} {'9 of 10':>8} {'most':>7}")
        for what, edit in CHANCE.items():
            ratios = sorted(ratio(tree, Path(scratch, "cache"), edit, random.choice(matching(tree))) for _ in range(arguments.files))
            print(f"{what:45} {median(ratios):7.3f} {ratios[len(ratios) * 9 // 10]:8.3f} {ratios[-1]:7.3f}", flush=True)


def ratio(tree: Path, cache: Path, edit: Callable[[bytes], bytes], path: Path) -> float:
    """The wall time of a check after an edit, in parts of that of one with nothing cached, which is run right before."""
    shutil.rmtree(cache, ignore_errors=True)
    command = [*CHECK, "--cache-dir", str(cache), str(tree)]
    cold = run(command)
    before = path.read_bytes()
    path.write_bytes(edit(before))
    try:
        return run(command).wall / cold.wall
    finally:
        path.write_bytes(before)


if __name__ == "__main__":
    main()
