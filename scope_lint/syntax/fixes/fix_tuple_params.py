"""``def f(a, (b, c)):`` → ``def f(a, p):``, with ``(b, c) = p;`` before the first statement, on its line.

fissix's fixer of this name gives that statement a line of its own, and so moves the rest of the file.
"""

from __future__ import annotations

from typing import Any

from fissix.fixer_util import Name, syms
from fissix.fixes import fix_tuple_params

from scope_lint.syntax.fixes.same_line import begin_with


class FixTupleParams(fix_tuple_params.FixTupleParams):  # type: ignore[misc]
    """Lambdas are left to fissix: it replaces the names in them by subscripts."""

    def transform(self, node: Any, results: dict[str, Any]) -> Any:
        if "lambda" in results:
            return self.transform_lambda(node, results)
        parameters = results["args"]
        if parameters.type == syms.typedargslist:
            tuples = [child for child in parameters.children if child.type == syms.tfpdef]
        else:
            tuples = [parameters] if parameters.type == syms.tfpdef else []
        names = [self.new_name() for _ in tuples]
        statement = "; ".join(
            f"{' '.join(str(parameter).split())} = {name}" for parameter, name in zip(tuples, names, strict=True)
        )
        if tuples and begin_with(results["suite"][0], statement):
            for parameter, name in zip(tuples, names, strict=True):
                parameter.replace(Name(name, prefix=parameter.prefix))
        return None
