"""One text to its IR.

The lowering reads Python's own ``ast``: it is parsed in C, ten times faster than libcst (1 s against 10 s over 180,000
lines), and every node carries its position, for which libcst needs a metadata pass that costs four times its parse.
libcst keeps the layout of the text, which is what an edit needs: it is used for fixes, not here.

Where the text is not the Python of this interpreter, ``parse`` tries it as an older Python 3 and as Python 2.
"""

from __future__ import annotations

from . import ir
from .parse import parse
from .positions import Positions
from .problem import TOO_DEEP, SyntaxProblem
from .statements import StatementLowering

__all__ = ["SyntaxProblem", "lower"]


def lower(text: str, path: str = "<string>") -> ir.Module:
    """The IR of a text; SyntaxProblem where no parser can read it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree, parsed, python2 = parse(text)
    try:
        return StatementLowering(Positions(parsed)).module(tree, python2)
    except RecursionError:
        raise SyntaxProblem(1, 1, TOO_DEEP) from None
