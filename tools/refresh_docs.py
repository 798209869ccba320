#!/usr/bin/env python3
"""Run the commands that README.md and the guide show, and put what they print under them.

    python tools/refresh_docs.py [PAGE …]

In a page, `<!-- file: NAME -->` before a fenced block makes the block a file; a ```console block is run, command by command (each
after `$ `), beside the files that stand above it, or at the top of the checkout where the page has none. The tests run the same and
compare (tests/docs).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<kind>\w+)\n(?P<text>(?:.*\n)*?)^```$", re.MULTILINE)
PROGRAMS = {"scope-lint": ["-m", "scope_lint"], "flake8": ["-m", "flake8"]}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    file: str | None
    kind: str
    text: str
    start: int
    end: int

    def commands(self) -> list[str]:
        """What a console block runs."""
        return re.findall(r"^\$ (.+)$", self.text, re.MULTILINE)


def pages() -> list[Path]:
    """The pages whose examples are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md")), ROOT / "docs" / "scale.md"]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(m["file"], m["kind"], m["text"], m.start("text"), m.end("text")) for m in BLOCK.finditer(text)]


def refreshed(text: str) -> str:
    """The page with what its commands print now."""
    found = blocks(text)
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder).resolve() if any(block.file for block in found) else ROOT
        pieces, last = [], 0
        for block in found:
            if block.file:
                path = beside / block.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            elif block.kind == "console":
                pieces += [text[last : block.start], "".join(_run(block.commands(), beside))]
                last = block.end
        return "".join([*pieces, text[last:]])


def _run(commands: list[str], folder: Path) -> Iterator[str]:
    for command in commands:
        program, *arguments = shlex.split(command)
        environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "CI"}}
        environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
        done = subprocess.run(
            [sys.executable, *PROGRAMS[program], *arguments],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if "Traceback" in done.stderr:
            raise RuntimeError(f"{command} failed:\n{done.stderr}")
        yield f"$ {command}\n{done.stdout}{done.stderr}"


def main() -> None:
    for page in [Path(name) for name in sys.argv[1:]] or pages():
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
