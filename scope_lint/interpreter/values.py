"""The values of the analysed program.

None, bool, int, float, complex, str, bytes, tuple, range and Ellipsis stand for themselves, as do the twin's tensors, scopes
and graphs. Strings with holes are ``SymStr``, what cannot be known is ``Unknown``, what depends on a condition is ``Choice``.
Everything else is one of the classes here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.missing import MISSING

if TYPE_CHECKING:
    from scope_lint.interpreter.code import Code
    from scope_lint.program.trace import Finds, Trace
    from scope_lint.syntax import ir

Value = Any
"""A value of the analysed program."""

Env = dict[str, Any]


class Choice:
    """``yes`` where the condition holds, ``no`` where it does not; MISSING on a side: nothing there."""

    __slots__ = ("atom", "yes", "no")

    def __init__(self, atom: Atom, yes: Value, no: Value) -> None:
        self.atom = atom
        self.yes = yes
        self.no = no

    def __repr__(self) -> str:
        return f"Choice({self.atom.text!r}, {self.yes!r}, {self.no!r})"


class Class:
    """A class, of the program or built in.

    ``host``: for built-in ones, the host type whose values are its instances. ``construct(m, cls, args, kwargs)`` makes an
    instance where ``type.__call__``'s own way does not serve. ``open`` where a base is unknown: what is not found here may be
    there.
    """

    __slots__ = ("name", "bases", "attrs", "mro", "module", "host", "construct", "open", "qualname", "stub", "metaclass", "doc")

    def __init__(
        self,
        name: str,
        bases: tuple[Class, ...] = (),
        attrs: Env | None = None,
        module: str = "builtins",
        host: type | None = None,
        construct: Callable[..., Value] | None = None,
        open: Value = None,
        stub: bool = False,
    ) -> None:
        self.name = name
        self.qualname = name
        self.bases = bases
        self.attrs: Env = attrs if attrs is not None else {}
        self.module = module
        self.host = host
        self.construct = construct
        self.open: Value = open if open is not None else first_of([b.open for b in bases if b.open is not None])
        self.stub = stub
        self.metaclass: Class | None = first_of([b.metaclass for b in bases if b.metaclass is not None])
        self.doc: str | None = None
        self.mro: tuple[Class, ...] = linearize(self)

    def find(self, name: str) -> Value:
        """The attribute along the method resolution order, or MISSING."""
        for cls in self.mro:
            found = cls.attrs.get(name, MISSING)
            if found is not MISSING:
                return found
        return MISSING

    def by_metaclass(self, name: str) -> Function | None:
        """The program's method that makes ``len(cls)``, ``cls[…]`` or a loop over the class itself work."""
        found = MISSING if self.metaclass is None else self.metaclass.find(name)
        return found if isinstance(found, Function) else None

    def is_subclass(self, other: Class) -> bool:
        return other in self.mro

    def __repr__(self) -> str:
        return f"<class {self.name}>"


def linearize(cls: Class) -> tuple[Class, ...]:
    """C3; where there is no consistent order, depth first without repeats."""
    lists = [list(b.mro) for b in cls.bases] + [list(cls.bases)]
    out = [cls]
    while any(lists):
        for candidates in lists:
            if candidates and not any(candidates[0] in rest[1:] for rest in lists):
                head = candidates[0]
                break
        else:
            return tuple(dict.fromkeys([cls, *itertools.chain.from_iterable(b.mro for b in cls.bases)]))
        out.append(head)
        for rest in lists:
            if rest and rest[0] is head:
                del rest[0]
    return tuple(out)


class Instance:
    """An object of a class of the program (or of an exception). ``payload``: the native value of a subclass of a native type
    (str, int, tuple …), MISSING for others."""

    __slots__ = ("cls", "attrs", "payload")

    def __init__(self, cls: Class, payload: Value = MISSING) -> None:
        self.cls = cls
        self.attrs: Env = {}
        self.payload = payload

    def __hash__(self) -> int:
        return object.__hash__(self) if self.payload is MISSING else hash(self.payload)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if self.payload is MISSING:
            return False
        return bool(self.payload == (other.payload if isinstance(other, Instance) else other))

    def __repr__(self) -> str:
        return f"<{self.cls.name} object>"


class ListV(Instance):
    """A list. ``open``: it may hold more than what is known. An item may be a Choice with MISSING: it may not be there."""

    __slots__ = ("items", "open")

    def __init__(self, items: list[Value], cls: Class | None = None, open: Value = False) -> None:
        super().__init__(cls or LIST)
        self.items = items
        self.open: Value = open


class DictV(Instance):
    """A dict (also OrderedDict, defaultdict …). ``open``: it may hold more than what is known (then ``rest`` explains)."""

    __slots__ = ("items", "open", "default")

    def __init__(self, items: dict[Value, Value], cls: Class | None = None, open: Value = None) -> None:
        super().__init__(cls or DICT)
        self.items = items
        self.open = open
        self.default: Value = None


class AttributesV(DictV):
    """The ``__dict__`` of an object: what is written here are its attributes."""

    __slots__ = ()


class SetV(Instance):
    """A set or frozenset, ordered by insertion."""

    __slots__ = ("items", "open")

    def __init__(self, items: dict[Value, None], cls: Class | None = None, open: Value = False) -> None:
        super().__init__(cls or SET)
        self.items = items
        self.open: Value = open

    def __hash__(self) -> int:
        return hash(frozenset(self.items)) if self.is_constant() else super().__hash__()

    def __eq__(self, other: object) -> bool:
        if self.is_constant() and isinstance(other, SetV) and other.is_constant():
            return self.items.keys() == other.items.keys()
        return super().__eq__(other)

    def is_constant(self) -> bool:
        """Whether it is known as what Python takes it for in a dictionary: a frozenset of these items."""
        return self.cls is FROZENSET and self.open is False


class Apart:
    """How a module was loaded apart from the entry that imports it."""

    __slots__ = ("imports", "effects", "searched", "sought")

    def __init__(self, imports: tuple[tuple[str, Value], ...], effects: list[Any]) -> None:
        self.imports = imports
        """The modules that its load imports, by name."""
        self.effects = effects
        """What its load does to the objects of others: see import_effects."""
        self.searched: tuple[str, tuple[str, ...]] | None = None
        """The folder of the file that was run then, and the search path; None for one that serves this entry only."""
        self.sought: dict[str, Finds] | None = None
        """What its load found in that folder, where it was asked for: see sharing.fits."""


class Module:
    """A module. ``lookup(name)`` finds what ``env`` does not hold yet (modules whose content is made on demand)."""

    __slots__ = ("name", "env", "path", "package", "stub", "lookup", "search", "state", "places", "trace", "code", "incomplete", "apart", "raised")

    def __init__(self, name: str, path: str | None = None, package: str = "", stub: bool = False) -> None:
        self.name = name
        self.env: Env = {"__name__": name, "__doc__": None}
        self.path = path
        self.package = package
        self.stub = stub
        self.lookup: Callable[[str], Value] | None = None
        self.search: tuple[str, ...] = ()
        self.state = "new"
        self.places: Any = None
        """Of a notebook: the cell of each line, and the line in it."""
        self.trace: Trace | None = None
        """What its import read, for a module of the program."""
        self.incomplete: dict[Any, Any] = {}
        """What could not be followed when it was loaded, as Machine.incomplete."""
        self.apart: Apart | None = None
        """Of one that was loaded for all entries."""
        self.raised: Raised | None = None
        """What its import ended with, which was not passed on."""
        self.code: ir.Module | None = None
        """Of the script that is run: its IR."""
        if path is not None:
            self.env["__file__"] = path

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class Function:
    """A function of the program: its code, where it was made, and its defaults (already evaluated)."""

    __slots__ = ("code", "module", "closure", "defaults", "owner", "attrs", "name", "qualname")

    def __init__(
        self, code: Code, module: Module, closure: tuple[Env, ...], defaults: dict[str, Value], qualname: str
    ) -> None:
        self.code = code
        self.module = module
        self.closure = closure
        self.defaults = defaults
        self.owner: Class | None = None
        self.attrs: Env = {}
        self.name = code.name
        self.qualname = qualname

    def __repr__(self) -> str:
        return f"<function {self.qualname}>"


class BoundMethod:
    """A function with its first argument."""

    __slots__ = ("func", "receiver")

    def __init__(self, func: Value, receiver: Value) -> None:
        self.func = func
        self.receiver = receiver

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BoundMethod) and other.func is self.func and other.receiver is self.receiver

    def __hash__(self) -> int:
        return hash((id(self.func), id(self.receiver)))


class HostFunction:
    """A built-in function: ``impl(m, args, kwargs)`` on values of the program."""

    __slots__ = ("name", "impl", "attrs", "api")

    def __init__(self, name: str, impl: Callable[..., Value], api: str | None = None) -> None:
        self.name = name
        self.impl = impl
        self.attrs: Env = {}
        self.api = api
        """The canonical public name where it is a function of TensorFlow."""

    def __repr__(self) -> str:
        return f"<built-in {self.name}>"


class Partial:
    """functools.partial."""

    __slots__ = ("func", "args", "kwargs", "attrs")

    def __init__(self, func: Value, args: list[Value], kwargs: dict[str, Value]) -> None:
        self.func = func
        self.args = args
        self.kwargs = kwargs
        self.attrs: Env = {}


class StaticMethod:
    __slots__ = ("func",)

    def __init__(self, func: Value) -> None:
        self.func = func


class ClassMethod:
    __slots__ = ("func",)

    def __init__(self, func: Value) -> None:
        self.func = func


class Property:
    __slots__ = ("get", "set", "delete")

    def __init__(self, get: Value = None, set: Value = None, delete: Value = None) -> None:
        self.get = get
        self.set = set
        self.delete = delete


class Super:
    """``super(cls, receiver)``."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: Class, receiver: Value) -> None:
        self.cls = cls
        self.receiver = receiver


class Iterator:
    """An iterator over known items, or a generator (``source`` yields values and receives what is sent)."""

    __slots__ = ("source", "peeked", "done", "open", "name")

    def __init__(self, source: Any, open: Value = False, name: str = "iterator") -> None:
        self.source = source
        self.peeked: list[Value] = []
        self.done = False
        self.open: Value = open
        self.name = name


class HostObject:
    """An immutable object of the standard library (a compiled pattern, a match, a date) that may be used as it is."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HostObject) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


OBJECT: Final = Class("object")
TYPE: Final = Class("type", (OBJECT,))


def builtin_class(name: str, host: type | None = None, base: Class = OBJECT) -> Class:
    """A built-in class; its methods are added by interpreter/builtins."""
    return Class(name, (base,), host=host)


INT: Final = builtin_class("int", int)
BOOL: Final = builtin_class("bool", bool, INT)
FLOAT: Final = builtin_class("float", float)
COMPLEX: Final = builtin_class("complex", complex)
STR: Final = builtin_class("str")
BYTES: Final = builtin_class("bytes", bytes)
TUPLE: Final = builtin_class("tuple", tuple)
LIST: Final = builtin_class("list")
DICT: Final = builtin_class("dict")
SET: Final = builtin_class("set")
FROZENSET: Final = builtin_class("frozenset")
RANGE: Final = builtin_class("range", range)
SLICE: Final = builtin_class("slice", slice)
NONE: Final = builtin_class("NoneType", type(None))
ELLIPSIS: Final = builtin_class("ellipsis", type(...))
NOT_IMPLEMENTED: Final = builtin_class("NotImplementedType", type(NotImplemented))
FUNCTION: Final = builtin_class("function")
METHOD: Final = builtin_class("method")
HOST_FUNCTION: Final = builtin_class("builtin_function_or_method")
MODULE: Final = builtin_class("module")
GENERATOR: Final = builtin_class("generator")
PROPERTY: Final = builtin_class("property")
STATIC_METHOD: Final = builtin_class("staticmethod")
CLASS_METHOD: Final = builtin_class("classmethod")
PARTIAL: Final = builtin_class("partial")
SUPER: Final = builtin_class("super")
HOST_OBJECT: Final = builtin_class("object_of_the_standard_library")


class Raised(Exception):
    """The analysed program raises ``value`` (an Instance of an exception class)."""

    def __init__(self, value: Instance, event: Any = None) -> None:
        super().__init__(value.cls.name)
        self.value = value
        self.event = event
        """The ErrorEvent, where TensorFlow raised it."""
        self.place: Any = None
        """The stack where it was raised."""

    def without_frames(self) -> Raised:
        """Lets go of the host's frames, which would keep each other, and all that they hold, alive until a collection."""
        self.__traceback__ = self.__context__ = self.__cause__ = None
        return self


class NotShared(Exception):
    """A module that is being loaded for all entries makes something in the graph, or has a module, which is each entry's own."""


class BudgetExceeded(Exception):
    """A bound of limits.py that ends the entry."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
