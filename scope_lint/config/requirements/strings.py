"""The strings of a setup.py, as far as they can be told without running it: also those put together from constants."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

LONGEST = 1000
"""Characters of a string that is put together."""
_DEEPEST = 20
"""Names and operations within each other."""
_WIDE = re.compile(r"\d{4}|\{[^}]*[\[.]")
"""In a format: a width that makes it long, or a look into what is formatted."""


def strings(text: str) -> Iterator[tuple[int, str]]:
    """Each line of each string, with the line that it stands in."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):  # Python 2, for one
        yield from _tokens(text)
        return
    told = _Told(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.BinOp | ast.JoinedStr | ast.Call) and isinstance(value := told.value(node), str):
            for number, line in enumerate(value.splitlines()):
                yield node.lineno + (number if isinstance(node, ast.Constant) else 0), line


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.STRING:
                yield token.start[0], token.string.lstrip("rRuUbB").strip("'\"")
    except (tokenize.TokenError, SyntaxError):
        return


class _Told:
    """The values of expressions that hang on nothing but constants, and names that are given such."""

    def __init__(self, tree: ast.Module) -> None:
        self._known: dict[ast.expr, object] = {}
        self._names: dict[str, ast.expr] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self._names.setdefault(node.targets[0].id, node.value)

    def value(self, node: ast.expr, depth: int = 0) -> object:
        """A string or a number; None where it is something else, or not known."""
        if depth > _DEEPEST:
            return None
        if node not in self._known:
            try:
                found = self._value(node, depth + 1)
            except (TypeError, ValueError, LookupError, OverflowError):  # a format that does not fit
                found = None
            too_long = isinstance(found, str) and len(found) > LONGEST and not isinstance(node, ast.Constant)
            self._known[node] = None if too_long else found
        return self._known[node]

    def _value(self, node: ast.expr, depth: int) -> object:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.value(self._names[node.id], depth) if node.id in self._names else None
        if isinstance(node, ast.IfExp):
            return self.value(node.body, depth)
        if isinstance(node, ast.JoinedStr):
            parts = [self.value(part, depth) for part in node.values]
            return None if None in parts else "".join(map(str, parts))
        if isinstance(node, ast.FormattedValue):
            return self.value(node.value, depth) if node.format_spec is None else None
        if isinstance(node, ast.BinOp):
            return self._operation(node, depth)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            return self._formatted(node.func.value, node, depth)
        return None

    def _operation(self, node: ast.BinOp, depth: int) -> object:
        left = self.value(node.left, depth)
        if not isinstance(left, str):
            return None
        if isinstance(node.op, ast.Add):
            right = self.value(node.right, depth)
            return left + right if isinstance(right, str) else None
        if isinstance(node.op, ast.Mod) and not _WIDE.search(left):
            items = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
            values = [self.value(item, depth) for item in items]
            return None if None in values else left % tuple(values)
        return None

    def _formatted(self, template: ast.expr, call: ast.Call, depth: int) -> object:
        text = self.value(template, depth)
        given = [self.value(argument, depth) for argument in call.args]
        named = {keyword.arg or "": self.value(keyword.value, depth) for keyword in call.keywords}
        if not isinstance(text, str) or _WIDE.search(text) or None in (*given, *named.values()):
            return None
        return text.format(*given, **named)
