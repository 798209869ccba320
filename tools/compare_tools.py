#!/usr/bin/env python3
"""Other tools on the same work: each is installed into an environment of its own and tried; prints the README's table.

    python tools/compare_tools.py --environments DIR [--tf-upgrade-v2 PATH]

Environments in DIR are kept and used again. tf_upgrade_v2 comes with TensorFlow 1.14 and later; give its path, or it is looked for
on the PATH. The work is fixtures/bugs: programs with one bug each, recorded under the real TensorFlow, and their corrected twins.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import textwrap
import venv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUGS = ROOT / "fixtures" / "bugs"

CLEAN = "x = 1\n"
CLASH = """
    import tensorflow as tf

    def net(x):
        with tf.variable_scope("net"):
            return tf.get_variable("w", [3]) * x

    net(1.0)
    net(2.0)
"""


@dataclass(frozen=True)
class Message:
    """What a tool says of a line."""

    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Tool:
    """How a tool is installed and run: with all of its rules, on files that are named one by one."""

    name: str
    package: str
    program: str
    check: tuple[str, ...]
    """The arguments of a run, before the files."""
    pattern: str
    """What a message looks like: path, line, code."""
    probe: str
    """Two lines or more; the last is one that the tool has something to say about."""
    fix: tuple[str, ...]
    plain: tuple[str, ...] | None = None
    """The arguments of a run with its rules as they are by default, where all of them find something in any file."""


TOOLS = (
    Tool(
        "scope-lint", str(ROOT), "scope-lint", ("check", "--no-cache", "--format", "json"), "",
        "import tensorflow as tf\nwith tf.op_scope([], 's', 'd'):\n    pass\n" + "with tf.op_scope([], 's', 'd'): pass\n",
        ("check", "--no-cache", "--fix"),
    ),
    Tool(
        "TorchFix", "torchfix", "torchfix", ("--select", "ALL"), r"(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<code>\w+) ",
        "import torch\nx = torch.ger(a, b)\n", ("--select", "ALL", "--fix"),
    ),
    Tool(
        "flake8-async", "flake8-async", "flake8-async", ("--enable", "ASYNC"), r"(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<code>\w+) ",
        "import trio\nasync def f():\n    await trio.sleep(0)\n    with trio.move_on_after(10): pass\n",
        ("--enable", "ASYNC", "--autofix", "ASYNC"),
    ),
    Tool(
        "Fixit", "fixit", "fixit", ("lint",), r"(?P<path>[^@]+)@(?P<line>\d+):\d+ (?P<code>\w+):",
        "x = 1\ny = x == None\n", ("fix", "--automatic"),
    ),
    Tool(
        "ruff", "ruff", "ruff", ("check", "--isolated", "--no-cache", "--select", "ALL", "--output-format", "concise"),
        r"(?P<path>[^:]+):(?:cell \d+:)?(?P<line>\d+):\d+: (?P<code>[A-Z]+\d+) ",
        "x = 1\nimport os\n", ("check", "--isolated", "--no-cache", "--select", "F401", "--fix"),
        ("check", "--isolated", "--no-cache"),
    ),
    Tool(
        "tf_upgrade_v2", "", "tf_upgrade_v2", (), r"(?P<path>[^:]+):(?P<line>\d+):\d+: (?:ERROR|WARNING): (?P<code>[^.]*\.[^ ]*)",
        "import tensorflow as tf\nx = tf.get_variable('x', [1])\n", (),
    ),
)  # fmt: skip


class Runner:
    """One tool, ready to run."""

    def __init__(self, tool: Tool, environments: Path, upgrade: str | None) -> None:
        self.tool = tool
        self.version = ""
        self.syntax_error = False
        """Whether the last run spoke of one."""
        if tool.package:
            folder = environments / tool.name
            if not folder.is_dir():
                venv.create(folder, with_pip=True)
            bin = folder / "bin"
            subprocess.run([bin / "python", "-m", "pip", "install", "--quiet", "--upgrade", tool.package], check=True)
            shown = subprocess.run([bin / "python", "-m", "pip", "show", Path(tool.package).name if tool.package != str(ROOT) else "scope-lint"],
                                   capture_output=True, text=True, check=True).stdout  # fmt: skip
            self.version = re.findall(r"^Version: (.+)$", shown, re.MULTILINE)[0]
            self.program = str(bin / tool.program)
        else:
            self.program = upgrade or shutil.which(tool.program) or ""

    def run(self, folder: Path, *more: str, plain: bool = False) -> tuple[int, list[Message], float]:
        """Exit status, messages and processor seconds of a run over a folder."""
        arguments = [*(self.tool.plain if plain and self.tool.plain else self.tool.check), *more, *_files(folder)]
        if not self.tool.package:
            out = tempfile.mkdtemp()
            arguments = ["--intree", ".", "--outtree", f"{out}/out", "--reportfile", f"{out}/report.txt"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.program, *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found = _scope_lint(done.stdout) if self.tool.name == "scope-lint" else {
            Message(str(Path(match["path"])), int(match["line"]), match["code"])
            for line in f"{done.stdout}\n{done.stderr}".splitlines() if (match := re.match(self.tool.pattern, line))
        }  # fmt: skip
        if "Traceback (most recent" in done.stderr and self.tool.name == "scope-lint":
            raise RuntimeError(done.stderr)
        self.syntax_error = "syntax" in done.stdout.lower()
        return done.returncode, sorted(found, key=lambda m: (m.path, m.line, m.code)), seconds

    def fixed(self, folder: Path) -> None:
        """Apply the tool's fixes in a folder."""
        arguments = [*self.tool.fix, *_files(folder)] if self.tool.package else ["--intree", ".", "--inplace", "--reportfile", "/dev/null"]
        subprocess.run([self.program, *arguments], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)


def _scope_lint(output: str) -> set[Message]:
    """One message for each line that a finding names."""
    findings = json.loads(output)["findings"] if output else []
    return {
        Message(place["path"], line, finding["code"])
        for finding in findings
        for place in (finding, *finding["stack"], *finding["related"])
        for line in range(place["line"], place["end_line"] + 1)
    }


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in (".py", ".ipynb"))


def folder_of(files: dict[str, str]) -> Path:
    """A new folder with some files."""
    folder = Path(tempfile.mkdtemp())
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text).lstrip("\n") if text.startswith("\n") else text)
    return folder


def bugs(runner: Runner) -> tuple[str, str, str]:
    """Bugs found, messages on corrected programs, and seconds: a bug is found where a message that the corrected program does not
    get stands on its line, on that of its cause, or on a line of its recorded traceback."""
    work: dict[str, dict[str, str]] = defaultdict(dict)
    cases = {path.parent.name: json.loads(path.read_text()) for path in sorted(BUGS.glob("*/case.json"))}
    for name, case in cases.items():
        version = ".".join(case["tf"].split(".")[:2])
        for path in (BUGS / name).glob("*.py"):
            work[version][f"{name}/{path.name}"] = path.read_text()
    said: dict[str, list[Message]] = defaultdict(list)
    seconds = 0.0
    for version, files in work.items():
        folder = folder_of(files)
        more = ("--tf-version", version) if runner.tool.name == "scope-lint" else ()
        _, messages, taken = runner.run(folder, *more)
        seconds += taken
        for message in messages:
            said[message.path].append(message)
    found = 0
    for name, case in cases.items():
        lines = set(range(case["span"][0], case["span"][1] + 1)) | {case.get("cause_line")}
        lines |= {frame[1] for frame in case.get("frames") or () if frame[0] == "case.py"}
        quiet = {message.code for message in said[f"{name}/case_fixed.py"]}
        found += any(m.line in lines and m.code not in quiet for m in said[f"{name}/case.py"])
    noise = sum(len(said[f"{name}/case_fixed.py"]) for name in cases)
    return f"{found} of {len(cases)}", f"{noise:,}", f"{seconds:.1f}"


def across_files(runner: Runner) -> str:
    """A module whose function is called twice from another one."""
    model = {"model.py": CLASH.replace("    net(1.0)\n    net(2.0)\n", "")}
    buggy = runner.run(folder_of(model | {"train.py": "from model import net\n\nnet(1.0)\nnet(2.0)\n"}))[1]
    fine = runner.run(folder_of(model | {"train.py": "from model import net\n\nnet(1.0)\n"}))[1]
    return "yes" if {(m.path, m.code) for m in buggy} - {(m.path, m.code) for m in fine} else "no"


def python_2(runner: Runner) -> str:
    """A file with a print statement and something to find below it."""
    probe = runner.tool.probe
    text = f"print 'Python 2'\n{probe}"
    folder = folder_of({"old.py": text})
    status, messages, _ = runner.run(folder)
    refused = runner.syntax_error
    codes = {m.code for m in runner.run(folder_of({"new.py": probe}))[1]}
    if codes & {m.code for m in messages}:
        return "analysed in part" if refused else "analysed"
    runner.fixed(folder)
    damage = ", and a fix empties it" if not (folder / "old.py").read_text() else ""
    return f"not analysed (exit {status}{damage})"


def notebook(runner: Runner) -> str:
    """The probe in a notebook's cell."""
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": runner.tool.probe.splitlines(True), "id": "a"}
    text = json.dumps({"cells": [cell], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5})
    return "yes" if runner.run(folder_of({"n.ipynb": text}))[1] else "no"


def noqa(runner: Runner) -> str:
    """The probe's last line, with the comment."""
    probe = runner.tool.probe
    last = len(probe.splitlines())
    said = {m.code for m in runner.run(folder_of({"a.py": probe}))[1] if m.line == last}
    still = {m.code for m in runner.run(folder_of({"a.py": probe.rstrip("\n") + "  # noqa\n"}))[1] if m.line == last}
    assert said, f"{runner.tool.name} says nothing of its probe"
    return "no" if said & still else "yes"


def exits(runner: Runner) -> str:
    """Exit status where there is nothing to find, and where there is something."""
    clean, buggy = ({"a.py": text} for text in (CLEAN, runner.tool.probe))
    return f"{runner.run(folder_of(clean), plain=True)[0]} / {runner.run(folder_of(buggy), plain=True)[0]}"


def autofix(runner: Runner) -> str:
    """Whether the probe is another text after fixing."""
    folder = folder_of({"a.py": runner.tool.probe})
    runner.fixed(folder)
    return "yes" if (folder / "a.py").read_text() != runner.tool.probe else "no"


ROWS: tuple[tuple[str, Callable[[Runner], str]], ...] = (
    ("a clash across two files", across_files),
    ("a Python 2 file", python_2),
    ("notebooks", notebook),
    ("honours `# noqa`", noqa),
    ("exit status: nothing / something found", exits),
    ("fixes what it knows", autofix),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--environments", type=Path, required=True, metavar="DIR")
    parser.add_argument("--tf-upgrade-v2", metavar="PATH")
    arguments = parser.parse_args()
    arguments.environments.mkdir(parents=True, exist_ok=True)
    runners = [Runner(tool, arguments.environments.resolve(), arguments.tf_upgrade_v2) for tool in TOOLS]
    runners = [runner for runner in runners if runner.program]
    count = len(list(BUGS.glob("*/case.json")))
    table = [["", *(f"{runner.tool.name} {runner.version}".strip() for runner in runners)]]
    measured = [bugs(runner) for runner in runners]
    table.append([f"scope and reuse bugs found, of {count} recorded", *(m[0] for m in measured)])
    table.append([f"messages on the {count} corrected programs", *(m[1] for m in measured)])
    table += [[title, *(try_it(runner) for runner in runners)] for title, try_it in ROWS]
    table.append(["processor seconds for all of these programs", *(m[2] for m in measured)])
    table.insert(1, ["---"] * len(table[0]))
    print("\n".join(f"| {' | '.join(row)} |" for row in table))
    return 0


if __name__ == "__main__":
    sys.exit(main())
