"""A project's entries on one machine: scripts first, then the functions that nothing reached.

Modules are loaded once and shared; what an entry changes (in modules, in the graph) is taken back when it ends.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scope_lint.events import EntryResult, ErrorEvent
from scope_lint.interpreter import entries
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.changes import Changes
from scope_lint.interpreter.constructed import Constructed
from scope_lint.interpreter.errors import HOLDS_ANYWAY
from scope_lint.interpreter.imports import load_file
from scope_lint.interpreter.limits import CHECK, LIBRARY
from scope_lint.interpreter.machine import Machine
from scope_lint.interpreter.sharing import SharedModules
from scope_lint.interpreter.values import (
    BoundMethod,
    Class,
    ClassMethod,
    DictV,
    Function,
    Instance,
    ListV,
    Module,
    SetV,
    StaticMethod,
    Value,
)
from scope_lint.program.program import Program
from scope_lint.source.problem import SourceError
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax.codes import all_codes, defined
from scope_lint.syntax.problem import SyntaxProblem

_CALLER_DECIDES: Final = frozenset({"exists", "missing", "shape", "dtype"})
"""Kinds of errors that hang on what the caller of a function did before, or on the scope that it is called in."""
_NONE: Final[Mapping[int, Collection[int]]] = {}


class Session:
    """Runs the entries of one project under one TensorFlow version."""

    def __init__(self, program: Program, version: tuple[int, int]) -> None:
        self.machine = Machine(program, version, CHECK)
        self.machine.shared = SharedModules()
        self.reached = self.machine.reached
        self._made: Constructed | None = None

    def run_script(self, path: Path, code: Any = None) -> EntryResult:
        """Runs a file as a script; ``code``: its IR, where its text is not that on disk. SourceError or SyntaxProblem."""
        m = self.machine
        with _Entry(m, path):
            main, code = entries.main_module(m, path, code)
            return entries.run_main(m, main, code)

    def run_unreached(self, path: Path, known: Mapping[int, Collection[int]] = _NONE) -> Iterator[tuple[int, EntryResult | None, bool]]:
        """Runs the functions and methods that a file defines and that no entry ran, callers first as far as order tells.

        ``known``: those that need not run again, by line, with the functions of the file that they reach. Gives the line of each, what
        happened, which is good until the next is asked for, and whether it is one of those; no result where one before it has reached it.
        """
        m = self.machine
        shown = m.shown_path(path)
        if not self._may_have_unreached(path, shown):
            return
        with _Entry(m, path):
            loaded: dict[str, Module] = {}
            entries.run(m, shown, "script", lambda: loaded.update(one=load_file(m, path, entries.dotted_name(path), entries.package_of(path))), True)
            if "one" not in loaded:
                return
            try:
                for name, line, fn, owner in self._functions(loaded["one"], shown):
                    if (shown, line) in self.reached:
                        yield line, None, False
                    elif line in known:
                        self.reached.update((shown, reached) for reached in known[line])
                        yield line, None, True
                    else:
                        yield line, self._run(f"{shown}::{name.replace('.', '::')}", fn, owner), False
            finally:
                self._leave_class()

    def _may_have_unreached(self, path: Path, shown: str) -> bool:
        """Whether a file may define functions that nothing reached: else it need not run once more to bring them forth."""
        program = self.machine.program
        try:
            body = program.load(path).ir.body
        except (SourceError, SyntaxProblem):
            return False
        for find in (defined, all_codes):  # the second takes longer, and one that the first finds is enough
            if any((shown, code.at[0]) not in self.reached for code in find(body) if _runs_alone(code.name)):
                return True
        program.trace.texts = True  # all of them play a part
        return False

    def ran(self) -> set[tuple[str, int]]:
        """The user's functions that the last entry ran: path and line."""
        return {(fn.module.path or "", fn.code.at[0]) for fn in self.machine.ran.values()}

    def _functions(self, module: Module, shown: str) -> list[tuple[str, int, Value, Class | None]]:
        """Those that nothing reached so far: constructors first, as they call methods; the others from the last to the first."""
        out: list[tuple[str, int, Value, Class | None]] = []

        def consider(name: Any, fn: Value, owner: Class | None) -> None:
            plain = fn.func if isinstance(fn, (StaticMethod, ClassMethod)) else fn
            if not isinstance(plain, Function) or plain.module is not module or not _runs_alone(plain.code.name):
                return
            line = plain.code.at[0]
            if (shown, line) not in self.reached:
                (first if plain.name == "__init__" else out).append((name, line, fn, owner))

        first: list[tuple[str, int, Value, Class | None]] = []
        bound: list[tuple[Any, Value]] = list(module.env.items())  # `globals()[…]` may have bound what is no str
        for name, value in bound:
            if isinstance(value, Class) and value.module == module.env.get("__name__") and not value.stub:
                for attr, fn in list(value.attrs.items()):
                    consider(f"{value.name}.{attr}", fn, value)
            elif isinstance(name, str):
                consider(name, value, None)
        return [*reversed(first), *reversed(out)]

    def _run(self, target: str, fn: Value, owner: Class | None) -> EntryResult:
        """Runs a function, or a method on an instance that the methods of its class share; one that its constructor calls: by making one."""
        m = self.machine
        if owner is None or not isinstance(fn, Function) or fn.name == "__init__" or self._constructed(owner).ran(fn):
            self._leave_class()
            self._begin()
            try:
                result = entries.run(m, target, "function", lambda: self._call_unknown(fn, owner), known=False)
            finally:
                self._end()
        else:
            made = self._constructed(owner)
            m.journal.begin()
            try:
                made.begin()
                result = entries.run(m, target, "function", lambda: self._call_method(fn, made.instance()), known=False)
            finally:
                m.journal.discard()
                made.end()
            if not made.serves_again:
                self._leave_class()
        _weaken(result)
        return result

    def _begin(self) -> None:
        m = self.machine
        m.restart()
        m.memo.next_entry()
        m.changes = m.changes.branch()
        m.limits, m.lists_ops = LIBRARY, False  # what surely is not there is not asked of a graph with an unknown beginning
        m.journal.begin()
        m.tf.start_fresh()
        m.journal.set(m.tf.graph, "outer", Unknown("scope", "the scope that the caller is in"))
        m.journal.set(m.tf.graph, "tainted", True)  # what the caller made before is not known: nothing is missing

    def _end(self) -> None:
        m = self.machine
        m.journal.discard()
        m.changes = m.changes.before or m.changes
        m.tf.dissolve()
        m.limits, m.lists_ops = CHECK, True

    def _constructed(self, cls: Class) -> Constructed:
        """The instance that the methods of a class begin with; its branch is open."""
        if self._made is None or self._made.cls is not cls:
            self._leave_class()
            self._begin()
            self._made = Constructed(self.machine, cls)
        return self._made

    def _leave_class(self) -> None:
        if self._made is not None:
            self._made = None
            self._end()

    def _call_unknown(self, fn: Value, owner: Class | None) -> Value:
        if owner is not None and isinstance(fn, Function):
            return entries.make_instance(self.machine, owner, defaults=False)
        plain = fn.func if isinstance(fn, (StaticMethod, ClassMethod)) else fn
        return self._call(BoundMethod(plain, owner) if isinstance(fn, ClassMethod) and owner is not None else plain)

    def _call_method(self, fn: Function, receiver: Instance) -> Value:
        _forget_none(self.machine, receiver, 3)
        return self._call(BoundMethod(fn, receiver))

    def _call(self, target: Value) -> Value:
        args, kwargs = entries.unknown_arguments(target, defaults=False)
        return call(self.machine, target, args, kwargs)


def _runs_alone(name: str) -> bool:
    """Whether a function of that name is one that is run by itself where nothing calls it."""
    return not name.startswith("__") or name in ("__init__", "__call__")


class _Entry:
    """What happens inside is taken back at its end."""

    def __init__(self, m: Machine, path: Path) -> None:
        self._m = m
        self._path = path

    def __enter__(self) -> None:
        m = self._m
        m.restart()
        m.changes = Changes()
        m.memo.begin()
        m.journal.begin()
        m.tf.start_fresh()
        m.program.own = folder = os.path.dirname(os.path.abspath(self._path))
        m.journal.set(m.sys_path, "items", [folder, *m.sys_path.items])

    def __exit__(self, *exc: object) -> None:
        m = self._m
        m.journal.discard()
        m.tf.dissolve()
        m.restart()


def _forget_none(m: Machine, made: Value, depth: int) -> None:
    """Attributes that a constructor leaves at None are set by methods that run before the others: they may hold anything."""
    for name, value in list(made.attrs.items()):
        if value is None:
            m.journal.write(made.attrs, name, Unknown(name, f"attribute {name} of {made.cls.name}").as_given())
        elif depth and isinstance(value, Instance) and not isinstance(value, (ListV, DictV, SetV)) and not value.cls.stub:
            _forget_none(m, value, depth - 1)


def _weaken(result: EntryResult) -> None:
    """Claims nothing that hangs on the caller, and nothing to be missing where something was not followed."""
    for event in result.events:
        if isinstance(event, ErrorEvent) and event.cause not in HOLDS_ANYWAY:
            event.definite = False
    followed = not result.incomplete
    result.events = [
        e for e in result.events
        if not isinstance(e, ErrorEvent) or e.cause in HOLDS_ANYWAY or (_of_variable(e) and (followed or e.kind != "missing"))
    ]  # fmt: skip
    if result.ended is not None and not result.ended.definite:
        result.ended = None


def _of_variable(error: ErrorEvent) -> bool:
    """Whether an error is about a variable, not about the operands of an op (what these are is the caller's matter)."""
    return error.kind in _CALLER_DECIDES and (error.variable is not None or error.kind in ("exists", "missing"))
