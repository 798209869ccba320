"""The one way into the analysis: what the command line, the flake8 plugin and other programs call."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scope_lint.analysis import ProjectResult, analyse, cache_of, open_program, versions_of
from scope_lint.checked import report_of, unreadable
from scope_lint.comments import Comments
from scope_lint.events import EntryResult, ErrorEvent, Event, Frame, OpEvent, VariableEvent
from scope_lint.findings import (
    CheckReport,
    ErrorPrediction,
    Finding,
    Incomplete,
    NamesReport,
    OpPrediction,
    StackFrame,
    VariablePrediction,
)  # fmt: skip
from scope_lint.fixes.kept import KeptOffers
from scope_lint.fixes.offer import offer
from scope_lint.options import Options, OptionsByFolder, Progress
from scope_lint.program.program import Program
from scope_lint.program.reach import Reach
from scope_lint.rules.run import Judged, conclude, judge
from scope_lint.selection import Selector
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError
from scope_lint.suppression.baseline import without_known
from scope_lint.symbolic.names import exact
from scope_lint.syntax.lower import lower
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.timings import CLOCK

if TYPE_CHECKING:
    from scope_lint.fixes.run import FixReport
    from scope_lint.shards import Part
    from scope_lint.single import Singles

__all__ = ["CheckReport", "NamesReport", "Options", "check", "check_shard", "check_source", "fix", "merge", "names", "run_source"]


def check(paths: list[str], options: Options, progress: Progress | None = None) -> CheckReport:
    """The findings in some files and folders, with what could not be followed or read."""
    return _report(analyse(list(paths), options, progress), options)


def _report(project: ProjectResult, options: Options) -> CheckReport:
    report = report_of(project, options)
    with CLOCK.phase("report"):
        cache = cache_of(options)
        offer(report.findings, project.paths, options.overlay, None if cache is None else KeptOffers(cache.store))
        if options.models:
            report.variables = _models(project)
    return report


def check_shard(paths: list[str], options: Options, shard: tuple[int, int], given: dict[str, Any], progress: Progress | None = None) -> str:
    """One part of a check, as JSON for ``merge``: ``shard`` is its number (from 1) and that of all. Raises ShardError.

    ``given``: what the parts are to have in common, besides their files; it is handed back where they are read.
    """
    from scope_lint.shards import Shard, check_shard, part_json

    return part_json(check_shard(list(paths), replace(options, models=True), Shard(*shard), given, progress))


def merge(paths: list[str], options: Options, parts: Sequence[Part], progress: Progress | None = None) -> CheckReport:
    """The report of a check that was run in parts. Raises ShardError where they are not parts of this one."""
    from scope_lint.shards import merge

    return _report(merge(list(paths), options, parts, progress), options)


def fix(paths: list[str], options: Options, unsafe: bool = False, progress: Progress | None = None) -> FixReport:
    """The files as they are after fixing what can be fixed, proven by a second prediction; nothing is written.

    ``unsafe``: also by what changes names of variables.
    """
    from scope_lint.fixes.run import fix

    outcome = fix(paths, options, unsafe, progress)
    if options.models:
        outcome.report.variables = _models(outcome.project)
    return outcome


def _models(project: ProjectResult) -> list[VariablePrediction]:
    found = [_variable(event, r.target) for r in project.results() for event in r.events if isinstance(event, VariableEvent)]
    return [variable for variable in found if variable is not None]


def check_source(text: str, filename: str, options: Options, singles: Singles | None = None) -> list[Finding]:
    """The findings in one file whose text is given (its imports are read from disk).

    ``singles``: what a process that checks many files, and in which none of them changes, hands on from one to the next.
    """
    path = Path(filename)
    try:
        entries = None if singles is None else singles.entries(path, text, options)
        entries = _entries(text, path, options) if entries is None else entries
    except (SourceError, SyntaxProblem) as e:
        return [unreadable(Incomplete(filename, e.line or 1, e.reason))]
    here = os.path.abspath(filename)
    wanted = Selector(options).keep(conclude(entries))
    noqa = Comments(options, {here: text})
    found = [f for f in wanted if os.path.abspath(f.path) == here and not (options.noqa and noqa.suppress(f))]
    if options.baseline:
        given = replace(options, overlay={os.path.realpath(filename): text.encode("utf-8", "replace")})
        found, _ = without_known(found, [path], given)
    return found


def _entries(text: str, path: Path, options: Options) -> list[Judged]:
    from scope_lint.interpreter.session import Session

    program = open_program([path], options)
    data = text.encode("utf-8", "replace")
    if not Reach(program.roots, program.stubs).matters(path, data):
        return []
    code = lower(text, str(path))
    session = Session(program, options.version)
    script = judge(session.run_script(path, code))
    functions = session.run_unreached(path) if mentions_scopes(data) else ()
    return [script, *(judge(result) for _, result, _ in functions if result is not None)]


def names(targets: list[str], options: Options) -> NamesReport:
    """The variables that some targets (``file.py``, ``file.py::function``, ``file.py::Class::method``) create, and the errors."""
    from scope_lint.interpreter.entries import run_function, run_script

    files = [target.split("::")[0] for target in targets]
    near = OptionsByFolder(options)
    main, *others = versions_of(near.of(file) for file in files) or versions_of([options])
    report = NamesReport(
        tf_version=main.version, tf_version_from=main.origin, other_versions=others, variables=[], ops=[], errors=[], incomplete=[]
    )
    for target in targets:
        file, *parts = target.split("::")
        path, options = Path(file), near.of(file)
        try:
            program = open_program([path], options)
            program.load(path)
            result = run_function(program, path, parts, options.version) if parts else run_script(program, path, options.version)
        except (SourceError, SyntaxProblem) as e:
            report.left_out.append(Incomplete(file, e.line or 1, e.reason))
        except KeyError as e:
            report.left_out.append(Incomplete(file, 1, f"has no {'.'.join(parts)!r} ({e.args[0]!r} is not found)"))
        else:
            _add(report, result, target, options)
    return report


def _add(report: NamesReport, result: EntryResult, target: str, options: Options) -> None:
    for event in result.events:
        if isinstance(event, VariableEvent):
            if (predicted := _variable(event, target)) is not None:
                report.variables.append(predicted)
        elif isinstance(event, ErrorEvent) and not event.caught and event.stack:
            at = event.stack[-1]
            report.errors.append(ErrorPrediction(
                kind=event.kind, type=event.type, message=event.message, variable=None if event.variable is None else str(event.variable),
                certainty="definite" if event.definite else "possible", path=at.path, line=at.line, end_line=at.end_line,
                target=target, cell=at.cell, stack=_stack(event),
            ))  # fmt: skip
        elif isinstance(event, OpEvent) and options.ops and event.stack:
            at = event.stack[-1]
            report.ops.append(OpPrediction(
                name=str(event.name), exact=exact(event.name), type=event.type, certainty="possible" if event.path else "definite",
                path=at.path, line=at.line, end_line=at.end_line,
            ))  # fmt: skip
    report.incomplete += [Incomplete(i.path, i.line, i.reason) for i in result.incomplete]


def _variable(event: VariableEvent, target: str) -> VariablePrediction | None:
    if not event.stack:
        return None
    at: Frame = event.stack[-1]
    return VariablePrediction(
        name=str(event.name), exact=exact(event.name), api=event.api, status=event.status,
        certainty="possible" if event.path or event.after_unknown else "definite", shape=event.shape, dtype=event.dtype, trainable=event.trainable,
        path=at.path, line=at.line, column=at.column, end_line=at.end_line, end_column=at.end_column, target=target, cell=at.cell, stack=_stack(event),
    )  # fmt: skip


def _stack(event: Event) -> tuple[StackFrame, ...]:
    return tuple(StackFrame(f.path, f.line, f.end_line, f.function, f.cell) for f in event.stack)


def run_source(text: str, path: str = "example.py", version: tuple[int, int] = (1, 15)) -> EntryResult:
    """Runs source text as a script. Raises SyntaxProblem where it cannot be parsed."""
    from scope_lint.interpreter.entries import run_script

    return run_script(Program([]), Path(path), version, module=lower(text, path))
