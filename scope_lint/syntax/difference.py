"""What an edit of a file changes for those that run it: two versions of a module, compared as the interpreter sees them.

Comments, blank lines and the text of what was not run play no part. What is left is code: statements that an import runs, bodies of
functions, which only matter to who called them, and functions, classes, constants and imports of harmless modules that are new or gone, which
only matter to who asked for the name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec

from scope_lint.syntax import ir
from scope_lint.syntax.bindings import Bindings, modules_of, plain_methods
from scope_lint.syntax.codes import all_codes
from scope_lint.syntax.names import all_attributes, all_names, imports_all, names_of_import

_NO_LINE = 1 << 60


class Difference(NamedTuple):
    """What differs between two versions of a module that an import runs alike."""

    changed: frozenset[int]
    """Of functions that do not run as they did, and of those inside of them: the lines in the old version."""
    described: frozenset[int]
    """Of functions with another docstring."""
    inspected: frozenset[int]
    """Of functions with variables of other names."""
    added: frozenset[str]
    """What the module binds now, and does nothing else for: names that the old version bound nowhere."""
    removed: frozenset[str]
    """What the old version bound, of which the new one does not speak anywhere."""
    rebound: frozenset[str]
    """Constants with another value now; the functions that speak of them are among ``changed``."""
    functions: bool
    """Whether functions of the module, or classes, are among what is new or gone."""
    classes: bool
    """Whether classes are."""
    imports: frozenset[str]
    """Modules of which an import is new or gone."""
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
    bindings = _ChangedBindings(Bindings(old.body), Bindings(new.body))
    kept_old, kept_new = bindings.kept()
    if len(kept_old) != len(kept_new):
        return None
    compared = _Comparison()
    if not all(map(compared.statement, kept_old, kept_new)):
        return None
    starts = [statement.at[0] for statement in kept_old] + [_NO_LINE]
    same = tuple([(start, end) for start, end, is_same in zip(starts, starts[1:], compared.same) if is_same])
    if compared.methods and not compared.methods.isdisjoint(all_attributes([*kept_old, *kept_new], compared.left_out)):
        return None
    if not bindings.are_quiet(kept_new, new):
        return None
    compared.gone(bindings.lost())
    compared.speaking_of(bindings.rebound, kept_old)
    if not compared.settle():
        return None
    moved = any(there != here for here, there in compared.lines.items())
    return Difference(
        frozenset(compared.changed), frozenset(compared.described), frozenset(compared.inspected), bindings.added, bindings.removed,
        bindings.rebound, bindings.functions, bindings.classes, bindings.imports(), frozenset(compared.methods), moved, compared.lines, same,
    )  # fmt: skip


class _ChangedBindings:
    """What differs in the statements that do nothing but bind names."""

    def __init__(self, old: Bindings, new: Bindings) -> None:
        self._old, self._new = old, new
        before, after = old.by_name, new.by_name
        self.added, self.removed = frozenset(after.keys() - before.keys()), frozenset(before.keys() - after.keys())
        self.rebound = frozenset(name for name in before.keys() & after.keys() if _differ(old.constant(name), new.constant(name)))
        self.classes = any(isinstance(statement, ir.ClassDef) for statement in self._statements())
        self.functions = self.classes or any(isinstance(statement, ir.FunctionDef) for statement in self._statements())

    def kept(self) -> tuple[list[ir.Stmt], list[ir.Stmt]]:
        """The statements of both versions without them."""
        return self._old.without(self.removed | self.rebound), self._new.without(self.added | self.rebound)

    def are_quiet(self, kept: list[ir.Stmt], new: ir.Module) -> bool:
        """Whether an import does not notice them."""
        if not (self.added or self.removed or self.rebound):
            return True
        return (
            not imports_all(kept)
            and (self.added | self.rebound).isdisjoint(names_of_import(kept))
            and self.removed.isdisjoint(all_names(new.body))
        )  # fmt: skip

    def lost(self) -> list[ir.Stmt]:
        """The statements that are gone."""
        return [statement for name in self.removed for statement in self._old.by_name[name]]

    def imports(self) -> frozenset[str]:
        """The modules that are imported no more, or now."""
        return frozenset().union(*(modules_of(s) for s in self._statements() if isinstance(s, (ir.Import, ir.ImportFrom))))

    def _statements(self) -> list[ir.Stmt]:
        changes = ((self._old, self.removed), (self._new, self.added))
        return [statement for bindings, names in changes for name in names for statement in bindings.by_name[name]]


def _differ(old: ir.Expr | None, new: ir.Expr | None) -> bool:
    """Whether two constants are not the same; no, where one of them is none."""
    return old is not None and new is not None and _alike(old, new, None) is None


class _Comparison:
    """Statements of two versions side by side."""

    def __init__(self) -> None:
        self.changed: set[int] = set()
        self.described: set[int] = set()
        self.inspected: set[int] = set()
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
            if one.docstring != other.docstring:
                self.described.add(one.at[0])
            if one.locals != other.locals:
                self.inspected.add(one.at[0])
        return True

    def gone(self, statements: Sequence[ir.Stmt]) -> None:
        """Notes the functions in statements that are in the old version only."""
        for noted in (self.changed, self.described, self.inspected):
            noted.update(_codes(list(statements)))

    def speaking_of(self, names: Collection[str], statements: Sequence[ir.Stmt]) -> None:
        """Notes the functions that speak of names whose value is another one now."""
        if names:
            self.changed.update(code.at[0] for code in all_codes(list(statements)) if not all_names([code]).isdisjoint(names))

    def _without_methods(self, old: ir.ClassDef, new: ir.ClassDef) -> tuple[ir.ClassDef, ir.ClassDef]:
        """Two versions of a class without the methods that are new or gone."""
        before, after = plain_methods(old.body), plain_methods(new.body)
        added, removed = after.keys() - before.keys(), before.keys() - after.keys()
        if any(name.startswith("__") for name in added | removed):
            return old, new
        self.methods |= added | removed
        for name in removed:
            self.gone(before[name])
        self.left_out.update(id(method) for plain, names in ((before, removed), (after, added)) for name in names for method in plain[name])
        return self._left(old), self._left(new)

    def _left(self, cls: ir.ClassDef) -> ir.ClassDef:
        return msgspec.structs.replace(cls, body=[statement for statement in cls.body if id(statement) not in self.left_out])

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


def _codes(root: Any) -> set[int]:
    """The lines of the functions in a statement, or of a function and those inside of it."""
    return {code.at[0] for code in all_codes(root)}
