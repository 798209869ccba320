"""Which names a body binds, gathered while it is lowered."""

from __future__ import annotations


class Scope:
    """The names of one function body; also stands for a class or a module, whose names nobody asks for."""

    def __init__(self) -> None:
        self.bound: dict[str, None] = {}
        self.globals: dict[str, None] = {}
        self.nonlocals: dict[str, None] = {}
        self.is_generator = False

    def bind(self, name: str) -> None:
        self.bound[name] = None

    def bind_walrus(self, name: str) -> None:
        """``name := …`` binds in the nearest function, not in the comprehension around it."""
        self.bind(name)

    def locals(self) -> list[str]:
        return [name for name in self.bound if name not in self.globals and name not in self.nonlocals]


class ComprehensionScope(Scope):
    """A comprehension keeps its targets to itself."""

    def __init__(self, outer: Scope) -> None:
        super().__init__()
        self._outer = outer

    def bind_walrus(self, name: str) -> None:
        self._outer.bind_walrus(name)
