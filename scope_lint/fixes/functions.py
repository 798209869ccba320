"""Calls of another function of TensorFlow: ``tf.op_scope(…)`` → ``tf.name_scope(…)``; where the old one is imported by name, so is the new."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
import msgspec

from scope_lint.findings import Edit, Fix, Remedy
from scope_lint.fixes.calls import rearranged, renamed
from scope_lint.fixes.code import Code
from scope_lint.fixes.edits import place_of
from scope_lint.fixes.imports import PACKAGE
from scope_lint.fixes.tree import Tree, bindings, uses


def other_function(
    code: Code, remedy: Remedy, old: str, new: str, message: str, change: Callable[[cst.Call], cst.Call | None]
) -> Fix | None:
    """The fix that makes the calls of a remedy those of ``new``; ``change`` sees to their arguments."""
    imports: dict[Edit, None] = {}

    def changed(call: cst.Call) -> cst.Call | None:
        if isinstance(call.func, cst.Name):
            edits = _imported(code, call.func.value, old, new)
            if edits is None:
                return None
            imports.update(dict.fromkeys(edits))
            function: cst.Call | None = call.with_changes(func=call.func.with_changes(value=new))
        else:
            function = renamed(call, old, new)
        return function and change(function)

    fix = code.fix(message, remedy, changed)
    return fix and msgspec.structs.replace(fix, edits=tuple(sorted((*imports, *fix.edits), key=place_of)))


def with_new_scope(code: Code, remedy: Remedy | None, old: str, new: str) -> Fix | None:
    """``op_scope(values, name, default_name)`` → ``name_scope(name, default_name, values)``; the like for variable_op_scope."""
    if remedy is None:
        return None
    order = ("name" if new == "name_scope" else "name_or_scope", "default_name", "values", *remedy.landing[3:])
    message = f"Write {new}, with the arguments in its order"
    return other_function(code, remedy, old, new, message, lambda call: rearranged(call, remedy.meant, order))


def _imported(code: Code, local: str, old: str, new: str) -> list[Edit] | None:
    """The edits after which ``new`` is known where ``old`` is, under a local name; None where that is not sure."""
    try:
        tree = Tree(code)
    except (cst.ParserSyntaxError, RecursionError):
        return None
    bound = bindings(tree.module, local)
    if tree.module.code != code.text or len(bound) != 1 or not _is_import(tree, bound[0], old):
        return None
    others = bindings(tree.module, new)
    if others:
        return [] if len(others) == 1 and _is_import(tree, others[0], new) and tree.scope(others[0]) is tree.module else None
    only = len(uses(tree.module, local)) == 2  # in the import, and here
    edit = code.edit(tree.span(bound[0]), new if only else f"{tree.text(bound[0])}, {new}")
    return [edit] if edit else None


def _is_import(tree: Tree, node: cst.CSTNode, name: str) -> bool:
    """Whether a binding is ``from tensorflow… import name``."""
    statement = next(tree.ancestors(node), None)
    if not isinstance(node, cst.ImportAlias) or not isinstance(statement, cst.ImportFrom) or statement.module is None or statement.relative:
        return False
    return node.evaluated_name == name and tree.text(statement.module).split(".")[0] == PACKAGE
