"""Places: where a finding stands, and the other places it names."""

from __future__ import annotations

import msgspec

from scope_lint.events import Frame, Stack
from scope_lint.findings import Related, StackFrame


def stack_frames(stack: Stack) -> tuple[StackFrame, ...]:
    """A stack as findings show it."""
    return tuple(StackFrame(f.path, f.line, f.end_line, f.function, f.cell) for f in stack)


def related(frame: Frame | None, message: str) -> tuple[Related, ...]:
    """Another place of a finding; nothing where the place is not known."""
    return () if frame is None else (Related(frame.path, frame.line, frame.end_line, message, frame.cell),)


def same_code(a: Frame, b: Frame) -> bool:
    """Whether two frames run the same code, in whichever activation or round."""
    return (a.path, a.cell, a.function, a.line, a.column) == (b.path, b.cell, b.function, b.line, b.column)


class Parting(msgspec.Struct, frozen=True):
    """How two stacks come apart: the first creation of a variable, and the creation that fails."""

    first: Stack
    second: Stack
    index: int
    """The first frame that differs; where none does, the innermost."""
    shared: int
    """How many of the innermost frames run the same code in both."""

    @property
    def place(self) -> Frame:
        """The call of the second stack that leads elsewhere than the first did: where the author can act."""
        return self.second[len(self.second) - self.shared - 1 if self.imported else self.index]

    @property
    def imported(self) -> bool:
        """The first creation runs while a module is imported, which its author hardly means: the second is the call itself."""
        return self.index + 1 < len(self.first) and self.first[self.index + 1].function == "<module>"

    @property
    def first_place(self) -> Frame:
        return self.first[min(self.index, len(self.first) - 1)]

    @property
    def loop(self) -> bool:
        """The same statement runs again (in a loop, or for a reason that is not visible)."""
        return same_code(self.place, self.first_place)

    @property
    def callee(self) -> str | None:
        """The user's function that runs a second time; None where two statements ask for one name."""
        return self.second[-self.shared].function if self.shared else None

    @property
    def caller(self) -> Frame | None:
        """The call of ``callee`` in the second stack (``place`` itself, or a frame further in)."""
        at = len(self.second) - self.shared - 1
        return self.second[at] if self.shared and at >= 0 else None

    @property
    def first_run(self) -> tuple[Stack, str] | None:
        """The frames that lead to the first run of ``callee``, and its name."""
        return None if not self.shared else (self.first[: len(self.first) - self.shared], self.first[-self.shared].function)

    @property
    def inside(self) -> Stack:
        """The frames of the second stack in ``callee`` and below."""
        return self.second[len(self.second) - self.shared :]


def parting(first: Stack, second: Stack) -> Parting:
    """Compares the stacks from the outermost frame."""
    length = min(len(first), len(second))
    index = next((i for i in range(length) if first[i] != second[i]), length)
    index = min(index, len(second) - 1)
    shared = 0
    while shared < length - index - 1 and same_code(first[-1 - shared], second[-1 - shared]):
        shared += 1
    return Parting(first, second, index, shared)
