"""Entry results as bytes: between processes, and on disk.

Data only (msgpack): decoding runs no code, whoever wrote the bytes. Frames, stacks, scopes, paths and holes are written once and
referred to by number, so that what was one unknown is one unknown again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from scope_lint import events
from scope_lint.events import Argument, EntryResult, Event, Frame, IncompleteEvent, OpenScope, VariableEvent
from scope_lint.symbolic.conditions import Atom, Path
from scope_lint.symbolic.names import Name, SymStr
from scope_lint.symbolic.unknown import Unknown

_KINDS: list[type[Event]] = sorted(
    (kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event),
    key=lambda kind: kind.__name__,
)
_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}


class _Wire(msgspec.Struct, array_like=True):
    target: str
    kind: str
    incomplete: list[IncompleteEvent]
    ended: int | None
    """Which of the events."""
    arguments_known: bool
    steps: int
    tf_version: str
    parameters: dict[str, tuple[str, ...]]
    frames: list[Frame]
    holes: list[tuple[str, str]]
    """Label and reason."""
    names: list[list[Union[str, int]]]
    atoms: list[tuple[str, Union[int, None], Any]]
    """Text, subject and value."""
    paths: list[list[tuple[int, bool]]]
    stacks: list[list[int]]
    opens: list[list[Any]]
    scopes: list[list[int]]
    events: list[list[Any]]
    firsts: list[tuple[int, int]]
    """An event, and the variable's event that its ``first`` is."""


def encode(result: EntryResult) -> bytes:
    """The bytes of a result."""
    return _ENCODER.encode(_Writer().write(result))


def decode(data: bytes) -> EntryResult:
    """The result of some bytes. Raises ValueError where they are none."""
    try:
        return _Reader(_DECODER.decode(data)).read()
    except (msgspec.MsgspecError, IndexError, TypeError, AttributeError) as e:
        raise ValueError(str(e)) from None


def _plain(value: Any) -> Any:
    """A number or text of a NumPy type of the program's, as Python has it."""
    for native in (int, float, str):
        if isinstance(value, native):
            return native(value)
    raise NotImplementedError(f"Encoding objects of type {type(value).__name__} is unsupported")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_DECODER = msgspec.msgpack.Decoder(_Wire)


class _Table:
    """Things by number; equal ones have one number."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.items: list[Any] = []
        self._numbers: dict[Hashable, int] = {}
        self._make = make

    def __call__(self, thing: Any) -> int:
        number = self._numbers.get(thing)
        if number is None:
            made = self._make(thing)
            number = self._numbers[thing] = len(self.items)
            self.items.append(made)
        return number


class _Writer:
    def __init__(self) -> None:
        self.frames = _Table(lambda frame: frame)
        self.holes = _Table(lambda hole: (hole.label, hole.reason))
        self.names = _Table(lambda name: [p if isinstance(p, str) else self.holes(p) for p in name.parts])
        self.subjects = _Table(lambda subject: None)
        self.atoms = _Table(self._atom)
        self.paths = _Table(lambda path: [(self.atoms(atom), holds) for atom, holds in path])
        self.stacks = _Table(lambda stack: [self.frames(f) for f in stack])
        self.opens = _Table(self._open)
        self.scopes = _Table(lambda scopes: [self.opens(s) for s in scopes])
        self.numbers: dict[int, int] = {}
        self.firsts: list[tuple[int, int]] = []

    def write(self, result: EntryResult) -> _Wire:
        listed = list(result.events)
        self.numbers = {id(event): number for number, event in enumerate(listed)}
        out: list[list[Any]] = []
        for number, event in enumerate(listed):  # what is only another one's ``first`` is appended on the way
            first = getattr(event, "first", None)
            if first is not None:
                if id(first) not in self.numbers:
                    self.numbers[id(first)] = len(listed)
                    listed.append(first)
                self.firsts.append((number, self.numbers[id(first)]))
            out.append(self._event(event))
        ended = result.ended
        if ended is not None and id(ended) not in self.numbers:
            ended = next((e for e in result.events if e == ended), None)
        return _Wire(
            target=result.target, kind=result.kind, incomplete=result.incomplete, ended=None if ended is None else self.numbers[id(ended)],
            arguments_known=result.arguments_known, steps=result.steps, tf_version=result.tf_version, parameters=result.parameters,
            frames=self.frames.items, holes=self.holes.items, names=self.names.items, atoms=self.atoms.items, paths=self.paths.items,
            stacks=self.stacks.items, opens=self.opens.items, scopes=self.scopes.items,
            events=[[len(result.events)], *out], firsts=self.firsts,
        )  # fmt: skip

    def name(self, name: Name | None) -> Any:
        return name if name is None or isinstance(name, str) else self.names(name)

    def _atom(self, atom: Atom) -> tuple[str, int | None, Any]:
        plain = atom.value is None or isinstance(atom.value, (bool, int, float, str))
        if atom.subject is None or not plain:
            return (atom.text, None, None)
        return (atom.text, self.subjects(atom.subject), atom.value)

    def _open(self, scope: OpenScope) -> list[Any]:
        frame = None if scope.frame is None else self.frames(scope.frame)
        return [scope.kind, self.name(scope.requested), self.name(scope.full_name), scope.by_user, frame]

    def _event(self, event: Event) -> list[Any]:
        kind = type(event)
        return [_NUMBER[kind], *[write(self, getattr(event, name)) for name, (write, _) in _FIELDS[kind].items()]]


class _Reader:
    def __init__(self, wire: _Wire) -> None:
        self.wire = wire
        self.holes = [Unknown(label, reason) for label, reason in wire.holes]
        self.names = [SymStr(tuple(p if isinstance(p, str) else self.holes[p] for p in parts)) for parts in wire.names]
        self.atoms = [Atom(i, text, subject, value) for i, (text, subject, value) in enumerate(wire.atoms)]
        self.paths: list[Path] = [tuple((self.atoms[i], holds) for i, holds in path) for path in wire.paths]
        self.stacks = [tuple(wire.frames[i] for i in stack) for stack in wire.stacks]
        opens = [
            OpenScope(kind, self.name(requested), self.name(full) or "", by_user, None if frame is None else wire.frames[frame])
            for kind, requested, full, by_user, frame in wire.opens
        ]
        self.scopes = [tuple(opens[i] for i in scopes) for scopes in wire.scopes]

    def read(self) -> EntryResult:
        wire = self.wire
        (listed,), *rows = wire.events
        made = [self._event(row) for row in rows]
        for number, first in wire.firsts:
            made[number].first = made[first]  # type: ignore[attr-defined]
        return EntryResult(
            target=wire.target, kind="script" if wire.kind == "script" else "function", events=made[:listed], incomplete=wire.incomplete,
            ended=None if wire.ended is None else made[wire.ended],  # type: ignore[arg-type]
            arguments_known=wire.arguments_known, steps=wire.steps, tf_version=wire.tf_version, parameters=wire.parameters,
        )  # fmt: skip

    def name(self, name: str | int | None) -> Name | None:
        return self.names[name] if isinstance(name, int) else name

    def _event(self, row: list[Any]) -> Event:
        kind = _KINDS[row[0]]
        made: Event = kind(**{name: read(self, value) for (name, (_, read)), value in zip(_FIELDS[kind].items(), row[1:])})
        return made


_Codec = tuple[Callable[[_Writer, Any], Any], Callable[[_Reader, Any], Any]]

_PLAIN: _Codec = (lambda w, x: x, lambda r, x: x)
_TUPLE: _Codec = (lambda w, x: x, lambda r, x: None if x is None else tuple(x))
_CODECS: dict[Any, _Codec] = {
    events.Stack: (lambda w, x: w.stacks(x), lambda r, x: r.stacks[x]),
    Path: (lambda w, x: w.paths(x), lambda r, x: r.paths[x]),
    Name: (lambda w, x: w.name(x), lambda r, x: r.name(x)),
    tuple[OpenScope, ...]: (lambda w, x: w.scopes(x), lambda r, x: r.scopes[x]),
    tuple[Name, ...]: (
        lambda w, x: None if x is None else [w.name(n) for n in x], lambda r, x: None if x is None else tuple(r.name(n) for n in x),
    ),
    Frame: (lambda w, x: None if x is None else w.frames(x), lambda r, x: None if x is None else r.wire.frames[x]),
    tuple[Argument, ...]: (lambda w, x: [_argument(a) for a in x], lambda r, x: msgspec.convert(x, tuple[Argument, ...])),
    VariableEvent: (lambda w, x: None, lambda r, x: None),  # linked by ``firsts``
}  # fmt: skip


def _argument(argument: Argument) -> Any:
    return msgspec.structs.asdict(argument)


def _codec(hint: Any) -> _Codec:
    found = _CODECS.get(hint)
    if found is not None:
        return found
    if get_origin(hint) is Literal:
        return _PLAIN
    given = [h for h in get_args(hint) if h is not type(None)] if get_origin(hint) is not tuple else []
    without_none = Union[tuple(given)] if given else None
    if without_none in _CODECS:
        return _CODECS[without_none]
    return _TUPLE if get_origin(hint) is tuple or any(get_origin(h) is tuple for h in given) else _PLAIN


_FIELDS: dict[type[Event], dict[str, _Codec]] = {
    kind: {name: _codec(hint) for name, hint in get_type_hints(kind).items() if name in kind.__struct_fields__} for kind in _KINDS
}
