"""Statements of a module that do nothing but bind names: one more or one less changes nothing for who does not ask for the name."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Sequence

import msgspec

from scope_lint.syntax import ir
from scope_lint.syntax.names import bound_by, declared_global, nodes, said

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
_KINDS_OF_METHODS = frozenset({"classmethod", "property", "staticmethod"})


def bound(statement: ir.Stmt) -> frozenset[str] | None:
    """The names that a statement of a module binds, where it does nothing else; None where it does, or binds names that are special.

    Of a class that is so as far as its bases are only evaluated.
    """
    if isinstance(statement, ir.FunctionDef):
        quiet = not statement.decorators and _has_plain_defaults(statement)
        names = [statement.code.name]
    elif isinstance(statement, ir.ClassDef):
        quiet = not (statement.decorators or statement.keywords) and all(map(_is_plain_part, statement.body))
        names = [statement.name]
    elif isinstance(statement, ir.Assign):
        names = [target.id for target in statement.targets if isinstance(target, ir.Name)]
        quiet = len(names) == len(statement.targets) and is_constant(statement.value)
    elif isinstance(statement, (ir.Import, ir.ImportFrom)):
        names = list(map(bound_by, statement.names))
        quiet = modules_of(statement) <= QUIET and _reads_only(statement)
    else:
        names, quiet = [], isinstance(statement, ir.Pass) or (isinstance(statement, ir.ExprStmt) and is_constant(statement.value))
    return frozenset(names) if quiet and not any(name in BUILT_IN or is_special(name) for name in names) else None


def _has_plain_defaults(function: ir.FunctionDef) -> bool:
    return all(p.default is None or is_constant(p.default) for p in function.code.params)


def _is_plain_part(statement: ir.Stmt) -> bool:
    """Whether a statement of a class does nothing but bind names in it."""
    if not isinstance(statement, ir.FunctionDef):
        return not isinstance(statement, ir.ClassDef) and bound(statement) is not None
    kinds = [x.id if isinstance(x, ir.Name) else "" for x in statement.decorators]
    return _KINDS_OF_METHODS.issuperset(kinds) and _has_plain_defaults(statement)


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


class Bindings:
    """The names that a module binds in statements that do nothing else."""

    def __init__(self, body: Sequence[ir.Stmt]) -> None:
        evaluated = _Evaluated(body)
        self._body = [(statement, bound(statement) if evaluated.harmless(statement) else None) for statement in body]
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
                left = [name for name in statement.names if bound_by(name) not in dropped]
                if left:
                    out.append(msgspec.structs.replace(statement, names=left, at=statement.at[:2] * 2))
            elif not names <= set(dropped):  # as is so where there are none
                out.append(statement)
        return out


class _Evaluated:
    """What an import has evaluated when it reaches a statement: as the base of a class it can be evaluated again, and nothing comes of it."""

    def __init__(self, body: Sequence[ir.Stmt]) -> None:
        self._known = set(dir(builtins))
        self._global = declared_global(body)
        self._rebound = set(self._global)

    def harmless(self, statement: ir.Stmt) -> bool:
        """Whether it is no class, or one with no bases but such; to be asked of each statement in turn."""
        if not isinstance(statement, ir.ClassDef):
            self._pass(statement)
            return True
        bases = set(map(_dotted, statement.bases))
        harmless = bases <= self._known and self._rebound.isdisjoint(_KINDS_OF_METHODS)
        self._pass(statement)
        self._known |= {base for base in bases if base.partition(".")[0] not in {"", *self._global}}
        return harmless

    def _pass(self, statement: ir.Stmt) -> None:
        names, binds = _names_of(statement)
        self._rebound |= names
        self._known = {known for known in self._known if known.partition(".")[0] not in names}
        if binds:
            self._known |= names - self._global


def _names_of(statement: ir.Stmt) -> tuple[set[str], bool]:
    """The names that a statement surely binds, and True; or those that it may do anything with."""
    if isinstance(statement, (ir.FunctionDef, ir.ClassDef)):
        return set(said(statement)), True
    if isinstance(statement, (ir.Import, ir.ImportFrom)):
        return set(map(bound_by, statement.names)), True
    held = statement.targets if isinstance(statement, ir.Assign) else statement
    return {name for node in nodes(held, False) for name in said(node)}, isinstance(statement, ir.Assign)


def _dotted(base: ir.Expr) -> str:
    """A name, or attributes of one, as it is written; empty for all else."""
    if isinstance(base, ir.Attribute):
        of = _dotted(base.value)
        return of and f"{of}.{base.attr}"
    return base.id if isinstance(base, ir.Name) else ""


def plain_methods(body: Sequence[ir.Stmt]) -> dict[str, list[ir.FunctionDef]]:
    """The methods of a class whose definition does nothing but bind a name that is not special."""
    found: dict[str, list[ir.FunctionDef]] = {}
    for statement in body:
        if isinstance(statement, ir.FunctionDef) and bound(statement) is not None:
            found.setdefault(statement.code.name, []).append(statement)
    return found
