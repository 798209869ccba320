"""collections and the abstract classes of collections.abc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import values as v
from scope_lint.interpreter.builtins.functions import BUILTINS
from scope_lint.interpreter.classes import construct_dict, construct_list, make_class
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Class, DictV, Env, HostFunction, Instance, Module, Property, Value
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

    env: Env = {
        "__new__": new_function, "_fields": tuple(names), "_replace": HostFunction("_replace", replace),
        "_make": v.ClassMethod(HostFunction("_make", make)), "__slots__": (), "__doc__": None,
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


ORDERED_DICT = Class("OrderedDict", (v.DICT,), {"__doc__": None}, module="collections")
DEFAULT_DICT = Class("defaultdict", (v.DICT,), {"__doc__": None}, module="collections", construct=_default_dict)
COUNTER = Class("Counter", (v.DICT,), {"__missing__": function("__missing__", lambda m, self, key: 0)}, module="collections", construct=_counter)
DEQUE = Class("deque", (v.LIST,), {"__doc__": None}, module="collections", construct=lambda m, cls, args, kwargs: construct_list(m, cls, args[:1], {}))


def abstract_class(name: str, *hosts: Class) -> Class:
    """An abstract class of collections.abc that holds the built-in ones."""
    cls = Class(name, (v.OBJECT,), module="collections.abc")

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


ABSTRACT = {
    "Sequence": (v.LIST, v.TUPLE, v.STR, v.RANGE), "MutableSequence": (v.LIST,), "Mapping": (v.DICT,), "MutableMapping": (v.DICT,),
    "Iterable": (v.LIST, v.TUPLE, v.STR, v.RANGE, v.DICT, v.SET), "Set": (v.SET,), "MutableSet": (v.SET,), "Callable": (),
    "Iterator": (), "Hashable": (v.STR, v.INT, v.TUPLE), "Sized": (v.LIST, v.TUPLE, v.STR, v.DICT, v.SET), "Container": (v.LIST, v.DICT),
    "Collection": (v.LIST, v.TUPLE, v.DICT, v.SET), "Generator": (),
}  # fmt: skip


def _abc_members(m: Machine) -> Env:
    return {name: abstract_class(name, *hosts) for name, hosts in ABSTRACT.items()}


def _collections(m: Machine) -> Env:
    abc = Module("collections.abc")
    abc.env.update(_abc_members(m))
    return {
        "namedtuple": function("namedtuple", namedtuple), "OrderedDict": ORDERED_DICT, "defaultdict": DEFAULT_DICT,
        "Counter": COUNTER, "deque": DEQUE, "abc": abc, "UserDict": v.DICT, "UserList": v.LIST, **_abc_members(m),
    }  # fmt: skip


MODULES = {"collections": _collections, "collections.abc": _abc_members}
