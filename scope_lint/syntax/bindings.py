"""Statements of a module that do nothing but bind names: one more or one less changes nothing for who does not ask for the name."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from scope_lint.syntax import ir

BUILT_IN = frozenset(dir(builtins)) | {
    "apply", "basestring", "buffer", "cmp", "coerce", "execfile", "exit", "file", "ifilter", "imap", "intern", "izip", "long", "quit",
    "raw_input", "reduce", "reload", "unichr", "unicode", "xrange", "StandardError", "WindowsError", "EnvironmentError", "IOError",
}  # fmt: skip
"""Names that are there without being bound: what is bound to such a name takes the place of something."""

QUIET = frozenset({
    "abc", "argparse", "ast", "base64", "bisect", "cmath", "codecs", "copy", "csv", "datetime", "decimal", "enum", "errno", "fractions",
    "functools", "gc", "getpass", "glob", "gzip", "hashlib", "heapq", "inspect", "io", "itertools", "json", "logging", "math", "numbers",
    "numpy", "operator", "os", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re", "shlex", "shutil", "signal", "socket",
    "statistics", "string", "struct", "subprocess", "sys", "tempfile", "textwrap", "threading", "time", "timeit", "traceback", "types",
    "typing", "uuid", "warnings", "weakref", "zipfile",
})  # fmt: skip
"""Modules of which an import does nothing but bind a name, unless the program has its own of that name."""
_BELOW = frozenset({"config", "decoder", "encoder", "handlers", "path", "scanner", "tool"})
"""Submodules of these."""


def bound(statement: ir.Stmt) -> frozenset[str] | None:
    """The names that a statement of a module binds, where it does nothing else; None where it does, or binds names that are special."""
    if isinstance(statement, ir.FunctionDef):
        quiet = not statement.decorators and all(p.default is None or is_constant(p.default) for p in statement.code.params)
        names = [statement.code.name]
    elif isinstance(statement, ir.Assign):
        names = [target.id for target in statement.targets if isinstance(target, ir.Name)]
        quiet = len(names) == len(statement.targets) and is_constant(statement.value)
    elif isinstance(statement, (ir.Import, ir.ImportFrom)):
        names = list(map(_bound_by, statement.names))
        quiet = modules_of(statement) <= QUIET and _reads_only(statement)
    else:
        names, quiet = [], isinstance(statement, ir.Pass) or (isinstance(statement, ir.ExprStmt) and is_constant(statement.value))
    return frozenset(names) if quiet and not any(name in BUILT_IN or is_special(name) for name in names) else None


def is_special(name: str) -> bool:
    """Whether a name may mean something to Python."""
    return name.startswith("__") and name.endswith("__")


def is_constant(value: ir.Expr | None) -> bool:
    """Whether an expression has a value that hangs on nothing."""
    if isinstance(value, (ir.TupleExpr, ir.ListExpr)):
        return all(map(is_constant, value.elts))
    if isinstance(value, ir.DictExpr):
        return all(isinstance(key, ir.Const) for key in value.keys) and all(map(is_constant, value.values))
    if isinstance(value, ir.UnaryOp):
        return value.op == "-" and isinstance(value.operand, ir.Const) and type(value.operand.value) in (int, float)
    return isinstance(value, (ir.Const, ir.Bytes))


def modules_of(statement: ir.Import | ir.ImportFrom) -> frozenset[str]:
    """The modules that an import names."""
    if isinstance(statement, ir.ImportFrom):
        return frozenset(["." * statement.level + statement.module])
    return frozenset(name.module for name in statement.names)


def _reads_only(statement: ir.Import | ir.ImportFrom) -> bool:
    """Whether an import of a module that is there loads no other one, and finds what it names."""
    if isinstance(statement, ir.Import):
        return True
    return statement.module != "numpy" and not any(n.module in _BELOW or n.module == "*" or n.module.startswith("_") for n in statement.names)


def _bound_by(name: ir.ImportName) -> str:
    return name.alias or name.module.partition(".")[0]


class Bindings:
    """The names that a module binds in statements that do nothing else."""

    def __init__(self, body: Sequence[ir.Stmt]) -> None:
        self._body = [(statement, bound(statement)) for statement in body]
        self.by_name: dict[str, list[ir.Stmt]] = {}
        for statement, names in self._body:
            for name in names or ():
                self.by_name.setdefault(name, []).append(statement)

    def constant(self, name: str) -> ir.Expr | None:
        """The constant that is bound to a name, if that is all that is."""
        first = self.by_name[name][0]
        return first.value if len(self.by_name[name]) == 1 and isinstance(first, ir.Assign) and len(first.targets) == 1 else None

    def without(self, dropped: Collection[str]) -> list[ir.Stmt]:
        """The module's statements, but those that do nothing, or nothing but bind these names. Of where an import ends nothing is said."""
        out: list[ir.Stmt] = []
        for statement, names in self._body:
            if names is None:
                out.append(statement)
            elif isinstance(statement, (ir.Import, ir.ImportFrom)):
                left = [name for name in statement.names if _bound_by(name) not in dropped]
                if left:
                    out.append(msgspec.structs.replace(statement, names=left, at=statement.at[:2] * 2))
            elif not names <= set(dropped):  # as is so where there are none
                out.append(statement)
        return out


def plain_methods(body: Sequence[ir.Stmt]) -> dict[str, list[ir.FunctionDef]]:
    """The methods of a class whose definition does nothing but bind a name that is not special."""
    found: dict[str, list[ir.FunctionDef]] = {}
    for statement in body:
        if isinstance(statement, ir.FunctionDef) and bound(statement) is not None:
            found.setdefault(statement.code.name, []).append(statement)
    return found


def imports_all(body: Sequence[ir.Stmt]) -> bool:
    """Whether a module has a star import anywhere."""
    return any(isinstance(node, ir.ImportFrom) and any(name.module == "*" for name in node.names) for node in _nodes(list(body), True))


def names_of_import(body: Sequence[ir.Stmt]) -> set[str]:
    """The names that an import of a module may read or bind in it, and those that its functions declare global."""
    names = {name for node in _nodes(list(body), False) for name in _said(node)}
    return names.union(*(node.globals for node in _nodes(list(body), True) if isinstance(node, ir.Code)))


def all_names(body: Sequence[Any]) -> set[str]:
    """All names that a module, or some code, speaks of, but for those of attributes."""
    return {name for node in _nodes(list(body), True) for name in _said(node)}


def all_attributes(body: Sequence[ir.Stmt], left_out: Collection[int]) -> set[str]:
    """All names that a module speaks of, those of attributes and methods too, but in these methods (by identity)."""
    names = all_names(body)
    todo: list[Any] = list(body)
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, ir.Node) and id(one) not in left_out:
            if isinstance(one, ir.Attribute):
                names.add(one.attr)
            elif isinstance(one, ir.FunctionDef):
                names.add(one.code.name)
            todo += [x for field in one.__struct_fields__ if isinstance(x := getattr(one, field), (list, ir.Node))]
    return names


def _nodes(root: Any, into_functions: bool) -> Iterator[Any]:
    """The nodes below a statement or a list of them; functions themselves are among them, their bodies only where asked for."""
    todo = [root]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, ir.Node):
            yield one
            inner = [x for field in one.__struct_fields__ if isinstance(x := getattr(one, field), (list, ir.Node))]
            if isinstance(one, ir.FunctionDef) and not into_functions:
                inner = [one.decorators, one.code.params]
            elif isinstance(one, ir.ClassDef):  # the names of its methods are none of the module's
                methods = [x for x in one.body if isinstance(x, ir.FunctionDef)]
                inner += [part for x in methods for part in (x.decorators, x.code if into_functions else x.code.params)]
                inner[inner.index(one.body)] = [x for x in one.body if not isinstance(x, ir.FunctionDef)]
            todo += inner


def _said(node: Any) -> Iterator[str]:
    if isinstance(node, ir.Name):
        yield node.id
    elif isinstance(node, ir.FunctionDef):
        yield node.code.name
    elif isinstance(node, ir.ClassDef):
        yield node.name
    elif isinstance(node, ir.Code):
        yield from node.globals
    elif isinstance(node, ir.ImportName):
        yield node.alias or node.module.partition(".")[0]
    elif isinstance(node, ir.NamedExpr):
        yield node.target
    elif isinstance(node, ir.Handler):
        if node.name is not None:
            yield node.name
    elif isinstance(node, ir.Unsupported):
        yield from node.binds
