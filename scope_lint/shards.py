"""A check in parts: each runs a share of the files, anywhere, and writes what came of it; merging gives the report of a single run.

A part holds what the rules said of its entries and what they noted for other entries, not findings that are final: which of them are
said in the end (each cause once, without what comments and baselines know) is decided over the whole, by the code of a single run.

Only one thing of a run crosses files: the functions that scripts reach are not run on their own. A part knows what its own scripts
reach, so that it runs a few functions too many, whose results merging leaves out; and, more seldom, one too few, where a function that
covers it is left out. The functions of such a file are run again when the parts are merged.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from scope_lint import __version__
from scope_lint.analysis import FileRuns, Files, ProjectResult, run_functions, run_scripts
from scope_lint.findings import Incomplete
from scope_lint.jobs import Job
from scope_lint.options import Options, Progress
from scope_lint.outcome import Outcome, gather, lines_of
from scope_lint.report.words import listed
from scope_lint.source.shown import shown
from scope_lint.timings import CLOCK

SCHEMA = 1


class ShardError(Exception):
    """Parts that cannot be made or merged; the message is one line for the user."""


class Shard(NamedTuple):
    """One of several shares of the files, by a hash of their paths: a file that is added or changed moves no other."""

    number: int
    """From 1."""
    of: int

    def has(self, shown: str) -> bool:
        """Whether a file belongs to it."""
        key = shown.replace(os.sep, "/").encode("utf-8", "surrogateescape")
        return int.from_bytes(blake2b(key, digest_size=8).digest(), "big") % self.of == self.number - 1

    def __str__(self) -> str:
        return f"part {self.number} of {self.of}"


class PartRun(msgspec.Struct, omit_defaults=True):
    """What came of one file."""

    path: str
    script: Outcome | None = None
    functions: Outcome | None = None
    problem: Incomplete | None = None
    """Why it could not be analysed."""


class Part(msgspec.Struct, kw_only=True):
    """What one shard writes, as JSON."""

    scope_lint_part: int = SCHEMA
    version: str
    shard: Shard
    given: dict[str, Any]
    """The arguments that decide what is found: the same for all parts, and for the merged report."""
    sources: str
    """A digest of all files that the check is about, and of what they are run as."""
    files: dict[str, str]
    """The digests of those of its share."""
    runs: list[PartRun]


def check_shard(paths: list[str], options: Options, shard: Shard, given: dict[str, Any], progress: Progress | None) -> Part:
    """Runs the share of a shard."""
    files = Files(paths, options, progress)
    sources = _sources(files)
    files.wanted = [(path, ground) for path, ground in files.wanted if shard.has(shown(path))]
    with files.running(options) as runs:
        run_functions(files, runs, run_scripts(files, runs))
    done = {file.path: PartRun(str(file.path), file.script, file.functions) for file in files.out.runs}
    for path, _ in files.wanted:
        if path not in done:
            done[path] = PartRun(str(path), problem=files.out.left_out[str(path)])
    share = {name: known for path, known in files.out.digests.items() if shard.has(name := shown(path))}
    return Part(version=__version__, shard=shard, given=given, sources=sources, files=share, runs=list(done.values()))


def part_json(part: Part) -> str:
    """A part as it is written. Raises ShardError where a path cannot be."""
    try:
        return msgspec.json.encode(part).decode()
    except UnicodeError:
        raise ShardError("a file's path is not UTF-8, and cannot be written to a part") from None


def read_parts(files: Sequence[str]) -> list[Part]:
    """All parts of one check, in order. Raises ShardError where they are not."""
    parts = {file: _read(file) for file in files}
    first = files[0]
    by_number: dict[int, str] = {}
    for file, part in parts.items():
        if part.shard.of != parts[first].shard.of:
            raise ShardError(f"{first!r} is {parts[first].shard}, and {file!r} is {part.shard}")
        if (other := by_number.setdefault(part.shard.number, file)) != file:
            raise ShardError(f"{other!r} and {file!r} are both {part.shard}")
        if differing := [key for key, value in part.given.items() if parts[first].given.get(key) != value]:
            raise ShardError(f"{file!r} was made with other arguments than {first!r} ({', '.join(differing)})")
        if part.sources != parts[first].sources:
            raise ShardError(f"{file!r} was made of other sources, or with other settings, than {first!r}")
    of = parts[first].shard.of
    if missing := [str(number) for number in range(1, of + 1) if number not in by_number]:
        raise ShardError(f"part{'s' * (len(missing) > 1)} {listed(missing)} of {of} {'is' if len(missing) == 1 else 'are'} missing")
    return [parts[by_number[number]] for number in sorted(by_number)]


def _read(file: str) -> Part:
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise ShardError(f"the part {file!r} cannot be read: {error.strerror}") from None
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.version != __version__ or head.scope_lint_part != SCHEMA:
            raise ShardError(f"{file!r} was written by scope-lint {head.version}, and this is {__version__}")
        part = msgspec.json.decode(data, type=Part)
    except (msgspec.MsgspecError, ValueError) as error:
        raise ShardError(f"{file!r} is no part that check --shard wrote: {error}") from None
    if not 1 <= part.shard.number <= part.shard.of:
        raise ShardError(f"{file!r} is no part that check --shard wrote: there is no {part.shard}")
    return part


class _Head(msgspec.Struct):
    scope_lint_part: int
    version: str


def merge(paths: list[str], options: Options, parts: Sequence[Part], progress: Progress | None) -> ProjectResult:
    """What a single run would give. Raises ShardError where the files here are not those that the parts were made of."""
    files = Files(paths, options, progress)
    if parts[0].sources != _sources(files):
        raise ShardError(_difference(files, parts))
    known = {run.path: run for part in parts for run in part.runs}
    done: list[FileRuns] = []
    for path, ground in files.wanted:
        run = known.get(str(path))
        if run is None:
            raise ShardError(f"no part has {str(path)!r}")
        if run.script is None:
            files.out.left_out[str(path)] = run.problem or Incomplete(str(path), 1, "was not run")
        else:
            done.append(FileRuns(path, ground, shown(path), run.script, run.functions))
    files.out.runs = done
    _settle(files, done, options)
    return files.out


def _settle(files: Files, done: list[FileRuns], options: Options) -> None:
    """Leaves out the functions that the scripts of other parts reached, and runs those that a single run would have run besides."""
    reached = gather(file.script.reached for file in done)
    again: list[FileRuns] = []
    for file in done:
        if file.functions is not None:
            settled = file.functions.settled(lines_of(reached, file.shown))
            if settled is None:
                again.append(file)
            else:
                file.functions = settled
    if again:
        with files.running(options) as runs:
            for file, outcome in zip(again, runs.of([Job(f.ground, f.path, lines_of(reached, f.shown)) for f in again])):
                file.functions = outcome if isinstance(outcome, Outcome) else None


def _sources(files: Files) -> str:
    """A digest of all files, and of what those that matter are run as."""
    with CLOCK.phase("read"):
        told = [f"{shown(path)} {files.out.digests.get(path, '')}" for path in files.out.paths]
        for path, _ in files.wanted:
            here = files.near.of(path)
            folders = (*map(os.path.relpath, here.src), "and", *map(os.path.relpath, here.stub_path))
            told.append(" ".join((shown(path), here.tf_version, *folders)))
        return blake2b("\n".join(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _difference(files: Files, parts: Sequence[Part]) -> str:
    there = {path: digest for part in parts for path, digest in part.files.items()}
    here = {shown(path): digest for path, digest in files.out.digests.items()}
    for path in sorted(there.keys() | here.keys()):
        if path not in here:
            return f"the parts were made of other files than those here: {path!r} is not here"
        if path not in there:
            return f"the parts were made of other files than those here: {path!r} is in none of them"
        if here[path] != there[path]:
            return f"the parts were made of other files than those here: {path!r} has changed"
    return "the parts were made with other settings than those here (TensorFlow version, import roots, stubs)"
