"""Data files beside the code: yaml, configparser, csv, codecs, io and glob. Files are read below the import roots only."""

from __future__ import annotations

import configparser
import csv
import glob
import io
import os
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import files
from scope_lint.interpreter.files import open_file
from scope_lint.interpreter.hostcalls import from_host
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib import yaml_text
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Env, Instance, ListV, Value
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def text_of(m: Machine, source: Value) -> str | None:
    """The text of an open file or a string; None where it is not known."""
    source = native(m.resolve(source))
    if isinstance(source, Instance) and source.cls is files.FILE:
        return str(source.attrs["text"])
    return source if isinstance(source, str) else None


def _open(m: Machine, path: Value, *args: Value, **kwargs: Value) -> Value:
    return open_file(m, path, [a for a in args if a is not None][:1], {k: x for k, x in kwargs.items() if k == "mode"})


def _yaml_load(m: Machine, source: Value, *args: Value, **kwargs: Value) -> Value:
    text = text_of(m, source)
    if text is None:
        return Unknown("yaml", "a file that is not known")
    try:
        return from_host(yaml_text.parse(text))
    except yaml_text.NotSimple as e:
        return Unknown("yaml", f"YAML that is not read here: {e}")


def _yaml_all(m: Machine, source: Value, *args: Value, **kwargs: Value) -> Value:
    return Unknown("yaml", "a stream of YAML documents")


def _yaml(m: Machine) -> Env:
    load = function("load", _yaml_load)
    return {
        **dict.fromkeys(("load", "safe_load", "full_load", "unsafe_load"), load), "load_all": function("load_all", _yaml_all),
        **{name: Unknown(name, f"yaml.{name}") for name in ("Loader", "SafeLoader", "FullLoader", "CLoader", "CSafeLoader", "Dumper", "SafeDumper")},
    }  # fmt: skip


def _read_config(m: Machine, text: Value) -> Value:
    """The sections of an .ini file: name → option → text; None where it cannot be read. For stubs/python/configparser.py."""
    known = text_of(m, text)
    if known is None:
        return None
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(known)
    except configparser.Error:
        return None
    found: dict[str, Any] = {"DEFAULT": dict(parser.defaults())}
    for section in parser.sections():
        found[section] = {k: x for k, x in parser.items(section) if k not in parser.defaults() or parser.defaults()[k] != x}
    return from_host(found)


def _readable_text(m: Machine, path: Value) -> Value:
    """The text of a file below the roots, or None."""
    return text_of(m, open_file(m, path, [], {}))


def _csv_rows(m: Machine, source: Value, *args: Value, **kwargs: Value) -> Value:
    rows = _rows(m, source, *args, **kwargs)
    return Unknown("rows", "the rows of a file that is not known") if rows is None else ListV([ListV(list(row)) for row in rows])


def _rows(m: Machine, source: Value, *args: Value, **kwargs: Value) -> list[list[str]] | None:
    text = text_of(m, source)
    if text is None:
        lines = items_of(m, source)
        if lines is None or not all(isinstance(line, str) for line in lines):
            return None
        text = "\n".join(line.rstrip("\n") for line in lines)
    options = {k: x for k, x in kwargs.items() if k in ("delimiter", "quotechar", "skipinitialspace") and isinstance(x, (str, bool))}
    try:
        return list(csv.reader(io.StringIO(text), **options))  # type: ignore[arg-type]
    except (csv.Error, TypeError):
        return None


def _csv_dicts(m: Machine, source: Value, fieldnames: Value = None, *args: Value, **kwargs: Value) -> Value:
    rows = _rows(m, source, *args, **kwargs)
    names = items_of(m, fieldnames) if fieldnames is not None else None
    if rows is None or (fieldnames is not None and names is None):
        return Unknown("rows", "the rows of a file that is not known")
    keys, body = (names, rows) if names is not None else (rows[0] if rows else [], rows[1:])
    return ListV([from_host(dict(zip(keys or [], row))) for row in body])


def _glob(m: Machine, pattern: Value, *args: Value, **kwargs: Value) -> Value:
    pattern = native(m.resolve(pattern))
    if isinstance(pattern, str):
        full = os.path.realpath(os.path.join(m.cwd, os.path.dirname(pattern)))
        if any(f"{full}/".startswith(os.path.realpath(str(root)) + os.sep) for root in m.program.roots):
            m.program.trace.looks.add(full)
            found = sorted(glob.glob(os.path.join(m.cwd, pattern)))
            if found:
                return ListV(found if os.path.isabs(pattern) else [os.path.relpath(p, m.cwd) for p in found])
    return Unknown("files", "the files that match a pattern")


def _configuration(m: Machine) -> Env:
    return {"sections_of": function("sections_of", _read_config), "text_of": function("text_of", _readable_text)}


MODULES: Final = {
    "yaml": _yaml, "_scope_lint_config": _configuration, "codecs": lambda m: {"open": function("open", _open)},
    "io": lambda m: {"open": function("open", _open)}, "csv": lambda m: {"reader": function("reader", _csv_rows), "DictReader": function("DictReader", _csv_dicts)},
    "glob": lambda m: {"glob": function("glob", _glob), "iglob": function("iglob", _glob)},
}  # fmt: skip
