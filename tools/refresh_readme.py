#!/usr/bin/env python3
"""Run the `$ scope-lint …` commands that README.md shows, and put what they print under them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSOLE = re.compile(r"```console\n\$ scope-lint (.+)\n((?:.*\n)*?)```")


def output(command: str) -> str:
    """What a command prints, run from the top of the checkout."""
    done = subprocess.run(
        [sys.executable, "-m", "scope_lint", *shlex.split(command)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"scope-lint {command} failed:\n{done.stderr}")
    return done.stdout


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(CONSOLE.sub(lambda m: f"```console\n$ scope-lint {m[1]}\n{output(m[1])}```", text), encoding="utf-8")


if __name__ == "__main__":
    main()
