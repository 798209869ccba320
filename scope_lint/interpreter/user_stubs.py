"""The user's own stubs (``stub-path``): modules that take the place of a library's, or of the project's own.

They run like ours: once, apart from the program, their frames hidden from the user's stack.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scope_lint.interpreter.values import ListV, Module, Value
from scope_lint.program.trace import Trace
from scope_lint.source.problem import SourceError
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax.problem import SyntaxProblem

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def user_stub(m: Machine, dotted: str) -> Module | None:
    """The user's stub of a module; None where there is none, or only stubs of its submodules."""
    found = m.user_stubs.get(dotted)
    if found is None:
        path = m.program.find_stub(dotted)
        if path is None or path.is_dir():
            return None
        found = m.user_stubs[dotted] = _made(m, dotted, dotted if path.name == "__init__.py" else dotted.rpartition(".")[0])
        outer, incomplete, m.incomplete = m.program.trace, m.incomplete, {}
        found.trace = m.program.trace = Trace()
        try:
            _run(m, found, path)
        finally:
            m.program.trace, m.incomplete, found.incomplete = outer, incomplete, m.incomplete
    m.incomplete.update(found.incomplete)
    if found.trace is not None:
        m.program.trace.include(found.trace)
    m.journal.write(m.modules, dotted, found)
    return found


def stub_package(m: Machine, dotted: str) -> Module | None:
    """A package that has no code, but stubs of its submodules."""
    path = m.program.find_stub(dotted)
    if path is None:
        return None
    found = m.user_stubs.get(dotted) or _made(m, dotted, dotted)
    found.env["__path__"] = ListV([str(path)])
    m.user_stubs[dotted] = found
    m.journal.write(m.modules, dotted, found)
    return found


def _made(m: Machine, dotted: str, package: str) -> Module:
    from scope_lint.interpreter.imports import is_inert
    from scope_lint.interpreter.search import search_path

    module = Module(dotted, package=package, stub=True)

    def find(name: str) -> Value:
        inner = f"{dotted}.{name}"
        if name.startswith("__") or m.program.find_stub(inner) is not None or m.program.find(inner, search_path(m, module)) is not None:
            return MISSING
        return Unknown(inner, f"the stub of {dotted} does not define {name}", opaque_code=not is_inert(dotted))

    module.lookup = find
    module.env["__package__"] = package
    return module


def _run(m: Machine, module: Module, path: Path) -> None:
    from scope_lint.interpreter.imports import run_module

    module.env["__file__"] = str(path)
    if path.name == "__init__.py":
        module.env["__path__"] = ListV([str(path.parent)])
    try:
        loaded = m.program.load(path)
    except (SourceError, SyntaxProblem) as e:
        m.unreadable(path, e)
        return

    def run() -> None:
        with m.tf.aside():
            run_module(m, module, m.code_of(loaded.ir))

    m.outside(run)
    if m.shared is not None:
        m.heap.know(module)
