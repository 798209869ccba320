"""What entries ask of the program beyond calling it, noted in the trace of what runs now: kept results hang on that."""

from __future__ import annotations

from scope_lint.interpreter.values import Function, Module, Value
from scope_lint.program.program import Program
from scope_lint.program.trace import ALL, ANY_MODULE, OBJECTS


class Reads:
    """Notes for the trace of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def asked(self, module: Module, name: str = ALL) -> None:
        """A name that a module does not have was asked for, or is written to; without a name: all that it has."""
        if module.path is not None:
            self._program.trace.asked.add((module.path, name))

    def by_name(self, value: Value, name: Value) -> None:
        """An attribute was asked for, or is written, whose name the program's text need not have."""
        name = name if isinstance(name, str) else ALL
        if isinstance(value, Module) and value.name != "sys":
            self.asked(value, name)
        else:
            self._program.trace.asked.add((OBJECTS, name))

    def listed(self) -> None:
        """What a class has was listed."""
        self._program.trace.asked.add((OBJECTS, ALL))

    def text(self, module: Module) -> None:
        """A text which stands in no file's code is run in a module: it may ask anything for anything."""
        self.asked(module)
        self._program.trace.asked |= {(ANY_MODULE, ALL), (OBJECTS, ALL)}

    def described(self, fn: Function) -> None:
        """A function's docstring was asked for."""
        if not fn.module.stub:
            self._program.trace.described.add((fn.module.path or "", fn.code.at[0]))

    def inspected(self, fn: Function) -> None:
        """A function's code object was asked for."""
        if not fn.module.stub:
            self._program.trace.inspected.add((fn.module.path or "", fn.code.at[0]))
