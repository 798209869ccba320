"""Attributes: reading, setting and deleting them, on every kind of value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    ClassMethod,
    Env,
    Function,
    HostFunction,
    HostObject,
    Instance,
    Iterator,
    Module,
    Partial,
    Property,
    StaticMethod,
    Super,
    Value,
)  # fmt: skip
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.same import Same
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

OPEN: Final = "__open__"
"""The entry of a table of names that tells: others may be there (the value is the unknown that they come from)."""

_CLASSES: Final[dict[type, Class]] = {
    int: v.INT, bool: v.BOOL, float: v.FLOAT, complex: v.COMPLEX, str: v.STR, SymStr: v.STR, bytes: v.BYTES, tuple: v.TUPLE,
    range: v.RANGE, slice: v.SLICE, type(None): v.NONE, type(...): v.ELLIPSIS, Function: v.FUNCTION, BoundMethod: v.METHOD,
    HostFunction: v.HOST_FUNCTION, Module: v.MODULE, Iterator: v.GENERATOR, Property: v.PROPERTY, StaticMethod: v.STATIC_METHOD,
    ClassMethod: v.CLASS_METHOD, Partial: v.PARTIAL, Super: v.SUPER, type(NotImplemented): v.NOT_IMPLEMENTED,
}  # fmt: skip


def class_of(value: Value) -> Class:
    """The class of a value (of an Unknown: object)."""
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, Class):
        return value.metaclass or v.TYPE
    return host_class(type(value))


def host_class(host: type) -> Class:
    """The class that stands for a host type: a built-in one, or one of the twin's (Tensor, VariableScope …)."""
    found = _CLASSES.get(host)
    if found is None:
        if host.__module__.startswith("scope_lint.tf1"):
            bases = tuple(host_class(b) for b in host.__bases__ if b is not object) or (v.OBJECT,)
            found = Class(getattr(host, "public_name", host.__name__), bases, module="tensorflow", host=host)
        else:
            found = v.HOST_OBJECT if host is HostObject else v.OBJECT
        _CLASSES[host] = found
    return found


def get_attribute(m: Machine, value: Value, name: str) -> Value:
    """``value.name``; a missing attribute is a fault (see errors.fault)."""
    if type(value) is Choice:
        value = m.resolve(value)
        if isinstance(value, Choice):
            return each(m, value, partial(get_attribute, m, name=name))
    found = lookup(m, value, name)
    if found is MISSING:
        if isinstance(value, Module):
            return fault(m, "AttributeError", f"module '{value.name}' has no attribute '{name}'", is_whole(value))
        return fault(m, "AttributeError", f"'{class_of(value).name}' object has no attribute '{name}'", _is_plain(value))
    return m.resolve(found) if type(found) is Choice else found


def attribute_by_name(m: Machine, value: Value, name: str) -> Value:
    """``value.name`` where the program's text does not have the name."""
    value = m.resolve(value)
    m.reads.by_name(value, name)
    return get_attribute(m, value, name)


def is_whole(module: Module) -> bool:
    """Whether all names of a module are known: a file of the program that was run to its end."""
    return module.path is not None and module.state == "done" and module.lookup is None and OPEN not in module.env


def _is_plain(value: Value) -> bool:
    """Whether an object has nothing but what the program itself gave it: one of a class whose bases are all the program's own."""
    if type(value) is not Instance or value.payload is not MISSING or OPEN in value.attrs:
        return False
    return all(cls is v.OBJECT or (cls.open is None and cls.host is None and cls.metaclass is None and not cls.stub and cls.construct is None) for cls in value.cls.mro)


def lookup(m: Machine, value: Value, name: str) -> Value:
    """``value.name``, or MISSING."""
    if isinstance(value, Instance):
        return _of_instance(m, value, name)
    if isinstance(value, Module):
        return of_module(m, value, name)
    if isinstance(value, Class):
        return _of_class(m, value, name)
    if isinstance(value, Unknown):
        return value.part(("attribute", name), f"{value.label}.{name}")
    if isinstance(value, Super):
        return _of_super(m, value, name)
    if isinstance(value, (Function, HostFunction, Partial)):
        return _of_function(m, value, name)
    if isinstance(value, BoundMethod):
        if name in ("__self__", "im_self"):
            return value.receiver
        if name in ("__func__", "im_func"):
            return value.func
        return lookup(m, value.func, name)
    if isinstance(value, Property) and name in ("setter", "getter", "deleter"):
        return HostFunction(name, partial(_with_accessor, value, name))
    if isinstance(value, (StaticMethod, ClassMethod)) and name == "__func__":
        return value.func
    found = _exposed(m, value, name)
    if found is not MISSING:
        return found
    if name == "__class__":
        return class_of(value)
    found = class_of(value).find(name)
    return MISSING if found is MISSING else _bind(m, found, value, class_of(value))


def _with_accessor(p: Property, name: str, m: Machine, args: list[Value], kwargs: Env) -> Property:
    accessor = args[0]
    return Property(
        accessor if name == "getter" else p.get, accessor if name == "setter" else p.set, accessor if name == "deleter" else p.delete
    )


def _exposed(m: Machine, value: Value, name: str) -> Value:
    """An attribute of a host object that is open to the program: of the twin's classes, or of the standard library's."""
    if isinstance(value, HostObject):
        if name.startswith("_") or not hasattr(value.value, name):
            return MISSING
        from scope_lint.interpreter.hostcalls import from_host, host_function

        found = getattr(value.value, name)
        return host_function(name, found) if callable(found) else from_host(found)
    exposed = getattr(type(value), "exposed", None)
    extra = getattr(value, "extra", None)
    if isinstance(extra, dict) and name in extra:
        return extra[name]
    if exposed is not None and name in exposed:
        from scope_lint.interpreter.hostcalls import from_twin, is_value, twin_method

        found = value.attribute(name)
        return twin_method(name, found) if callable(found) and not is_value(found) else from_twin(found)
    return MISSING


def _of_instance(m: Machine, value: Instance, name: str) -> Value:
    cls = value.cls
    in_class = cls.find(name)
    if type(in_class) is Property or (isinstance(in_class, Instance) and in_class.cls.find("__set__") is not MISSING):
        return _bind(m, in_class, value, cls)
    found = value.attrs.get(name, MISSING)
    if found is not MISSING:
        return found
    if in_class is not MISSING:
        return _bind(m, in_class, value, cls)
    if name == "__class__":
        return cls
    if name == "__dict__":
        return v.AttributesV(value.attrs)
    if name == "__doc__":
        return cls.doc
    fallback = cls.find("__getattr__")
    if fallback is not MISSING and not (name.startswith("__") and name.endswith("__")):
        from scope_lint.interpreter.calls import call

        return call(m, _bind(m, fallback, value, cls), [name], {})
    if value.payload is not MISSING:
        return lookup(m, value.payload, name)
    if name in ("__setattr__", "__delattr__", "__getattribute__"):
        return _object_method(name, value)
    unknown = cls.open or _unknown_attributes(m, value)
    if unknown is not None:
        return unknown.part(("attribute", Same(value), name), name)
    return MISSING


def _unknown_attributes(m: Machine, value: Instance) -> Value:
    """What attributes that are not known come from, where there are or may be some."""
    found = m.resolve(value.attrs.get(OPEN))
    while isinstance(found, Choice):
        found = found.no if found.yes is MISSING else found.yes
    return found if found is None or isinstance(found, Unknown) else Unknown("attribute", "an attribute that is not known")


def _of_class(m: Machine, cls: Class, name: str) -> Value:
    found = cls.find(name)
    if name == "__module__" and cls.stub and not _asked_by_stub(m):
        return _inner_module(cls.host)
    if found is not MISSING:
        if name == "__init__" and cls.stub and type(found) is Function and id(cls) in m.tensorflow.stub_classes:
            return _with_public_signature(m, found, m.tensorflow.stub_classes[id(cls)])
        if isinstance(found, StaticMethod):
            return found.func
        if isinstance(found, ClassMethod):
            return BoundMethod(found.func, cls)
        if isinstance(found, Instance) and found.cls.find("__get__") is not MISSING:
            return _bind(m, found, None, cls)
        return found
    if name in ("__name__", "__qualname__"):
        return cls.name if name == "__name__" else cls.qualname
    if name == "__module__":
        return cls.module if cls.host is None or not cls.module.startswith("tensorflow") else _inner_module(cls.host)
    if name == "__mro__":
        return cls.mro
    if name == "__bases__":
        return cls.bases
    if name == "__base__":
        return cls.bases[0] if cls.bases else None
    if name == "__doc__":
        return cls.doc
    if name == "__dict__":
        m.reads.listed()
        return v.DictV(cls.attrs)
    if name == "__class__":
        return cls.metaclass or v.TYPE
    if name == "mro":
        return HostFunction("mro", partial(_mro, cls))
    if name == "__subclasses__":
        return HostFunction(name, partial(_not_known, "subclasses", "the subclasses of a class"))
    if cls.metaclass is not None and cls.metaclass.find(name) is not MISSING:
        return _bind(m, cls.metaclass.find(name), cls, cls.metaclass)
    if name == "__init__" and id(cls) in m.tensorflow.class_names:
        return HostFunction("__init__", _nothing, api=f"{m.tensorflow.class_names[id(cls)]}.__init__")
    if cls.open is not None:
        return cls.open.part(("attribute", name), name)
    return _unbound(name) if name in _OF_OBJECT else MISSING


def _nothing(m: Machine, args: list[Value], kwargs: Env) -> None:
    """A method that does nothing."""


def _not_known(label: str, reason: str, m: Machine, args: list[Value], kwargs: Env) -> Unknown:
    return Unknown(label, reason)


def _mro(cls: Class, m: Machine, args: list[Value], kwargs: Env) -> Value:
    return v.ListV(list(cls.mro))


def _bound(fn: Function, m: Machine, args: list[Value], kwargs: Env) -> Value:
    return BoundMethod(fn, args[0]) if args and args[0] is not None else fn


def _with_public_signature(m: Machine, fn: Function, public: str) -> Function:
    """A stub's constructor that knows which public class's it is: its real parameters are those of the API table."""
    table = m.tensorflow.newest
    canonical = table.canonical(f"tensorflow.{public}")
    if canonical is None or not table.parameters(canonical):
        return fn
    made = Function(fn.code, fn.module, fn.closure, fn.defaults, fn.qualname)
    made.owner = fn.owner
    made.attrs = {"__api__": f"{canonical}.__init__"}
    return made


def _of_super(m: Machine, value: Super, name: str) -> Value:
    receiver = value.receiver
    made = isinstance(receiver, Class) and receiver.metaclass is not None and value.cls in receiver.metaclass.mro
    cls = receiver if isinstance(receiver, Class) and not made else class_of(receiver)
    mro = cls.mro
    after = mro[mro.index(value.cls) + 1 :] if value.cls in mro else mro
    for base in after:
        if name in base.attrs:
            found = base.attrs[name]
            if isinstance(receiver, Class) and not made:
                return found.func if isinstance(found, StaticMethod) else BoundMethod(found.func, receiver) if isinstance(found, ClassMethod) else found
            return _bind(m, found, receiver, cls)
        if base.open is not None and not base.attrs and base.name.startswith("?"):
            break
    if name == "__init__" and isinstance(receiver, (v.ListV, v.DictV)):
        from scope_lint.interpreter.builtins.dicts import DICT_INIT
        from scope_lint.interpreter.builtins.lists import LIST_INIT

        return BoundMethod(DICT_INIT if isinstance(receiver, v.DictV) else LIST_INIT, receiver)
    if name == "__init__" and cls.open is None:
        return HostFunction("__init__", _nothing)
    if name in ("__setattr__", "__delattr__", "__getattribute__", "__new__", "__init_subclass__"):
        return _object_method(name, receiver)
    if cls.open is not None:
        return cls.open.part(("attribute", name), name)
    if name in ("__enter__", "__exit__", "__str__", "__repr__", "__hash__", "__eq__"):
        return HostFunction(name, partial(_not_known, name, f"object.{name}"))
    return MISSING


def _object_method(name: str, receiver: Value) -> HostFunction:
    def impl(m: Machine, args: list[Value], kwargs: Env) -> Value:
        if name == "__setattr__":
            m.journal.write(receiver.attrs, args[0], args[1])
        elif name == "__delattr__":
            m.journal.delete(receiver.attrs, args[0])
        elif name == "__getattribute__":
            found = receiver.attrs.get(args[0], MISSING)
            return found if found is not MISSING else attribute_by_name(m, receiver, args[0])
        elif name == "__new__":
            from scope_lint.interpreter.classes import bare_instance

            cls = args[0] if args and isinstance(args[0], Class) else receiver
            return bare_instance(m, cls, args[1:], kwargs)
        return None

    return HostFunction(name, impl)


_OF_OBJECT: Final = frozenset({"__setattr__", "__delattr__", "__getattribute__", "__init__"})
"""Methods of object that programs call by name."""


def _unbound(name: str) -> HostFunction:
    """``object.__setattr__`` and the like: the first argument is what it is called on."""

    def impl(m: Machine, args: list[Value], kwargs: Env) -> Value:
        receiver = m.resolve(args[0]) if args else None
        return _object_method(name, receiver).impl(m, args[1:], kwargs) if isinstance(receiver, (Instance, Class)) else None

    return HostFunction(name, impl)


def _of_function(m: Machine, value: Any, name: str) -> Value:
    if name in value.attrs:
        return value.attrs[name]
    if name in ("__name__", "func_name"):
        return value.name if not isinstance(value, Partial) else MISSING
    if isinstance(value, Partial):
        if name in ("func", "args", "keywords"):
            return value.func if name == "func" else tuple(value.args) if name == "args" else v.DictV(value.kwargs)
    elif name == "__qualname__":
        return getattr(value, "qualname", value.name)
    if name == "__dict__":
        return v.DictV(value.attrs)
    if isinstance(value, Function):
        if name == "__doc__":
            m.reads.described(value)
            return value.code.docstring
        if name == "__module__":
            return _inner_module(None) if value.module.stub and not _asked_by_stub(m) else value.module.env.get("__name__", value.module.name)
        if name in ("__defaults__", "func_defaults"):
            return tuple(value.defaults[p.name] for p in value.code.params if p.name in value.defaults) or None
        if name in ("__code__", "func_code"):
            m.reads.inspected(value)
        if name in ("__code__", "func_code", "__globals__", "__closure__", "__annotations__", "__kwdefaults__"):
            return _code_object(value) if name in ("__code__", "func_code") else Unknown(name, f"a function's {name}")
        if name == "__get__":
            return HostFunction("__get__", partial(_bound, value))
    if name == "__module__":
        return _inner_module(None)
    if name == "__doc__":
        return None
    if name == "__call__":
        return value
    return MISSING


def _asked_by_stub(m: Machine) -> bool:
    """Whether it is one of our models that asks: names of its own modules serve it as well as those of the library's."""
    return bool(m.frames) and m.frames[-1].module.stub


def _inner_module(host: type | None) -> Value:
    """The name of the module in which TensorFlow, or another library, defines something; mostly it is not known."""
    return getattr(host, "inner_module", None) or Unknown("module", "the module in which a library defines it")


def _code_object(value: Function) -> Instance:
    names = [p.name for p in value.code.params if p.kind in ("positional", "normal")]
    code = Instance(v.OBJECT)
    code.attrs = {"co_varnames": tuple(value.code.locals), "co_argcount": len(names), "co_name": value.code.name,
                  "co_filename": value.module.path or ""}  # fmt: skip
    return code


def _bind(m: Machine, found: Value, receiver: Value, cls: Class) -> Value:
    kind = type(found)
    if kind is Function or kind is HostFunction:
        return BoundMethod(found, receiver)
    if kind is Property:
        from scope_lint.interpreter.calls import call

        return call(m, found.get, [receiver], {}) if found.get is not None else fault(m, "AttributeError", "unreadable attribute")
    if kind is StaticMethod:
        return found.func
    if kind is ClassMethod:
        return BoundMethod(found.func, cls)
    if kind is Instance and found.cls.find("__get__") is not MISSING:
        from scope_lint.interpreter.calls import call_method

        return call_method(m, found, "__get__", [receiver, cls])
    return found


def of_module(m: Machine, module: Module, name: str) -> Value:
    """A module's attribute; submodules that are found on disk or made on demand count."""
    found = module.env.get(name, MISSING)
    if found is not MISSING:
        if type(found) is Module and found.trace is not None:
            m.program.trace.include(found.trace)
        return found
    if module.lookup is not None:
        found = module.lookup(name)
        if found is not MISSING:
            module.env[name] = found
            return found
    m.reads.asked(module, name)
    if name == "__dict__":
        m.reads.asked(module)
        return v.DictV(module.env)
    getter = module.env.get("__getattr__", MISSING)
    if getter is not MISSING and not name.startswith("__"):
        from scope_lint.interpreter.calls import call

        return call(m, getter, [name], {})
    return MISSING


def set_attribute(m: Machine, value: Value, name: str, new: Value) -> None:
    """``value.name = new``."""
    value = m.resolve(value)
    m.escapes(new)
    if isinstance(value, Choice):
        each(m, value, partial(set_attribute, m, name=name, new=new))
        return
    if isinstance(value, Instance):
        from scope_lint.interpreter.calls import call, call_method

        in_class = value.cls.find(name)
        if isinstance(in_class, Property):
            if in_class.set is not None:
                call(m, in_class.set, [value, new], {})
            else:
                fault(m, "AttributeError", f"can't set attribute '{name}'")
            return
        if isinstance(in_class, Instance) and in_class.cls.find("__set__") is not MISSING:
            call_method(m, in_class, "__set__", [value, new])
            return
        own = value.cls.find("__setattr__")
        if own is not MISSING:
            call(m, _bind(m, own, value, value.cls), [name, new], {})
            return
        m.journal.write(value.attrs, name, new)
    elif isinstance(value, Module):
        m.reads.asked(value, name)
        m.journal.write(value.env, name, new)
    elif isinstance(value, (Class, Function, HostFunction, Partial)):
        m.journal.write(value.attrs, name, new)
    elif isinstance(value, Unknown):
        m.journal.write(value.parts, ("attribute", name), new)
    elif name in getattr(type(value), "settable", ()):
        m.journal.set(value, name, new)
    elif isinstance(getattr(value, "extra", None), dict):
        m.journal.write(value.extra, name, new)


def set_unknown_attribute(m: Machine, value: Value, source: Value) -> None:
    """``setattr(value, name, …)`` with a name that is not known: from here on any attribute may be another one."""
    value = m.resolve(value)
    if isinstance(value, Choice):
        each(m, value, partial(set_unknown_attribute, m, source=source))
    elif isinstance(value, Instance):
        blur(m, value.attrs, source)


def blur(m: Machine, attributes: Env, source: Value) -> None:
    """Makes attributes unknown that something not known may have written over; it may have added others."""
    m.journal.write(attributes, OPEN, source)
    for name in attributes.keys() - {OPEN}:
        m.journal.write(attributes, name, source.part(("replaces", Same(attributes), name), name))


def delete_attribute(m: Machine, value: Value, name: str) -> None:
    """``del value.name``."""
    value = m.resolve(value)
    table = value.env if isinstance(value, Module) else getattr(value, "attrs", None)
    m.reads.by_name(value, name)
    if isinstance(table, dict) and name in table:
        m.journal.delete(table, name)


def has_attribute(m: Machine, value: Value, name: str) -> Value:
    """``hasattr(value, name)``: True, False or a Choice."""
    from scope_lint.interpreter.conditions import key_of
    from scope_lint.interpreter.errors import EXCEPTIONS
    from scope_lint.symbolic.conditions import Atom

    value = m.resolve(value)
    if isinstance(value, Choice):
        return each(m, value, partial(has_attribute, m, name=name))
    m.reads.by_name(value, name)
    unknown = isinstance(value, Unknown) and ("attribute", name) not in value.parts
    if not unknown and isinstance(value, Instance) and (value.cls.open is not None or OPEN in value.attrs):
        unknown = name not in value.attrs and value.cls.find(name) is MISSING
    if unknown:
        atom = Atom(("hasattr", key_of(value), name), f"hasattr(…, {name!r})")
        held = m.known(atom)
        return Choice(atom, True, False) if held is None else held
    m.handlers.append([EXCEPTIONS["AttributeError"]])
    try:
        return lookup(m, value, name) is not MISSING
    except v.Raised as e:
        if EXCEPTIONS["AttributeError"] in e.value.cls.mro:
            return False
        raise
    finally:
        m.handlers.pop()
