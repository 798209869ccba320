"""Where modules are looked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scope_lint.interpreter.values import Module

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def search_path(m: Machine, importer: Module) -> tuple[str, ...]:
    """sys.path as the program left it, and the folder of the importing file in Python 2."""
    path = sys_path(m)
    if importer.path is not None and importer.env.get("__python2__"):
        return os.path.dirname(importer.path), *path
    return path


def sys_path(m: Machine) -> tuple[str, ...]:
    """sys.path as the program left it (see ``Program.path``)."""
    entries = map(m.resolve, m.sys_path.items)
    return m.program.path([entry or m.cwd for entry in entries if isinstance(entry, str)])
