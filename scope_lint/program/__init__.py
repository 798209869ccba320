"""The modules of the analysed program: where they are, and their IR, from disk where it was made before."""

from .cache import IRCache
from .program import LoadedModule, Program
from .roots import roots_for

__all__ = ["IRCache", "LoadedModule", "Program", "roots_for"]
