"""Predicted variables as a table, and as a tree by scope."""

from __future__ import annotations

from collections.abc import Sequence

from scope_lint.findings import ErrorPrediction, Incomplete, NamesReport, OpPrediction, VariablePrediction
from scope_lint.report.clean import clean
from scope_lint.report.console import Output
from scope_lint.report.text_tree import tree_lines
from scope_lint.report.words import parameters, place, plural, shape_text, tensorflow

Row = tuple[str, ...]


class NamesText:
    """Writes a report of ``names``, target by target."""

    def __init__(self, output: Output, tree: bool = False, unicode: bool = True) -> None:
        self._out = output
        self._tree = tree
        self._unicode = unicode

    def report(self, report: NamesReport, verbose: bool = False) -> None:
        """Everything but the targets that could not be analysed, which belong on standard error."""
        targets = list(dict.fromkeys([v.target for v in report.variables] + [e.target for e in report.errors]))
        for index, target in enumerate(targets):
            if index:
                self._out.line("")
            self._target(
                target,
                [variable for variable in report.variables if variable.target == target],
                [error for error in report.errors if error.target == target],
            )
        if report.ops:
            self._ops(report.ops)
        if not targets:
            self._out.line("No variables.")
        if report.tf_version_from or report.other_versions:
            self._out.line("")
            self._out.line(f"For {clean(tensorflow(report))}.")
        self._incomplete(report.incomplete, verbose)

    def _target(self, target: str, variables: Sequence[VariablePrediction], errors: Sequence[ErrorPrediction]) -> None:
        self._out.line((clean(target), "bold"))
        if self._tree:
            for line, style in tree_lines(variables, self._unicode):
                self._out.line("  ", (line, style))
        elif variables:
            # A variable that is made on either side of a condition is one line.
            rows = {_row(variable): _style(variable) for variable in variables}
            self._table(("name", "shape", "dtype", "status", "place"), list(rows), list(rows.values()))
        for error in errors:
            certainty = "" if error.certainty == "definite" else " (possible)"
            where = place(clean(error.path), error.line, error.cell)
            message = clean(error.message.removesuffix(" Originally defined at:"))
            self._out.line("  ", (f"{where}: {error.type}{certainty}: {message}", "red"))
        self._out.line("  ", (totals(variables, errors), "bold"))

    def _ops(self, ops: Sequence[OpPrediction]) -> None:
        self._out.line("")
        self._out.line(("operations", "bold"))
        rows = [
            (clean(op.name), op.type, "" if op.certainty == "definite" else op.certainty, f"{clean(op.path)}:{op.line}") for op in ops
        ]
        self._table(("name", "type", "", "place"), rows, ["" if op.exact else "yellow" for op in ops])

    def _table(self, header: Row, rows: Sequence[Row], styles: Sequence[str]) -> None:
        widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
        for row, style in [(header, "dim"), *zip(rows, styles)]:
            cells = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths))
            self._out.line("  ", (cells.rstrip(), style))

    def _incomplete(self, incomplete: Sequence[Incomplete], verbose: bool) -> None:
        if incomplete:
            self._out.line("")
        if incomplete and not verbose:
            self._out.line(f"{plural(len(incomplete), 'place')} could not be followed; -v lists them.")
        elif incomplete:
            self._out.line(("Could not be followed:", "bold"))
            for entry in incomplete:
                self._out.line(f"  {clean(entry.path)}:{entry.line}: {clean(entry.reason)}")


def status_text(variable: VariablePrediction) -> str:
    """``created``, ``reused``, ``created (possible)``, ``created, not trainable``."""
    status: str = variable.status
    if variable.status == "created" and variable.trainable is False:
        status += ", not trainable"
    return status if variable.certainty == "definite" else f"{status} (possible)"


def totals(variables: Sequence[VariablePrediction], errors: Sequence[ErrorPrediction]) -> str:
    """How many variables, parameters and errors a target has. What two branches make under one name is one variable."""
    created = {variable.name: variable for variable in variables if variable.status == "created"}
    parts = [plural(len(created), "variable")]
    trainable = [variable.shape for variable in created.values() if variable.trainable]
    if trainable:
        total, complete = parameters(trainable)
        parts[0] += f" ({len(trainable):,} trainable, {'' if complete else 'at least '}{plural(total, 'parameter')})"
    reused = {variable.name for variable in variables if variable.status == "reused"}
    parts += [f"{len(reused):,} reused"] if reused else []
    parts += [plural(len(errors), "error")] if errors else []
    return ", ".join(parts)


def _row(variable: VariablePrediction) -> Row:
    where = place(clean(variable.path), variable.line, variable.cell)
    return clean(variable.name), shape_text(variable.shape), variable.dtype or "?", status_text(variable), where


def _style(variable: VariablePrediction) -> str:
    if not variable.exact or variable.certainty == "possible":
        return "yellow"
    return "dim" if variable.status == "reused" else ""
