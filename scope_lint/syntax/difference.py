"""What an edit of a file changes for those that run it: two versions of a module, compared as the interpreter sees them.

Comments, blank lines and the text of what was not run play no part. What is left is code: statements that an import runs, bodies of
functions, which only matter to who called them, and functions that are new or gone, which only matter to who asked for the name.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from scope_lint.syntax import ir
from scope_lint.syntax.codes import all_codes

BUILT_IN = frozenset(dir(builtins)) | {
    "apply", "basestring", "buffer", "cmp", "coerce", "execfile", "exit", "file", "ifilter", "imap", "intern", "izip", "long", "quit",
    "raw_input", "reduce", "reload", "unichr", "unicode", "xrange", "StandardError", "WindowsError", "EnvironmentError", "IOError",
}  # fmt: skip
"""Names that are there without being bound: a function of such a name takes the place of something."""


_NO_LINE = 1 << 60


class Difference(NamedTuple):
    """What differs between two versions of a module that an import runs alike."""

    changed: frozenset[int]
    """Of functions that do not run as they did, and of those inside of them: the lines in the old version."""
    described: frozenset[int]
    """Of functions of which something else is known without a call: their docstrings and the names of their variables."""
    added: frozenset[str]
    """Functions of the module that an import makes now, and nothing else: names that the old version bound nowhere."""
    removed: frozenset[str]
    """Functions of the old version of which the new one does not speak anywhere."""
    methods: frozenset[str]
    """Methods that are new or gone, of which neither version speaks otherwise."""
    moved: bool
    """Whether anything that is as it was stands elsewhere."""
    lines: dict[int, int]
    """Where lines of the old version with something on them are now."""
    same: tuple[tuple[int, int], ...] = ()
    """Lines from … up to (but without) … of the old version, of which nothing has changed or moved but what is in ``lines``."""

    def now(self, line: int) -> int | None:
        """Where a line of the old version is now; None where that is not known."""
        found = self.lines.get(line)
        return line if found is None and any(start <= line < end for start, end in self.same) else found


def difference(old: ir.Module, new: ir.Module) -> Difference | None:
    """None where an import of the new version may do something else, or where what stood on one line does no more."""
    if old.python2 or new.python2 or old.docstring != new.docstring:
        return None
    before, after = _plain(old.body), _plain(new.body)
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    kept_old, kept_new = _without(old.body, before, removed), _without(new.body, after, added)
    if len(kept_old) != len(kept_new):
        return None
    compared = _Comparison()
    if not all(map(compared.statement, kept_old, kept_new)):
        return None
    starts = [statement.at[0] for statement in kept_old] + [_NO_LINE]
    same = tuple([(start, end) for start, end, is_same in zip(starts, starts[1:], compared.same) if is_same])
    if compared.methods and not compared.methods.isdisjoint(_all_attributes([*kept_old, *kept_new], compared.left_out)):
        return None
    if added or removed:
        if _imports_all(kept_new) or not added.isdisjoint(_names_of_import(kept_new)) or not removed.isdisjoint(_all_names(new.body)):
            return None
        for name in removed:
            compared.gone(before[name])
    if not compared.settle():
        return None
    moved = any(there != here for here, there in compared.lines.items())
    changed, described = frozenset(compared.changed), frozenset(compared.described)
    return Difference(changed, described, frozenset(added), frozenset(removed), frozenset(compared.methods), moved, compared.lines, same)


class _Comparison:
    """Statements of two versions side by side."""

    def __init__(self) -> None:
        self.changed: set[int] = set()
        self.described: set[int] = set()
        self.methods: set[str] = set()
        self.left_out: set[int] = set()
        """The methods that are new or gone, by identity."""
        self.lines: dict[int, int] = {}
        self.same: list[bool] = []
        """Of each statement, whether nothing of it has changed or moved."""
        self._pairs: set[tuple[int, int]] = set()
        """Lines of something in the old version, and of the same in the new one."""

    def statement(self, old: ir.Stmt, new: ir.Stmt) -> bool:
        """Whether an import runs both alike; notes the functions whose bodies differ."""
        self.same.append(msgspec.msgpack.encode(old) == msgspec.msgpack.encode(new))
        if self.same[-1]:
            self._pairs.update((line, line) for line in {old.at[0], old.at[2], *_codes(old)})
            return True
        if isinstance(old, ir.ClassDef) and isinstance(new, ir.ClassDef):
            old, new = self._without_methods(old, new)
        bodies: list[tuple[ir.Code, ir.Code]] = []
        pairs = _alike(old, new, bodies)
        if pairs is None:
            return False
        self._pairs |= pairs
        for one, other in bodies:
            inside = _alike(_ran(one), _ran(other), None)
            if inside is None:
                self.changed.update(_codes(one))
            else:
                self._pairs |= inside
            if one.docstring != other.docstring or one.locals != other.locals:
                self.described.add(one.at[0])
        return True

    def gone(self, functions: Sequence[ir.FunctionDef]) -> None:
        """Notes functions that are in the old version only."""
        lines = [line for function in functions for line in _codes(function)]
        self.changed.update(lines)
        self.described.update(lines)

    def _without_methods(self, old: ir.ClassDef, new: ir.ClassDef) -> tuple[ir.ClassDef, ir.ClassDef]:
        """Two versions of a class without the methods that are new or gone."""
        before, after = _plain(old.body), _plain(new.body)
        added, removed = after.keys() - before.keys(), before.keys() - after.keys()
        if any(name.startswith("__") for name in added | removed):
            return old, new
        self.methods |= added | removed
        for name in removed:
            self.gone(before[name])
        self.left_out.update(id(method) for plain, names in ((before, removed), (after, added)) for name in names for method in plain[name])
        replace = msgspec.structs.replace
        return replace(old, body=_without(old.body, before, removed)), replace(new, body=_without(new.body, after, added))

    def settle(self) -> bool:
        """Whether what stood on one line still does, and nothing else with it."""
        self.lines = dict(self._pairs)
        return len(self.lines) == len(self._pairs) == len(set(self.lines.values()))


def _ran(code: ir.Code) -> list[Any]:
    """What of a function only matters where it runs."""
    return [code.body, code.is_generator, code.globals, code.nonlocals, code.locals]


def _alike(old: Any, new: Any, bodies: list[tuple[ir.Code, ir.Code]] | None) -> set[tuple[int, int]] | None:
    """The lines of what is the same, in both versions; None where it is not, or where columns differ.

    ``bodies``: gets the functions that are defined here, of which only what is known without a call is compared; None: all is.
    """
    pairs: set[tuple[int, int]] = set()
    todo = [(old, new)]
    while todo:
        a, b = todo.pop()
        kind = a.__class__
        if kind is not b.__class__:
            return None
        if isinstance(a, (list, tuple)):
            if len(a) != len(b):
                return None
            todo += zip(a, b)
        elif isinstance(a, ir.FunctionDef) and bodies is not None:
            one, other = a.code, b.code
            bodies.append((one, other))
            told = [(code.name, code.params, code.is_async) for code in (one, other)]
            todo += [(a.decorators, b.decorators), (told[0], told[1])]
            todo += [(_Span(a.at), _Span(b.at)), (_Span(one.at), _Span(other.at))]
        elif isinstance(a, ir.Node):
            for field in kind.__struct_fields__:
                x, y = getattr(a, field), getattr(b, field)
                todo.append((_Span(x), _Span(y)) if field == "at" else (x, y))
        elif isinstance(a, _Span):
            if (a.at[1], a.at[3]) != (b.at[1], b.at[3]):
                return None
            pairs |= {(a.at[0], b.at[0]), (a.at[2], b.at[2])}
        elif a != b or (kind is float and repr(a) != repr(b)):
            return None
    return pairs


class _Span:
    """Tells a place from other numbers."""

    __slots__ = ("at",)

    def __init__(self, at: Any) -> None:
        self.at = at


def _plain(body: Sequence[ir.Stmt]) -> dict[str, list[ir.FunctionDef]]:
    """The functions of a module whose definition does nothing but bind a name that is not special."""
    found: dict[str, list[ir.FunctionDef]] = {}
    for statement in body:
        if isinstance(statement, ir.FunctionDef) and _is_plain(statement):
            found.setdefault(statement.code.name, []).append(statement)
    return found


def _is_plain(function: ir.FunctionDef) -> bool:
    name = function.code.name
    if function.decorators or name in BUILT_IN or (name.startswith("__") and name.endswith("__")):
        return False
    return all(p.default is None or _is_constant(p.default) for p in function.code.params)


def _is_constant(value: ir.Expr) -> bool:
    if isinstance(value, ir.TupleExpr):
        return all(map(_is_constant, value.elts))
    if isinstance(value, ir.UnaryOp):
        return value.op == "-" and isinstance(value.operand, ir.Const) and type(value.operand.value) in (int, float)
    return isinstance(value, (ir.Const, ir.Bytes))


def _without(body: Sequence[ir.Stmt], plain: dict[str, list[ir.FunctionDef]], names: set[str]) -> list[ir.Stmt]:
    left_out = {id(statement) for name in names for statement in plain[name]}
    return [statement for statement in body if id(statement) not in left_out]


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


def _codes(root: Any) -> set[int]:
    """The lines of the functions in a statement, or of a function and those inside of it."""
    return {code.at[0] for code in all_codes(root)}


def _imports_all(body: Sequence[ir.Stmt]) -> bool:
    return any(isinstance(node, ir.ImportFrom) and any(name.module == "*" for name in node.names) for node in _nodes(list(body), True))


def _names_of_import(body: Sequence[ir.Stmt]) -> set[str]:
    """The names that an import of a module may read or bind in it, and those that its functions declare global."""
    names = {name for node in _nodes(list(body), False) for name in _said(node)}
    return names.union(*(node.globals for node in _nodes(list(body), True) if isinstance(node, ir.Code)))


def _all_names(body: Sequence[ir.Stmt]) -> set[str]:
    """All names that a module speaks of, but for those of attributes."""
    return {name for node in _nodes(list(body), True) for name in _said(node)}


def _all_attributes(body: Sequence[ir.Stmt], left_out: set[int]) -> set[str]:
    """All names that a module speaks of, those of attributes and methods too, but in these methods."""
    names = _all_names(body)
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
