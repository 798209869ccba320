"""Running one entry of a program: a script, or a function that is asked for by name or that nothing calls."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from scope_lint.events import EntryResult, ErrorEvent
from scope_lint.interpreter.attributes import lookup
from scope_lint.interpreter.calls import OPEN, OpenArguments, call
from scope_lint.interpreter.deep_stack import with_deep_stack
from scope_lint.interpreter.imports import load_file, run_module
from scope_lint.interpreter.limits import DEFAULT, Limits
from scope_lint.interpreter.machine import Machine, text_of
from scope_lint.interpreter.values import (
    BoundMethod,
    BudgetExceeded,
    Class,
    ClassMethod,
    Function,
    Module,
    Raised,
    StaticMethod,
    Value,
)
from scope_lint.program.program import Program
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown


def main_module(m: Machine, path: Path, code: Any = None) -> tuple[Module, Any]:
    """A file as ``__main__``, about to run; ``code``: its IR, where it comes from no file."""
    main = Module("__main__", m.shown_path(path), package_of(path))
    main.env["__file__"] = str(path)
    main.env["__package__"] = None
    m.main_module = main
    m.journal.write(m.modules, "__main__", main)
    if code is None:
        loaded = m.program.load(path)
        code, main.places = loaded.ir, loaded.source.places
    main.code = code
    main.env["__doc__"], main.env["__python2__"] = code.docstring, code.python2
    return main, code


def dotted_name(path: Path) -> str:
    """The name that a file is imported by."""
    package = package_of(path)
    if path.name == "__init__.py":
        return package
    return f"{package}.{path.stem}" if package else path.stem


def package_of(path: Path) -> str:
    """The package that a file lies in."""
    package = ""
    folder = path.resolve().parent
    while (folder / "__init__.py").is_file():
        package = f"{folder.name}.{package}" if package else folder.name
        folder = folder.parent
    return package


def run_main(m: Machine, main: Module, code: Any) -> EntryResult:
    """Runs a script's body."""
    return run(m, main.path or "?", "script", lambda: run_module(m, main, m.code_of(code)), True)


def run_script(program: Program, path: Path, version: tuple[int, int], limits: Limits = DEFAULT, module: Any = None) -> EntryResult:
    """Runs a file as a script (``__name__ == "__main__"``) in a fresh program."""
    m = Machine(program, version, limits)
    m.sys_path.items.insert(0, os.path.dirname(os.path.abspath(path)))
    return run_main(m, *main_module(m, path, module))


def run_function(program: Program, path: Path, names: list[str], version: tuple[int, int], limits: Limits = DEFAULT) -> EntryResult:
    """Runs ``function`` or ``Class.method`` of a file; parameters have their defaults, those without one are unknown.

    Raises KeyError where the file binds no such name.
    """
    m = Machine(program, version, limits)
    target = f"{m.shown_path(path)}::{'::'.join(names)}"
    m.sys_path.items.insert(0, os.path.dirname(os.path.abspath(path)))
    found: dict[str, Value] = {}

    def load() -> None:
        found["module"] = load_file(m, path, dotted_name(path), package_of(path))

    result = run(m, target, "function", load, True)
    if result.ended is not None or "module" not in found:
        text = path.read_bytes()
        if names[0].encode() not in text and b"import *" not in text:  # the file ended early, and would not have bound it either
            raise KeyError(names[0])
        return result
    value: Value = found["module"]
    for name in names:
        outer = value
        value = lookup(m, value, name)
        if value is MISSING:
            raise KeyError(name)
        if isinstance(outer, Class) and isinstance(value, Function):
            made: list[Value] = []
            again = run(m, target, "function", partial(_make_into, m, made, outer), True)
            if not made:
                return again
            value = BoundMethod(value, made[0])
    return run(m, target, "function", lambda: call(m, value, *unknown_arguments(value, True)), True)


def _make_into(m: Machine, made: list[Value], cls: Class) -> None:
    made.append(make_instance(m, cls))


def make_instance(m: Machine, cls: Class, defaults: bool = True) -> Value:
    """An instance of a class, made with unknown arguments."""
    init = cls.find("__init__")
    args, kwargs = unknown_arguments(BoundMethod(init, None), defaults) if isinstance(init, Function) else ([], {})
    return call(m, cls, args, kwargs)


def unknown_arguments(value: Value, defaults: bool) -> tuple[list[Value], dict[str, Value]]:
    """Arguments for a call that nothing is known of; with ``defaults``, parameters that have one keep it."""
    fn = value.func if isinstance(value, (BoundMethod, StaticMethod, ClassMethod)) else value
    if not isinstance(fn, Function):
        return [], {}
    params = fn.code.params[1:] if isinstance(value, BoundMethod) else fn.code.params
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    by_position = True
    for p in params:
        keep = defaults and p.default is not None
        if p.kind in ("normal", "positional"):
            if keep:
                by_position = False
            elif by_position:
                args.append(Unknown(p.name, f"argument {p.name} of {fn.qualname}").as_given())
            else:
                kwargs[p.name] = Unknown(p.name, f"argument {p.name} of {fn.qualname}").as_given()
        elif p.kind == "keyword" and not keep:
            kwargs[p.name] = Unknown(p.name, f"argument {p.name} of {fn.qualname}").as_given()
        elif p.kind == "doublestar" and not defaults:
            kwargs[OPEN] = OpenArguments(Unknown(p.name, f"argument {p.name} of {fn.qualname}").as_given())
    return args, kwargs


def run(m: Machine, target: str, kind: Any, body: Callable[[], Any], known: bool) -> EntryResult:
    """Runs a body as an entry and gives what happened."""
    ended: ErrorEvent | None = None

    def guarded() -> None:
        nonlocal ended
        try:
            body()
        except Raised as e:
            ended = e.event
            if ended is None and e.value.cls.name != "SystemExit":
                said = text_of(e.value)
                reason = f"the program ends with {e.value.cls.name}" + (f": {said[:100]}" if said else "")
                if e.place:
                    m.unfollowed_at(e.place[-1].path, e.place[-1].line, reason)
                else:
                    m.unfollowed(reason)
        except BudgetExceeded:
            pass  # noted where it was
        except RecursionError:
            m.unfollowed("expressions nested too deeply to be followed")
        except Exception as defect:
            if os.environ.get("SCOPE_LINT_DEBUG"):
                raise
            m.unfollowed(f"the analysis itself failed here ({type(defect).__name__}: {defect}); please report it")
        m.tf.finish()

    with_deep_stack(guarded)
    return EntryResult(
        target=target, kind=kind, events=m.events, incomplete=list(m.incomplete.values()), ended=ended, arguments_known=known,
        steps=m.steps, tf_version="{}.{}".format(*m.version), parameters=parameters_of(m),
    )  # fmt: skip


def parameters_of(m: Machine) -> dict[str, tuple[str, ...]]:
    """The parameters of the user's functions that ran, by ``path::function``."""
    return {f"{fn.module.path}::{fn.qualname}": tuple(p.name for p in fn.code.params) for fn in m.ran.values()}


