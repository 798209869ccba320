"""collections and the abstract classes of collections.abc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import operators
from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.interpreter.classes import construct_dict, construct_list, fill_dict, make_class
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.strings import native, to_repr
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Class, DictV, Env, HostFunction, Instance, ListV, Module, Property, Value
from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def namedtuple(m: Machine, typename: Value, field_names: Value, *args: Value, **options: Value) -> Value:
    """``collections.namedtuple``: a subclass of tuple with a property for each field."""
    fields = native(m.resolve(field_names))
    names = fields.replace(",", " ").split() if isinstance(fields, str) else [native(m.resolve(x)) for x in items_of(m, fields) or []]
    defaults = list(items_of(m, options["defaults"]) or []) if options.get("defaults") is not None else []

    def new(m: Machine, args: list[Value], kwargs: Env) -> Value:
        cls, given = args[0], args[1:]
        values = []
        for i, name in enumerate(names):
            back = len(names) - i
            if i < len(given):
                values.append(given[i])
            elif name in kwargs:
                values.append(kwargs[name])
            elif "**" in kwargs:
                values.append(kwargs["**"].source.part(("parameter", name), name))
            elif back <= len(defaults):
                values.append(defaults[-back])
            elif len(getattr(new_function, "attrs", {}).get("__defaults__") or ()) >= back:
                values.append(new_function.attrs["__defaults__"][-back])
            else:
                values.append(fault(m, "TypeError", f"{typename}() missing argument '{name}'"))
        return Instance(cls, tuple(values))

    new_function = HostFunction("__new__", new)

    def replace(m: Machine, args: list[Value], kwargs: Env) -> Value:
        self = args[0]
        return Instance(self.cls, tuple(kwargs.get(n, x) for n, x in zip(names, self.payload)))

    def make(m: Machine, args: list[Value], kwargs: Env) -> Value:
        return Instance(args[0], tuple(items_of(m, args[1]) or []))

    def shown(m: Machine, self: Value) -> Value:
        pieces: list[Value] = []
        for n, x in zip(names, self.payload):
            pieces += [", " if pieces else "", f"{n}=", to_repr(m, m.resolve(x))]
        return join(self.cls.name, "(", *pieces, ")")

    env: Env = {
        "__new__": new_function, "_fields": tuple(names), "_replace": HostFunction("_replace", replace),
        "_make": v.ClassMethod(HostFunction("_make", make)), "__slots__": (), "__doc__": None,
        "__repr__": function("__repr__", shown),
        "_asdict": function("_asdict", lambda m, self: DictV(dict(zip(names, self.payload)))),
    }  # fmt: skip
    for i, name in enumerate(names):
        env[name] = Property(function(name, lambda m, self, i=i: get_item(m, self.payload, i)))
    module = m.frames[-1].module if m.frames else Module("?")
    cls = make_class(m, str(typename), [v.TUPLE], env, module, {})
    cls.construct = lambda m, cls, args, kwargs: new(m, [cls, *args], kwargs)
    return cls


def _default_dict(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = construct_dict(m, cls, args[1:], kwargs)
    made.default = args[0] if args else None
    return made


def _counter(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    if args and not isinstance(m.resolve(args[0]), DictV):
        counts: dict[Any, Value] = {}
        items = items_of(m, args[0])
        for item in items or []:
            counts[item] = counts.get(item, 0) + 1
        return DictV(counts, cls, Unknown("counter", "unknown items") if items is None else None)
    return construct_dict(m, cls, args, kwargs)


ORDERED_DICT: Final = Class("OrderedDict", (v.DICT,), {"__doc__": None}, module="collections")
DEFAULT_DICT: Final = Class("defaultdict", (v.DICT,), {"__doc__": None}, module="collections", construct=_default_dict)
COUNTER: Final = Class("Counter", (v.DICT,), {"__missing__": function("__missing__", lambda m, self, key: 0)}, module="collections", construct=_counter)


def _most_common(m: Machine, self: DictV, n: Value = None) -> Value:
    counts = list(self.items.values())
    if self.open or not all(isinstance(c, int) for c in counts) or not (n is None or isinstance(n, int)):
        return Unknown("counts", "the most common of unknown items")
    return ListV(sorted(self.items.items(), key=lambda pair: pair[1], reverse=True)[:n])


def _count_more(m: Machine, self: DictV, source: Value = (), **counts: Value) -> Value:
    more = _counter(m, COUNTER, [source], counts)
    for key, n in more.items.items():
        m.journal.write(self.items, key, operators.binary(m, "+", self.items.get(key, 0), n))
    if more.open:
        m.journal.set(self, "open", more.open)
    return None


def _elements(m: Machine, self: DictV) -> Value:
    if self.open or not all(isinstance(n, int) for n in self.items.values()):
        return Unknown("items", "the elements of a counter")
    return ListV([key for key, n in self.items.items() for _ in range(n)])


COUNTER.attrs.update({
    "most_common": function("most_common", _most_common), "update": function("update", _count_more), "elements": function("elements", _elements),
})  # fmt: skip


def _move_to_end(m: Machine, self: DictV, key: Value, last: Value = True) -> Value:
    key = native(m.resolve(key))
    found = self.items[key]
    order = [k for k in self.items if k != key]
    for k in [*order, key] if last is True else [key, *order]:
        old = found if k == key else self.items[k]
        m.journal.delete(self.items, k)
        m.journal.write(self.items, k, old)
    return None


ORDERED_DICT.attrs["move_to_end"] = function("move_to_end", _move_to_end)


def _deque(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = construct_list(m, cls, args[:1], {})
    made.attrs["maxlen"] = args[1] if len(args) > 1 else kwargs.get("maxlen")
    return made


def _bounded(name: str, at_left: bool) -> HostFunction:
    """A method of lists after which a deque drops what is more than its ``maxlen`` at the other end."""
    plain = v.LIST.attrs[name]

    def run(m: Machine, args: list[Value], kwargs: Env) -> Value:
        result = plain.impl(m, args, kwargs)
        limit, items = args[0].attrs.get("maxlen"), args[0].items
        if isinstance(limit, int) and len(items) > limit:
            m.journal.set(args[0], "items", items[:limit] if at_left else items[len(items) - limit :])
        return result

    return HostFunction(name, run)


def _rotate(m: Machine, self: ListV, n: Value = 1) -> Value:
    if isinstance(n, int) and self.items:
        by = -n % len(self.items)
        m.journal.set(self, "items", self.items[by:] + self.items[:by])
    return None


DEQUE: Final = Class("deque", (v.LIST,), {
    "append": _bounded("append", False), "appendleft": _bounded("appendleft", True), "extend": _bounded("extend", False),
    "rotate": function("rotate", _rotate),
}, module="collections", construct=_deque)  # fmt: skip


def _chain_map(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    made = DictV({}, cls)
    for one in reversed(args):
        fill_dict(m, made, [one], {})
    return made


CHAIN_MAP: Final = Class("ChainMap", (v.DICT,), {"__doc__": None}, module="collections", construct=_chain_map)


def typed_namedtuple(m: Machine, cls: Class) -> Value:
    """``class Point(NamedTuple)``: the annotated names are the fields, what is assigned their defaults."""
    if NAMED_TUPLE not in cls.bases:
        return None
    annotated = cls.attrs.get("__annotations__")
    names = list(annotated.items) if isinstance(annotated, DictV) else []
    defaults = [cls.attrs[name] for name in names if name in cls.attrs]
    made = namedtuple(m, cls.name, ListV(names), defaults=ListV(defaults))
    cls.attrs.update({k: x for k, x in made.attrs.items() if k not in ("__doc__",)})
    cls.construct = made.construct
    return None


def _typed_fields(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    pairs = [items_of(m, pair) for pair in items_of(m, args[1]) or []] if len(args) > 1 else [[k] for k in kwargs]
    return namedtuple(m, args[0], ListV([pair[0] for pair in pairs if pair]))


NAMED_TUPLE: Final = Class(
    "NamedTuple", (v.TUPLE,), {"__init_subclass__": function("__init_subclass__", typed_namedtuple)}, module="typing", construct=_typed_fields,
)  # fmt: skip


def abstract_class(name: str, *hosts: Class) -> Class:
    """An abstract class that holds built-in ones."""
    return _holding(Class(name, (v.OBJECT,), module="collections.abc"), name, *hosts)


def _holding(cls: Class, name: str, *hosts: Class) -> Class:
    """Makes ``isinstance(value, cls)`` true for built-in classes as well."""

    def check(m: Machine, value: Value) -> Value:
        from scope_lint.interpreter.attributes import class_of

        if name == "Callable":
            return BUILTINS["callable"].impl(m, [value], {})
        if isinstance(value, Unknown):
            return Unknown("isinstance", f"whether it is a {name}")
        own = class_of(value)
        return any(h in own.mro for h in hosts) or cls in own.mro or (name in ("Iterable", "Iterator") and isinstance(value, v.Iterator))

    cls.attrs["__instancecheck_host__"] = function("check", check)
    return cls


ABSTRACT: Final = {
    "Sequence": (v.LIST, v.TUPLE, v.STR, v.RANGE), "MutableSequence": (v.LIST,), "Mapping": (v.DICT,), "MutableMapping": (v.DICT,),
    "Iterable": (v.LIST, v.TUPLE, v.STR, v.RANGE, v.DICT, v.SET), "Set": (v.SET,), "MutableSet": (v.SET,), "Callable": (),
    "Iterator": (), "Hashable": (v.STR, v.INT, v.TUPLE), "Sized": (v.LIST, v.TUPLE, v.STR, v.DICT, v.SET), "Container": (v.LIST, v.DICT),
    "Collection": (v.LIST, v.TUPLE, v.DICT, v.SET), "Generator": (),
}  # fmt: skip


def _abc_members(m: Machine) -> Env:
    from scope_lint.interpreter.imports import STUBS
    from scope_lint.interpreter.tensorflow import load_stub

    mixins = Module("collections.abc")
    m.outside(lambda: load_stub(m, STUBS / "python" / "_abstract.py", "collections.abc", mixins))
    return {name: _holding(mixins.env[name], name, *hosts) for name, hosts in ABSTRACT.items()}


def _collections(m: Machine) -> Env:
    abc = Module("collections.abc")
    abc.env.update(_abc_members(m))
    m.journal.write(m.modules, "collections.abc", abc)
    return {
        "namedtuple": function("namedtuple", namedtuple), "OrderedDict": ORDERED_DICT, "defaultdict": DEFAULT_DICT,
        "Counter": COUNTER, "deque": DEQUE, "ChainMap": CHAIN_MAP, "abc": abc, "UserDict": v.DICT, "UserList": v.LIST, **abc.env,
    }  # fmt: skip


MODULES: Final = {"collections": _collections, "collections.abc": _abc_members}
