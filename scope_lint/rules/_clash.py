"""What there is to say of a variable that is created twice."""

from __future__ import annotations

from pathlib import Path

import msgspec

from scope_lint.events import ErrorEvent, Frame, OpenScope, VariableEvent
from scope_lint.findings import Related
from scope_lint.rules._causes import chained, own_scope
from scope_lint.rules._places import Parting, parting, related
from scope_lint.rules._via import api_of, is_slot
from scope_lint.rules._view import RunView
from scope_lint.rules._words import auto_reuse, call, line_of, reuse_argument


class Clash(msgspec.Struct, frozen=True):
    """A creation that fails, beside the first one."""

    run: RunView
    error: ErrorEvent
    apart: Parting | None

    @property
    def place(self) -> Frame:
        """Where the finding stands."""
        return self.apart.place if self.apart else self.error.stack[-1]

    @property
    def builder(self) -> str | None:
        """The function that runs again and creates all that its caller does: the author's name for what is built."""
        if self.apart is None:
            return None
        names, wanted = [f.function for f in self.apart.inside], {str(v.name) for v in self.variables}
        prefix = self.apart.first[: len(self.apart.first) - len(names)]
        best = None
        for name, frame in zip(names, self.apart.first[len(prefix) :]):
            made = {str(v.name) for v in self.run.run_of(prefix, name)}
            if best is not None and (name.rsplit(".", 1)[-1].startswith("_") and not name.endswith("__") or not wanted <= made):
                break
            best, prefix = (best if name.startswith("<") else name), (*prefix, frame)
        return best

    @property
    def callee(self) -> str | None:
        """``builder`` as its author calls it: ``discriminator()``."""
        return None if self.builder is None else call(self.builder)

    @property
    def variables(self) -> list[VariableEvent]:
        """The variables that the first run created, which the second would create again."""
        if self.apart is None:
            return []
        if self.apart.first_run is not None:
            found = list(self.run.run_of(*self.apart.first_run))
        elif self.apart.loop:
            n = self.apart.index + 1
            found = [v for v in self.run.variables if v.stack[:n] == self.apart.first[:n]]
        else:
            return []
        names = {str(v.name): v for v in found if v.status == "created" and v.api == "get_variable" and not is_slot(v.via)}
        return list(names.values())

    @property
    def count(self) -> int:
        """How many variables are created again: those of the first run in the same scope of that function."""
        scope = _name(own_scope(self.error.scopes, self.apart))
        return max(1, sum(_name(own_scope(v.scopes, self.apart)) == scope for v in self.variables))

    @property
    def again(self) -> str:
        """How the second creation comes about."""
        if self.apart is None:
            return "it is created again"
        if self.callee is None:
            return "the loop creates it again" if self.apart.loop else f"{self._elsewhere} creates it first"
        if self.apart.loop:
            return f"{self.callee} runs again in the loop"
        return f"{self.callee} runs again without reuse"

    @property
    def _elsewhere(self) -> str:
        first = self.error.first.stack[-1] if self.error.first and self.error.first.stack else None
        if first is None or first.function in ("<module>", self.error.stack[-1].function):
            return f"another call{line_of(first)}"
        return f"{call(first.function)}{line_of(first)}"

    @property
    def remedy(self) -> str:
        """What to write, and where."""
        if self.apart is not None and self.apart.imported:
            call_there = self.apart.first[self.apart.index + 1]
            return f"put line {call_there.line} of {Path(call_there.path).name}, which runs when it is imported, below if __name__ == '__main__'"
        if self.apart is None or (self.callee is None and not self.apart.loop):
            return "give one of them another name or scope, or a graph of its own"
        for at, frame in enumerate(self.apart.inside):
            if argument := reuse_argument(self.run.parameters(frame)):
                site = self.error.stack[len(self.error.stack) - self.apart.shared + at - 1]
                here = "here" if site == self.place else f"in the call{line_of(site)}"
                return f"pass {argument} {here}"
        if chained(self.error):
            return "give each call its own scope or names, since they follow each other"
        if left := self.left_scope:
            return f"move it into the variable_scope{line_of(left.frame)}"
        scope = own_scope(self.error.scopes, self.apart)
        if scope is not None:
            return f"set {auto_reuse(self.run.version)} in the scope{line_of(scope.frame)}"
        return f"make the calls in one tf.variable_scope with {auto_reuse(self.run.version)}"

    @property
    def left_scope(self) -> OpenScope | None:
        """The scope around all else that the function creates, where this variable stands outside of it."""
        if self.apart is None or own_scope(self.error.scopes, self.apart) is not None:
            return None
        scopes = [own_scope(v.scopes, self.apart) for v in self.variables if v.name != self.error.variable]
        lines = {s.frame.line for s in scopes if s is not None and s.frame is not None}
        return next((s for s in scopes if s is not None), None) if len(lines) == 1 and None not in scopes[:-1] else None

    @property
    def name_scope(self) -> OpenScope | None:
        """A name_scope of the author's that would have kept the two apart, were it a variable_scope."""
        if self.error.first is None:
            return None
        first, second = (_innermost_name_scope(e.scopes) for e in (self.error.first, self.error))
        return second if first and second and first.requested != second.requested else None

    @property
    def related(self) -> tuple[Related, ...]:
        """The request that fails, the first creation and the first call."""
        found: list[Related] = []
        inner = self.error.stack[-1]
        if inner != self.place:
            found += related(inner, f"{api_of(self.error.via, 'get_variable')} asks for it again here")
        if self.error.first is not None and self.error.first.stack:
            found += related(self.error.first.stack[-1], f"{self.error.variable} is first created here")
        if self.apart is not None and self.apart.index < len(self.apart.first) - 1 and not self.apart.loop:
            how = "while this module is imported" if self.apart.imported else "through this call"
            found += related(self.apart.first_place, how)
        scope = own_scope(self.error.scopes, self.apart)
        if scope is not None:
            found += related(scope.frame, "the scope that would share it")
        return tuple(dict.fromkeys(found))


def _name(scope: OpenScope | None) -> str | None:
    return None if scope is None else str(scope.full_name)


def _innermost_name_scope(scopes: tuple[OpenScope, ...]) -> OpenScope | None:
    """The innermost scope that the author opened, where that is a name_scope."""
    inner = next((s for s in reversed(scopes) if s.by_user), None)
    return inner if inner is not None and inner.kind == "name_scope" else None


def clash(run: RunView, error: ErrorEvent) -> Clash:
    """What there is to say of an ``exists`` error."""
    first = error.first
    return Clash(run, error, parting(first.stack, error.stack) if first is not None and first.stack else None)
