"""os, json, importlib, runpy and other modules that look at the machine: files are read, nothing is run or changed."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import files, imports
from scope_lint.interpreter import values as v
from scope_lint.interpreter.calls import call_method
from scope_lint.interpreter.errors import EXCEPTIONS
from scope_lint.interpreter.hostcalls import NotPlain, from_host, host_function, plain
from scope_lint.interpreter.stdlib.base import function, host_members
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Class, DictV, Env, HostFunction, Instance, ListV, Module, Value
from scope_lint.symbolic.names import SymStr, join
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _join(m: Machine, *parts: Value) -> Value:
    known = [native(m.resolve(p)) for p in parts]
    if all(isinstance(p, str) for p in known):
        return posixpath.join(*known)
    pieces: list[Any] = []
    for p in known:
        pieces += ["/"] if pieces else []
        pieces.append(p if isinstance(p, (str, SymStr, Unknown)) else Unknown("path", "a part of a path"))
    return join(*pieces)


def _exists(check: Any) -> Any:
    """Whether a path exists: known below the analysed roots (a file that is not there may be made before the program runs)."""

    def run(m: Machine, path: Value) -> Value:
        path = native(m.resolve(path))
        if isinstance(path, str):
            full = os.path.realpath(os.path.join(m.cwd, path))
            inside = any(full.startswith(os.path.realpath(str(r))) for r in m.program.roots)
            m.program.trace.looks.add(full)
            if inside and check(full):
                return True
        return Unknown("exists", f"whether {path if isinstance(path, str) else 'a path'} exists")

    return run


def _os_path(m: Machine) -> Env:
    out = host_members(posixpath, "basename", "dirname", "split", "splitext", "normpath", "isabs", "commonprefix", "normcase", "splitdrive")
    out.update({
        "join": function("join", _join), "sep": "/", "exists": function("exists", _exists(os.path.exists)),
        "isfile": function("isfile", _exists(os.path.isfile)), "isdir": function("isdir", _exists(os.path.isdir)),
        "islink": function("islink", _exists(os.path.islink)), "lexists": function("lexists", _exists(os.path.exists)),
        "expanduser": host_function("expanduser", os.path.expanduser), "expandvars": host_function("expandvars", lambda p: p),
        "getsize": function("getsize", lambda m, path: Unknown("size", "the size of a file")),
    })  # fmt: skip
    out.update({name: function(name, lambda m, path: Unknown("time", "the time of a file")) for name in ("getmtime", "getatime", "getctime")})
    out.update({name: getattr(posixpath, name) for name in ("curdir", "pardir", "extsep", "altsep", "pathsep", "defpath", "devnull")})
    for name, index in (("dirname", 0), ("basename", 1)):
        out[name] = function(name, _half(out[name], index))
    for name in ("abspath", "realpath"):
        out[name] = function(name, lambda m, path: _absolute(m, path))
    out["relpath"] = function("relpath", lambda m, path, start=None: _relative(m, path, start))
    return out


def _half(plain: HostFunction, index: int) -> Callable[[Machine, Value], Value]:
    """``dirname`` (0) or ``basename`` (1), also of a path of which only the end is known."""

    def run(m: Machine, path: Value) -> Value:
        given = m.resolve(path)
        if isinstance(given, SymStr) and "/" in given.suffix:
            folder, last = posixpath.split(given.suffix)
            return last if index else join(*given.parts[:-1], folder.rstrip("/"))
        return plain.impl(m, [path], {})

    return run


def _absolute(m: Machine, path: Value) -> Value:
    path = native(m.resolve(path))
    return posixpath.normpath(posixpath.join(m.cwd, path)) if isinstance(path, str) else path


def _relative(m: Machine, path: Value, start: Value) -> Value:
    path, start = native(m.resolve(path)), native(m.resolve(start))
    if isinstance(path, str) and (start is None or isinstance(start, str)):
        return posixpath.relpath(posixpath.join(m.cwd, path), posixpath.join(m.cwd, start or ""))
    return Unknown("path", "a relative path")


def _listdir(m: Machine, path: Value = ".") -> Value:
    path = native(m.resolve(path))
    if isinstance(path, str):
        full = os.path.realpath(os.path.join(m.cwd, path))
        m.program.trace.looks.add(full)
        if os.path.isdir(full) and any(full.startswith(os.path.realpath(str(r)) + os.sep) for r in m.program.roots):
            return ListV(sorted(os.listdir(full)))
    return Unknown("files", "the files of a folder")


def _iter_modules(m: Machine, path: Value = None, prefix: Value = "") -> Value:
    """``pkgutil.iter_modules``: the modules and packages in folders of the analysed code, in the order of their names."""
    if not isinstance(path, ListV) or not isinstance(prefix, str):
        return Unknown("modules", "the modules that are installed")
    found: list[Value] = []
    for folder in path.items:
        folder = native(m.resolve(folder))
        full = os.path.realpath(os.path.join(m.cwd, folder)) if isinstance(folder, str) else ""
        entries = [os.path.realpath(x) for x in (*map(str, m.program.roots), *m.sys_path.items) if isinstance(x, str) and x]
        if not os.path.isdir(full) or not any(full == x or full.startswith(x + os.sep) for x in entries):
            return Unknown("modules", "the modules of a folder")
        m.program.trace.looks.add(full)
        for name in sorted(os.listdir(full)):
            package = os.path.isfile(os.path.join(full, name, "__init__.py"))
            if package or (name.endswith(".py") and name != "__init__.py"):
                found.append((None, prefix + name.removesuffix(".py"), package))
    return ListV(found)


def _chdir(m: Machine, path: Value) -> Value:
    path = native(m.resolve(path))
    if isinstance(path, str) and os.path.isdir(os.path.join(m.cwd, path)):
        m.journal.set(m, "cwd", os.path.normpath(os.path.join(m.cwd, path)))
    return None


ENVIRON: Final = Class(
    "_Environ", (v.DICT,), {"__missing__": function("__missing__", lambda m, self, key: Unknown(f"environ[{key}]", "an environment variable"))}, module="os",
)  # fmt: skip
"""``os.environ``: variables that the program does not set itself are taken as not set, where it asks."""


def _os(m: Machine) -> Env:
    path = Module("os.path")
    path.env.update(_os_path(m))
    nothing = function("nothing", lambda m, *args, **kwargs: None)
    environ = DictV({}, ENVIRON)
    return {
        "path": path, "environ": environ, "sep": "/", "linesep": "\n", "name": "posix", "pathsep": ":", "curdir": ".", "devnull": "/dev/null",
        "getenv": function("getenv", lambda m, name, default=None: environ.items.get(name, default)),
        "getcwd": function("getcwd", lambda m: m.cwd), "listdir": function("listdir", _listdir), "chdir": function("chdir", _chdir),
        "walk": function("walk", lambda m, *a, **k: Unknown("walk", "the files of a folder")),
        "cpu_count": function("cpu_count", lambda m: Unknown("cpus", "the number of processors")),
        "getpid": function("getpid", lambda m: Unknown("pid", "a process id")), "urandom": function("urandom", lambda m, n: Unknown("bytes", "random bytes")),
        "popen": function("popen", lambda m, *a: Unknown("output", "the output of a command")),
        **dict.fromkeys(("makedirs", "mkdir", "remove", "unlink", "rename", "rmdir", "putenv", "system", "utime", "removedirs", "renames", "replace", "setpgrp", "nice", "umask", "close", "_exit", "kill", "chmod", "symlink"), nothing),
        "error": EXCEPTIONS["OSError"], "pardir": "..", "extsep": ".", "altsep": None, "F_OK": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1,
        "access": function("access", lambda m, path, mode=0: _exists(os.path.exists)(m, path)), "fspath": function("fspath", lambda m, path: path),
    }  # fmt: skip


def _json(m: Machine) -> Env:
    def load(m: Machine, source: Value, *args: Value, **kwargs: Value) -> Value:
        source = m.resolve(source)
        text = native(m.resolve(call_method(m, source, "read", []))) if isinstance(source, Instance) else None
        return from_host(json.loads(text)) if isinstance(text, (str, bytes)) else Unknown("json", "a file that is not known")

    return {
        "loads": host_function("loads", json.loads), "dumps": host_function("dumps", lambda x, **kwargs: json.dumps(x)),
        "load": function("load", load), "dump": function("dump", lambda m, *args, **kwargs: None),
    }  # fmt: skip


def _importlib(m: Machine) -> Env:
    def by_name(m: Machine, name: Value, package: Value = None) -> Value:
        name, package = native(m.resolve(name)), native(m.resolve(package))
        if not isinstance(name, str) or not (package is None or isinstance(package, str)):
            return Unknown("module", "a module whose name is not known", opaque_code=True)
        if name.startswith(".") and package:
            name = importlib.util.resolve_name(name, package)
        return imports.import_module(m, name.lstrip("."), m.frames[-1].module)

    return {"import_module": function("import_module", by_name), "reload": function("reload", lambda m, module: module)}


def _run_path(m: Machine, path: Value, init_globals: Value = None, run_name: Value = "<run_path>") -> Value:
    path = native(m.resolve(path))
    full = os.path.join(m.cwd, path) if isinstance(path, str) else None
    if full is None or not files.readable(m, full):
        script = Unknown("globals", "a script that is not part of the analysed code", opaque_code=True)
        m.unknown_code(script)
        return script
    module = Module(str(run_name), m.shown_path(Path(full)))
    module.env.update({"__name__": run_name, "__file__": full, "__package__": ""})
    before = m.modules.get("__main__")
    if run_name == "__main__":
        m.journal.write(m.modules, "__main__", module)
    try:
        files.run_text(m, "", full, module)
    finally:
        if run_name == "__main__" and before is not None:
            m.journal.write(m.modules, "__main__", before)
    return DictV(module.env)


def _load_source(m: Machine, name: Value, path: Value, *file: Value) -> Value:
    """``imp.load_source``: a file of the analysed code as a module."""
    from scope_lint.interpreter.imports import load_file

    name, path = native(m.resolve(name)), native(m.resolve(path))
    full = os.path.join(m.cwd, path) if isinstance(path, str) else None
    if full is None or not isinstance(name, str) or not files.readable(m, full):
        return Unknown("module", "a file that is not part of the analysed code", opaque_code=True)
    return load_file(m, Path(full), name, "")


def _imp(m: Machine) -> Env:
    return {"load_source": function("load_source", _load_source), "reload": function("reload", lambda m, module: module)}


def _literal_eval(m: Machine, text: Value) -> Value:
    try:
        return from_host(ast.literal_eval(plain(m, text)))
    except (NotPlain, ValueError, SyntaxError):
        return Unknown("literal", "a literal that is not known")


MODULES: Final = {
    "os": _os, "os.path": _os_path, "posixpath": _os_path, "json": _json, "simplejson": _json, "importlib": _importlib, "imp": _imp,
    "pkgutil": lambda m: {"iter_modules": function("iter_modules", _iter_modules)},
    "runpy": lambda m: {"run_path": function("run_path", _run_path)}, "ast": lambda m: {"literal_eval": function("literal_eval", _literal_eval)},
}  # fmt: skip
