"""One text to its IR.

The lowering reads Python's own ``ast``: it is parsed in C, ten times faster than libcst (1 s against 10 s over 180,000
lines), and every node carries its position, for which libcst needs a metadata pass that costs four times its parse.
libcst keeps the layout of the text, which is what an edit needs: it is used for fixes, not here.

Where the text is not the Python of this interpreter, ``parse`` tries it as an older Python 3 and as Python 2.
"""

from __future__ import annotations

from scope_lint.syntax import ir
from scope_lint.syntax.parse import parse
from scope_lint.syntax.positions import Positions
from scope_lint.syntax.problem import TOO_DEEP, SyntaxProblem
from scope_lint.syntax.stack import on_fresh_stack
from scope_lint.syntax.statements import StatementLowering

__all__ = ["SyntaxProblem", "lower"]


def lower(text: str, path: str = "<string>") -> ir.Module:
    """The IR of a text; SyntaxProblem where no parser can read it."""
    try:
        return _lower(text)
    except RecursionError:
        pass  # by this text, or by the calls that this one stands in
    try:
        return on_fresh_stack(lambda: _lower(text))
    except RecursionError:
        raise SyntaxProblem(1, 1, TOO_DEEP) from None


def _lower(text: str) -> ir.Module:
    written = text.replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse(written)
    return StatementLowering(Positions(parsed.text, written)).module(parsed.tree, parsed.python2)
