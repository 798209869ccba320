"""Files and source text that the analysed program itself opens, compiles or executes. Files are read, never run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.code import block, linked, run_block
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Class, DictV, Env, HostFunction, Instance, ListV, Module, Value
from scope_lint.source.problem import SourceError
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir
from scope_lint.syntax.lower import lower
from scope_lint.syntax.problem import SyntaxProblem

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

LARGEST: Final = 1_000_000
"""Bytes of the largest file that a program's ``open(…).read()`` gives as text."""

FILE: Final = Class("TextIOWrapper", (v.OBJECT,), module="_io")
SOURCE_CODE: Final = Class("code", (v.OBJECT,))


def open_file(m: Machine, path: Value, args: Any, kwargs: Env) -> Value:
    """``open(path)``: the text of a file below the analysed roots; else unknown."""
    path = native(m.resolve(path))
    mode = args[0] if args else kwargs.get("mode", "r")
    if not isinstance(path, str) or not isinstance(mode, str) or not set(mode) <= set("rtU") or not readable(m, path):
        return Unknown("file", "a file that is not part of the analysed code")
    try:
        full = os.path.join(m.cwd, path)
        if os.path.getsize(full) > LARGEST:
            return Unknown("file", f"{path} is too large to be read here")
        with open(full, encoding="utf-8") as handle:
            text = handle.read()
    except (OSError, UnicodeDecodeError):
        return Unknown("file", f"{path} could not be read")
    made = Instance(FILE)
    made.attrs.update({"name": path, "text": text})
    return made


def readable(m: Machine, path: str) -> bool:
    """Whether a path is an existing file below one of the import roots (data that belongs to the code)."""
    full = os.path.realpath(os.path.join(m.cwd, path))
    m.program.trace.looks.add(full)
    roots = [os.path.realpath(str(r)) for r in m.program.roots]
    return os.path.isfile(full) and any(full.startswith(root + os.sep) for root in roots)


def compile_source(m: Machine, source: Value, filename: Value) -> Value:
    """``compile(text, filename, mode)``."""
    source = native(m.resolve(source))
    if not isinstance(source, str):
        return Unknown("code", "source text that is not known", opaque_code=True)
    made = Instance(SOURCE_CODE)
    made.attrs.update({"text": source, "filename": filename})
    return made


def run_source(m: Machine, source: Value, env: Value) -> None:
    """``exec(source, env)``."""
    source = native(m.resolve(source))
    filename: Value = "<string>"
    if isinstance(source, Instance) and source.cls is SOURCE_CODE:
        filename, source = source.attrs["filename"], source.attrs["text"]
    if not isinstance(source, str):
        if isinstance(source, Unknown):
            m.unknown_code(Unknown("exec", "source text that is not known"))
        return
    outer = m.frames[-1]
    env = m.resolve(env)
    if isinstance(env, DictV):
        module = Module(str(env.items.get("__name__", "<exec>")), str(filename))
        module.env = env.items
    else:
        module = outer.module
    run_text(m, source, filename, module)


def run_text(m: Machine, text: str, filename: Value, module: Module) -> None:
    """Runs source text as the body of a module."""
    path = filename if isinstance(filename, str) else "<string>"
    try:
        full = Path(os.path.join(m.cwd, path))
        code = m.program.load(full).ir if full.is_file() else lower(text, path)
    except (SourceError, SyntaxProblem) as e:
        m.unfollowed(f"source text that cannot be parsed: {e.reason}")
        return
    if full.is_file():
        module.path = m.shown_path(full)
    m.reads.text(module)
    frame = Frame(module.env, (), module, "<module>")
    depth = len(m.frames)
    m.frames.append(frame)
    try:
        run_block(m, frame, m.code_of(code) if full.is_file() else block(code.body))
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(frame.assumed):
            m.forget(atom, holds)


def evaluate_text(m: Machine, source: Value) -> Value:
    """``eval(source)`` in the current frame."""
    source = native(m.resolve(source))
    if isinstance(source, Instance) and source.cls is SOURCE_CODE:
        source = source.attrs["text"]
    if not isinstance(source, str):
        return Unknown("eval", "source text that is not known", opaque_code=True)
    try:
        code = lower(source.strip(), "<string>")
    except SyntaxProblem as e:
        m.unfollowed(f"source text that cannot be parsed: {e.reason}")
        return Unknown("eval", "source text that cannot be parsed")
    if len(code.body) != 1 or not isinstance(code.body[0], ir.ExprStmt):
        return Unknown("eval", "source text that is no expression")
    f = m.frames[-1]
    m.reads.text(f.module)
    at = f.at
    try:
        return linked(code.body[0].value).value(m, f)
    finally:
        f.at = at


def _text(args: list[Value]) -> str:
    return str(args[0].attrs["text"])


def _next_line(m: Machine, file: Instance) -> str:
    lines = _text([file]).splitlines(keepends=True)
    at = file.attrs.get("at", 0)
    m.journal.write(file.attrs, "at", at + 1)
    return lines[at] if at < len(lines) else ""


FILE.attrs.update({
    "read": HostFunction("read", lambda m, args, kwargs: _text(args)),
    "readlines": HostFunction("readlines", lambda m, args, kwargs: ListV(list(_text(args).splitlines(keepends=True)))),
    "__iter__": HostFunction("__iter__", lambda m, args, kwargs: ListV(list(_text(args).splitlines(keepends=True)))),
    "readline": HostFunction("readline", lambda m, args, kwargs: _next_line(m, args[0])),
    "__next__": HostFunction("__next__", lambda m, args, kwargs: _next_line(m, args[0]) or fault(m, "StopIteration", "")),
    "close": HostFunction("close", lambda m, args, kwargs: None),
    "__enter__": HostFunction("__enter__", lambda m, args, kwargs: args[0]),
    "__exit__": HostFunction("__exit__", lambda m, args, kwargs: None),
})  # fmt: skip
