"""The state of one run, and the two things that everything else is built on: asking for a condition, and running both ways."""

from __future__ import annotations

import builtins as host_builtins
import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scope_lint.events import ErrorEvent, Event, IncompleteEvent
from scope_lint.events import Frame as Place
from scope_lint.interpreter import (  # noqa: F401  (all but the last fill the tables of code)
    comprehensions,
    definitions,
    displays,
    expressions,
    loops,
    operations,
    statements,
    try_blocks,
    values,
    with_blocks,
)
from scope_lint.interpreter.assumptions import Assumptions
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.interpreter.changes import Changes
from scope_lint.interpreter.code import Stmt, uncounted
from scope_lint.interpreter.errors import HOLDS_ANYWAY, fault, make_exception
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.heap import Heap
from scope_lint.interpreter.intrinsics import intrinsic_module
from scope_lint.interpreter.joining import join_values
from scope_lint.interpreter.limits import DEEPEST, DEFAULT, Limits
from scope_lint.interpreter.memo import Memo
from scope_lint.interpreter.reads import Reads
from scope_lint.interpreter.sharing import TOUCH_GRAPH, Load, SharedModules
from scope_lint.interpreter.tensorflow import TensorFlow
from scope_lint.interpreter.twin_host import TwinHost
from scope_lint.interpreter.values import Function, Instance, ListV, Module, Raised, Value
from scope_lint.source.problem import SourceError
from scope_lint.source.shown import shown
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.conditions import Path as Condition
from scope_lint.symbolic.journal import Journal
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir
from scope_lint.syntax.problem import SyntaxProblem
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.runtime import Runtime
from scope_lint.tf1.tensor import Variable

if TYPE_CHECKING:
    from scope_lint.program.program import Program

_INPUT: Final = re.compile(r"\bargv\b|arg_?parse|optparse|getopt|flags|environ|getenv|\binput\b|\b(?:click|fire|gin|hydra|sacred)\b", re.IGNORECASE)
"""What a program reads its command line, its environment or its settings with."""

Counts = tuple[int, int, int, int, int, int, bool, bool, tuple[Condition, ...]]

_DIGITS: Final = str.maketrans("", "", "0123456789")


@functools.lru_cache(maxsize=4096)
def _without_digits(reason: str) -> str:
    """What tells a reason from others: an index that is out of bounds is not a place for each index."""
    return reason.translate(_DIGITS)




class Machine(Assumptions):
    """Runs one program (one set of import roots, one TF version). Modules are loaded once and shared by its entries."""

    def __init__(self, program: Program, version: tuple[int, int] = (1, 15), limits: Limits = DEFAULT) -> None:
        super().__init__()
        self.program = program
        self.reads = Reads(program)
        self.version = version
        self.limits = limits
        self.journal = Journal(self.join)
        self.frames: list[Frame] = []
        self.events: list[Event] = []
        self.incomplete: dict[tuple[str, int, str], IncompleteEvent] = {}
        self.seq = 0
        self.steps = 0
        self.changed_at = 0
        """The number of steps at the last change of the graph."""
        self.hidden_steps = 0
        self.branches = 0
        self.fork_depth = 0
        self.active: dict[int, int] = {}
        """id of a function's code → how often it is on the stack."""
        self.handlers: list[list[Any]] = []
        """The exception classes that enclosing ``try`` statements catch, innermost last."""
        self.handling: Raised | None = None
        """The exception that the innermost running ``except`` handles."""
        self.modules: dict[str, Value] = {}
        """sys.modules."""
        self.identities: dict[Any, tuple[Unknown, Value]] = {}
        """What stands for the ids and hashes of objects, with these."""
        self.lengths: dict[tuple[int, int, int], tuple[Value, Unknown]] = {}
        """The lengths of collections that are not fully known, with these."""
        self.user_stubs: dict[str, Module] = {}
        """The user's stubs that were imported, by module: entries share them."""
        self.shared: SharedModules | None = None
        """The modules that entries share; None where there is one entry only."""
        self.sys_path = ListV([str(root) for root in program.roots])
        self.memo = Memo()
        self.asked = 0
        """How often TensorFlow or an iterator was asked for something: what comes of it hangs on more than values."""
        self.heap = Heap()
        self.heap.know(self.sys_path)
        self.loads: list[Load] = []
        """The modules that are being loaded for all entries, one inside the other."""
        self.changes = Changes()
        """What the entry has changed in modules that entries share."""
        self.outsiders: dict[str, Unknown] = {}
        """The modules that are not part of the analysed code."""
        self.standard: dict[str, Module] = {}
        """The models of modules outside the program by name, which entries share too."""
        self.cwd = os.getcwd()
        self.builtins = BUILTINS
        self.tf: Runtime = Runtime(version, TwinHost(self))
        self.tensorflow = TensorFlow(self)
        self.modules["_scope_lint"] = intrinsic_module(self)
        self.session_runs = 0
        self.graph_changes = 0
        self.threads = 0
        self.main_module: Module | None = None
        self.nested = 0
        """Lists, tuples, dicts and sets one in the other, where a function of the interpreter walks through them."""
        self.obtained: list[Variable] = []
        """The variables that were created or asked for, in order."""
        self.pinned: tuple[Place, ...] | None = None
        """The place that events have while TensorFlow calls back into user code on behalf of another call."""
        self.reached: set[tuple[str, int]] = set()
        """The user's functions that ran: path and line."""
        self.cut_short = False
        """Whether a limit was hit in this entry."""
        self.one_sided = False
        """Whether only one side of some unknown condition was followed in this entry."""
        self.doubts: tuple[Condition, ...] = ()
        """The paths on which an exception was left out that the program would not catch (see ``doubt``)."""
        self.again = 0
        """Loops of unknown length that are in their second round now."""
        self.ran: dict[int, Function] = {}
        self._codes: dict[int, tuple[ir.Module, list[Stmt]]] = {}
        self.lists_ops = True
        """Whether the user's own operations are recorded."""

    def code_of(self, module: ir.Module) -> list[Stmt]:
        """A file's code, made once, so that its functions are the same however it is run."""
        known = self._codes.get(id(module))
        if known is None:
            known = self._codes[id(module)] = module, uncounted(module.body)
        return known[1]

    def enter(self) -> None:
        """Goes into a list, tuple, dict or set, until ``leave``: one that holds itself has no end, and compiled code no bound of its own."""
        self.nested += 1
        if self.nested > DEEPEST:
            raise RecursionError

    def leave(self) -> None:
        """Comes back from one."""
        self.nested -= 1

    def restart(self) -> None:
        """Forgets what an entry left, but its modules: the next entry begins."""
        self.events, self.incomplete = [], {}
        self.frames, self.handlers, self.assumptions, self.truth, self.equal_to = [], [], [], {}, {}
        self.active, self.steps, self.hidden_steps, self.changed_at, self.branches, self.fork_depth = {}, 0, 0, 0, 0, 0
        self.session_runs = self.graph_changes = 0
        self.ran = {}
        self.identities, self.lengths = {}, {}
        self.obtained = []
        self.handling = self.pinned = None
        self.cut_short = self.one_sided = False
        self.doubts = ()
        self.again = 0

    def counts(self) -> Counts:
        """What is counted in an entry, and what is not certain any more."""
        return (
            self.steps, self.hidden_steps, self.changed_at, self.branches, self.session_runs, self.graph_changes, self.cut_short, self.one_sided,
            self.doubts,
        )  # fmt: skip

    def count_from(self, counts: Counts) -> None:
        """Counts on from there."""
        (
            self.steps, self.hidden_steps, self.changed_at, self.branches, self.session_runs, self.graph_changes, self.cut_short, self.one_sided,
            self.doubts,
        ) = counts  # fmt: skip

    def note_ran(self, ident: int, fn: Function) -> None:
        """Notes that a function of the user's ran; ``ident``: the identity of its code."""
        if ident not in self.ran and not fn.module.stub:
            self.ran[ident] = fn
            place = self.program.trace.ran[ident] = (fn.module.path or "", fn.code.at[0])
            if fn.module.trace is not None:
                self.program.trace.include(fn.module.trace)
            self.reached.add(place)

    # ------------------------------------------------------------ places

    def place(self) -> dict[str, Any]:
        """What every event has (see events.Event), but the graph."""
        self.seq += 1
        return {"seq": self.seq, "stack": self.stack(), "path": tuple(self.assumptions), "via": self.via()}

    def stack(self) -> tuple[Place, ...]:
        """The user's own frames, outermost first."""
        if self.pinned is not None:
            return self.pinned
        return tuple([place_of(f) for f in self.frames if not f.hidden])

    def via(self) -> tuple[str, ...]:
        """The TensorFlow functions between the user's innermost frame and here."""
        names: list[str] = []
        for f in reversed(self.frames):
            if not f.hidden:
                break
            if f.function is not None:
                name, module = f.function.attrs.get("__name__", f.function.qualname), f.module.name  # of a wrapper: of what it wraps
                if isinstance(f.receiver, Instance) and f.owner is not None and f.receiver.cls.stub and name == f.function.qualname:
                    cls = f.receiver.cls  # as the program knows it: LSTM, not the base that has the method
                    name, module = f"{cls.name}.{f.function.name}", cls.module or module
                names.append(f"{module.replace('tensorflow', 'tf', 1)}.{name}")
        return tuple(reversed(names))

    def by_user(self) -> bool:
        """Whether the innermost frame is the user's own."""
        return not self.frames or not self.frames[-1].hidden

    def user_frame(self) -> Frame | None:
        """The innermost frame of the user's own code."""
        for f in reversed(self.frames):
            if not f.hidden:
                return f
        return None

    def current_place(self) -> Place | None:
        f = self.user_frame()
        return None if f is None else place_of(f)

    def record(self, event: Event) -> None:
        """Adds an event to the entry's list."""
        self.graph_changes += 1
        self.changed_at = self.steps
        if isinstance(event, ErrorEvent):
            if not event.definite and self.unsupported(event.kind, event.cause):
                return
            event.caught = event.caught or any(None in classes for classes in self.handlers)
        self.events.append(event)
        if self.loads and isinstance(event, TOUCH_GRAPH) and self.frames and not self.frames[0].module.stub:
            raise values.NotShared
        if len(self.events) > self.limits.events:
            self._end(f"more than {self.limits.events} scopes, variables and calls (limit: events)")

    def unfollowed(self, reason: str) -> None:
        """Notes that something here could not be followed."""
        f = self.user_frame()
        path, line = (f.module.path or f.module.name, f.at[0]) if f is not None else self._stub_place()
        self.unfollowed_at(path, line, reason)

    def unfollowed_at(self, path: str, line: int, reason: str) -> None:
        """Notes that something at some place could not be followed."""
        key = (path, line, _without_digits(reason))
        if key not in self.incomplete:
            self.incomplete[key] = IncompleteEvent(path, line, reason)

    def _stub_place(self) -> tuple[str, int]:
        """Where a stub is that runs on nobody's behalf: while it is imported."""
        file = self.frames[-1].module.env.get("__file__") if self.frames else None
        return (self.shown_path(Path(file)), self.frames[-1].at[0]) if isinstance(file, str) else ("?", 1)

    def bounded(self, reason: str) -> None:
        """Notes that a limit was hit: what follows may depend on what was left out, so that no error is certain any more."""
        self.cut_short = True
        self.unfollowed(reason)

    def doubt(self, reason: str) -> None:
        """Notes that the program would end here with an exception, as far as is known: more likely something was not followed.

        Either way what comes later is not certain.
        """
        if not self.doubted():
            self.doubts = (*self.doubts, tuple(self.assumptions))
        self.unfollowed(reason)

    def doubted(self) -> bool:
        """Whether such an exception was left out on the way here."""
        return any(all(self.truth.get(atom) == holds for atom, holds in path) for path in self.doubts)

    def certain(self) -> bool:
        """Whether what happens here happens on every run."""
        return not self.assumptions and not self.cut_short and not self.doubted()

    def unsupported(self, kind: str, cause: str) -> bool:
        """Whether an error may come from the side of a condition that alone was followed.

        That a variable exists already, where nothing else is assumed, is more than that.
        """
        return self.one_sided and cause not in HOLDS_ANYWAY and (kind != "exists" or bool(self.assumptions))

    def guessed(self) -> bool:
        """Whether this is a round of a loop whose number of rounds is not known."""
        return any(holds and isinstance(atom.key, tuple) and atom.key[0] in ("longer", "fresh") for atom, holds in self.assumptions)

    def determined(self) -> bool:
        """Whether a script did, up to here, what it does on every run: nothing was unknown or left out, and no command line, environment or
        file was asked."""
        main = self.main_module
        if main is None or not self.frames or self.frames[0].module is not main or self.frames[-1].hidden:
            return False
        if not self.certain() or any(self.unknowns()):
            return False
        run = self.program.trace.whole()
        if run.undetermined or run.looks:
            return False
        return not any(_INPUT.search(text) for text in (repr(main.code), *self.program.texts()))

    def unknowns(self) -> tuple[int, int, int]:
        """How often something was not known, or left out, so far."""
        return self.branches, self.session_runs, len(self.incomplete)

    def step(self) -> None:
        """Counts a statement."""
        self.steps = steps = self.steps + 1 + len(self.assumptions) // 4
        limits = self.limits
        if steps - self.changed_at <= limits.quiet_steps and steps <= limits.steps:
            return
        if steps > limits.steps:
            self._end(f"more than {self.limits.steps} statements (limit: steps)")
        self._end(f"nothing new in the graph for {self.limits.quiet_steps} statements (limit: quiet_steps)")

    def _end(self, reason: str) -> None:
        """Ends the entry here, and notes that."""
        self.unfollowed(reason)
        raise values.BudgetExceeded(reason)

    def hidden_step(self) -> None:
        """Counts a statement of a stub."""
        self.hidden_steps += 1
        if self.hidden_steps % self.limits.hidden_steps == 0:
            self.step()

    # ------------------------------------------------------------ conditions

    def escapes(self, *values: Value) -> None:
        """Notes values that are returned or stored: a scope among them may be entered where the analysis does not see it."""
        if self.tf.unused:
            for value in values:
                self.tf.escaped(self.resolve(value))

    def join(self, atom: Atom, yes: Value, no: Value) -> Value:
        """One value that stands for two, by a condition."""
        return join_values(self, atom, yes, no)

    def fork(self, atom: Atom, yes: Callable[[], Value], no: Callable[[], Value]) -> Value:
        """Runs ``yes`` where the condition holds and ``no`` where it does not, on the same state, and joins what they leave.

        Where one side raises, the other one goes on and the condition is taken as decided for the rest of the function.
        """
        holds = self.known(atom)
        if holds is not None:
            return yes() if holds else no()
        self.branches += 1
        if self.fork_depth >= self.limits.branch_depth or self.branches > self.limits.frozen_branches:
            self.one_sided = True
            self.bounded("too many nested unknown conditions: only one side was followed (limits: branch_depth, frozen_branches)")
            likely = not _asks_for_none(atom)
            return self._one_side(atom, likely, yes if likely else no)
        a, raised_a, changes_a = self._side(atom, True, yes)
        b, raised_b, changes_b = self._side(atom, False, no)
        self.journal.merge(atom, changes_a, changes_b)
        if raised_a is not None and raised_b is not None:
            raise raised_b
        if raised_a is not None or raised_b is not None:
            gone_when = raised_a is not None
            self.dropped(raised_a or raised_b)
            if self.frames:
                self.frames[-1].assumed.append((atom, not gone_when))
                self.assume(atom, not gone_when)
            return b if gone_when else a
        return self.join(atom, a, b)

    def _one_side(self, atom: Atom, holds: bool, run: Callable[[], Value]) -> Value:
        self.assume(atom, holds)
        try:
            return run()
        finally:
            self.forget(atom, holds)

    def _side(self, atom: Atom, holds: bool, run: Callable[[], Value]) -> tuple[Value, Raised | None, Any]:
        depth, handlers, path = len(self.frames), len(self.handlers), len(self.assumptions)
        frame = self.frames[-1] if self.frames else None
        mark = len(frame.assumed) if frame is not None else 0
        raised: Raised | None = None
        value: Value = None
        self.journal.begin()
        self.assume(atom, holds)
        self.fork_depth += 1
        try:
            value = run()
        except Raised as e:
            raised = e.without_frames()
        except BaseException:
            self.journal.end()
            raise
        finally:
            self.fork_depth -= 1
        del self.frames[depth:], self.handlers[handlers:]
        if frame is not None:
            del frame.assumed[mark:]
        self.leave_path(path)
        return value, raised, self.journal.end()

    def dropped(self, raised: Raised | None) -> None:
        """A side of a branch ended by an exception: it may be raised, if nothing catches it."""
        if raised is not None and raised.event is not None:
            if raised.event.cause == "python":  # a check of TensorFlow's own on something that is not known: no claim
                self.events = [e for e in self.events if e is not raised.event]
                return
            raised.event.definite = False
            if self.would_catch(raised):
                raised.event.caught = True

    def would_catch(self, raised: Raised) -> bool:
        """Whether an enclosing ``try`` of the program catches it."""
        for classes in self.handlers:
            for cls in classes:
                if cls is None or isinstance(cls, Unknown) or cls in raised.value.cls.mro:
                    return True
        return False

    # ------------------------------------------------------------ what is not followed

    def unbound_name(self, f: Frame, name: str) -> Value:
        """A name that nothing binds, as far as is known."""
        self.reads.asked(f.module, name)
        if name in ("__file__", "__name__"):
            return Unknown(name, f"{name} here")
        raised = Raised(make_exception("NameError", f"name '{name}' is not defined"))
        if hasattr(host_builtins, name) or f.module.env.get("__open__") or f.hidden:
            return fault(self, "NameError", f"name '{name}' is not defined")
        self.unfollowed(f"NameError: name '{name}' is not defined")
        raised.place = self.stack()
        raise raised

    def unknown_code(self, source: Value) -> None:
        """Code outside the analysis runs: it may create variables."""
        if not self.tf.graph.tainted:
            self.journal.set(self.tf.graph, "tainted", True)
        self.unfollowed(f"a call into code that is not known: {source.reason}")

    def unreadable(self, path: Path, problem: SourceError | SyntaxProblem) -> None:
        """A file that an import needs could not be read."""
        self.incomplete.setdefault(
            (self.shown_path(path), problem.line or 1, problem.reason),
            IncompleteEvent(self.shown_path(path), problem.line or 1, problem.reason),
        )

    def stub_error(self, raised: Raised) -> None:
        """TensorFlow's own Python code (a stub) raises."""
        event = self.tf.error_event(
            TFError(raised.value.cls.name, text_of(raised.value), cause="python"), definite=self.certain(), caught=self.would_catch(raised)
        )
        self.record(event)
        raised.event = event

    def join_attribute(self, name: str, yes: Any, no: Any) -> Any:
        """For the journal. A folder that was entered on one path only counts as entered."""
        return yes

    def shown_path(self, path: Path) -> str:
        """A path as results show it."""
        return shown(path, self.cwd)

    # ------------------------------------------------------------ running apart

    def would_catch_import(self) -> bool:
        """Whether the program catches a failing import here."""
        return self.would_catch(Raised(make_exception("ImportError")))

    def outside(self, run: Callable[[], Any]) -> Any:
        """Runs something apart from the program: no frames, no assumptions, nothing that a branch takes back or that its limits count.

        It is run once for all entries: that the first one paid for it would make what is found hang on their order.
        """
        counts = self.counts()
        self.steps = self.hidden_steps = self.changed_at = self.branches = 0
        frames, assumptions, truth, equal = self.frames, self.assumptions, self.truth, self.equal_to
        handlers, depth = self.handlers, self.fork_depth
        self.frames, self.assumptions, self.truth, self.equal_to, self.handlers, self.fork_depth = [], [], {}, {}, [], 0
        try:
            return self.journal.suspended(run)
        finally:
            self.frames, self.assumptions, self.truth, self.equal_to = frames, assumptions, truth, equal
            self.handlers, self.fork_depth = handlers, depth
            self.count_from(counts)


def text_of(exception: Instance) -> str:
    """``str(exception)``, as far as it is known."""
    args = exception.attrs.get("args", ())
    if not isinstance(args, tuple) or not args:
        return ""
    return str(args[0]) if len(args) == 1 else repr(tuple(a if isinstance(a, (str, int, float, type(None))) else str(a) for a in args))


def place_of(f: Frame) -> Place:
    """A frame as events show it. Outer frames rarely move between two events: the last answer is kept."""
    if f.placed_at is f.at and f.placed_rounds == f.rounds and f.placed is not None:
        return f.placed
    f.placed, f.placed_at, f.placed_rounds = _place_of(f), f.at, f.rounds.copy()
    return f.placed


def _place_of(f: Frame) -> Place:
    line, column, end_line, end_column = f.at
    if f.until is not None:
        end_line, end_column = max((end_line, end_column), f.until)
    path, places = f.module.path or f.module.name, f.module.places
    if places and line <= len(places):
        cell, line = places[line - 1]
        end_line = places[min(end_line, len(places)) - 1][1]
        return Place(path, line, column, end_line, end_column, f.name, tuple(f.rounds), cell)
    return Place(path, line, column, end_line, end_column, f.name, tuple(f.rounds))


def _asks_for_none(atom: Atom) -> bool:
    """Whether a condition is that an unknown value is None: of the two sides the less likely one."""
    return isinstance(atom.key, tuple) and atom.key[0] == "is" and atom.key[2] == ("NoneType", None)
