"""The modules of the analysed program: where they are, and their IR, from disk where it was made before."""

from scope_lint.program.cache import IRCache
from scope_lint.program.program import LoadedModule, Program
from scope_lint.program.roots import roots_for

__all__ = ["IRCache", "LoadedModule", "Program", "roots_for"]
