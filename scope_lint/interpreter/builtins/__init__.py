"""Python's built-in functions, types and their methods. Each module here fills the tables of ``registry`` and the built-in classes."""

from scope_lint.interpreter.builtins import containers, dicts, functions, lists, sequences, sets, text, types
from scope_lint.interpreter.builtins.registry import BUILTINS

__all__ = ["BUILTINS", "containers", "dicts", "functions", "lists", "sequences", "sets", "text", "types"]
