"""Making classes and instances."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import values as v
from scope_lint.interpreter.attributes import blur, class_of
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.values import (
    AttributesV,
    BoundMethod,
    Choice,
    Class,
    ClassMethod,
    DictV,
    Env,
    Function,
    HostFunction,
    Instance,
    ListV,
    Module,
    SetV,
    StaticMethod,
    Value,
)  # fmt: skip
from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.same import Same
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.collections import GRAPH_KEYS, GraphKeys
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def make_class(m: Machine, name: str, bases: list[Value], env: Env, module: Module, keywords: Env) -> Value:
    """A class statement's class (or what a metaclass of the program makes of it)."""
    known: list[Class] = []
    unknown: Value = None
    for base in bases:
        base = m.resolve(base)
        if isinstance(base, Choice):
            base = base.yes if isinstance(base.yes, Class) else base.no
        if isinstance(base, Class):
            known.append(base)
        elif isinstance(base, GraphKeys):
            known.append(Class("GraphKeys", (v.OBJECT,), {**GRAPH_KEYS, **base.extra}, module="tensorflow"))
        elif isinstance(base, Unknown):
            unknown = unknown or base
    bases_used = tuple(dict.fromkeys(known)) or (v.OBJECT,)
    if len(bases_used) > 1:
        bases_used = tuple(b for b in bases_used if b is not v.OBJECT) or (v.OBJECT,)
    meta = keywords.get("metaclass", env.get("__metaclass__"))
    if not isinstance(meta, Class) or meta is v.TYPE:
        meta = first_of([b.metaclass for b in bases_used if b.metaclass is not None])
    new = meta.find("__new__") if meta is not None else MISSING
    new = new.func if isinstance(new, StaticMethod) else new
    if not isinstance(new, Function):
        return _finished(m, _bare_class(name, bases_used, env, module, unknown, meta), env, keywords)
    m.reads.listed()
    env.setdefault("__module__", module.env.get("__name__", module.name))
    options = {k: x for k, x in keywords.items() if k != "metaclass"}
    made = call(m, new, [meta, name, bases_used, DictV(env)], options)
    return _finished(m, made, made.attrs, keywords) if isinstance(made, Class) and made.metaclass is meta else made


def bare_class(m: Machine, meta: Class, name: str, bases: list[Value], env: Env) -> Class:
    """``type.__new__(meta, name, bases, env)``."""
    module = m.frames[-1].module if m.frames else Module("?")
    known = tuple(b for b in map(m.resolve, bases) if isinstance(b, Class)) or (v.OBJECT,)
    unknown = first_of([b for b in map(m.resolve, bases) if isinstance(b, Unknown)])
    made = _bare_class(name, known, env, module, unknown, meta)
    made.module = env.get("__module__", made.module)
    return made


def _bare_class(name: str, bases: tuple[Class, ...], env: Env, module: Module, unknown: Value, meta: Class | None) -> Class:
    cls = Class(name, bases, env, module=module.env.get("__name__", module.name), open=unknown, stub=module.stub)
    cls.doc = env.get("__doc__") if isinstance(env.get("__doc__"), str) else None
    cls.metaclass = meta
    for value in env.values():
        fn = value.func if isinstance(value, (StaticMethod, ClassMethod)) else value
        for one in (fn, getattr(fn, "get", None), getattr(fn, "set", None)):
            if isinstance(one, Function) and (one.owner is None or one.owner.name == name):  # of that name: the class that this one replaces
                one.owner = cls
    return cls


def _finished(m: Machine, cls: Class, env: Env, keywords: Env) -> Class:
    """The hooks that run once a class is made."""
    for attr, value in list(env.items()):
        if isinstance(value, Instance) and value.cls.find("__set_name__") is not MISSING:
            from scope_lint.interpreter.calls import call_method

            call_method(m, value, "__set_name__", [cls, attr])
    if cls.metaclass is not None and type(cls.metaclass.find("__init__")) is Function:
        m.reads.listed()
        call(m, cls.metaclass.find("__init__"), [cls, cls.name, tuple(cls.bases), DictV(env)], {})
    for base in cls.mro[1:]:
        hook = base.attrs.get("__init_subclass__")
        if hook is not None:
            call(m, hook.func if isinstance(hook, ClassMethod) else hook, [cls], {k: x for k, x in keywords.items() if k != "metaclass"})
            break
    return cls


def instantiate(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``cls(*args, **kwargs)``."""
    if v.TYPE in cls.mro and cls is not v.TYPE and len(args) == 3 and isinstance(args[2], DictV):
        module = m.frames[-1].module if m.frames else Module("?")
        return make_class(m, str(args[0]), list(m.resolve(args[1])), dict(args[2].items), module, {**kwargs, "metaclass": cls})
    if cls.metaclass is not None and type(cls.metaclass.find("__call__")) is Function:
        return call(m, cls.metaclass.find("__call__"), [cls, *args], kwargs)
    return plain_instance(m, cls, args, kwargs)


def plain_instance(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``type.__call__(cls, …)``: __new__, then __init__."""
    new = cls.find("__new__")
    if new is not MISSING and type(new) is not HostFunction:
        made = call(m, new.func if isinstance(new, StaticMethod) else new, [cls, *args], kwargs)
        if not (isinstance(made, Instance) and cls in made.cls.mro):
            return made
    else:
        made = bare_instance(m, cls, args, kwargs)
        if not isinstance(made, Instance) or made.cls is not cls:
            return made
    init = cls.find("__init__")
    if init is not MISSING:
        call(m, BoundMethod(init, made), args, kwargs)
    elif cls.open is not None:
        if cls.open.opaque_code:
            m.unknown_code(cls.open)
    elif args and made.payload is MISSING and v.OBJECT in cls.bases and len(cls.mro) == 2 and new is MISSING:
        fault(m, "TypeError", f"{cls.name}() takes no arguments")
    return made


def bare_instance(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``object.__new__(cls)``, or that of the built-in type the class derives from."""
    for base in cls.mro:
        if base.construct is not None:
            return base.construct(m, cls, args, kwargs)
        if base.host is not None and base is not v.OBJECT:
            return Unknown(cls.name, f"an object of {cls.name}")
    return Instance(cls)


def is_instance(m: Machine, value: Value, classes: Value) -> Value:
    """``isinstance(value, classes)``: a bool or a Choice of bools."""
    if type(value) is not Unknown and type(value) is not Choice:
        mro = class_of(value).mro
        if type(classes) is Class:
            if classes in mro:
                return True
        elif type(classes) is tuple:
            for one in classes:
                if type(one) is Class and one in mro:
                    return True
    from scope_lint.interpreter.conditions import key_of
    from scope_lint.interpreter.operators import _split, asked
    from scope_lint.symbolic.conditions import Atom

    value, classes = m.resolve(value), m.resolve(classes)
    if isinstance(value, Choice):
        return _split(m, value, partial(is_instance, m, classes=classes))
    if isinstance(classes, tuple):
        unsure: Value = False
        for one in classes:
            found = is_instance(m, value, one)
            if found is True:
                return True
            if found is not False:
                unsure = found
        return unsure
    if isinstance(classes, Choice):
        return each(m, classes, partial(is_instance, m, value))
    cls = class_of(value)
    if isinstance(classes, Class):
        if isinstance(value, Unknown) and not m.by_user() and classes is not v.OBJECT:
            return classes.host is Tensor  # TensorFlow's own code: what is not known is most likely a tensor
        if isinstance(value, Unknown):
            return True if classes is v.OBJECT else asked(m, Atom(("isinstance", value.serial, Same(classes)), f"isinstance({value.label}, {classes.name})"))
        if classes in cls.mro:
            return True
        for base in cls.mro:
            if base.host is not None and classes.host is not None and issubclass(base.host, classes.host):
                return True
        hook = classes.attrs.get("__instancecheck_host__", MISSING)
        if hook is not MISSING:
            return hook.impl(m, [value], {})
        if cls.open is not None and not (cls.module == classes.module == "tensorflow"):
            return asked(m, Atom(("isinstance", Same(value), Same(classes)), f"isinstance(…, {classes.name})"))
        return False
    if isinstance(classes, Unknown):
        if value is None or isinstance(value, (str, bool)) or (isinstance(value, Instance) and cls.module not in ("builtins", "") and cls.open is None):
            return False
        return asked(m, Atom(("isinstance", key_of(value), classes.serial), f"isinstance(…, {classes.label})"))
    return False


def is_subclass(m: Machine, cls: Value, classes: Value) -> Value:
    """``issubclass(cls, classes)``."""
    cls, classes = m.resolve(cls), m.resolve(classes)
    if isinstance(classes, tuple):
        return any(is_subclass(m, cls, one) is True for one in classes)
    if isinstance(cls, Class) and isinstance(classes, Class):
        return classes in cls.mro
    return Unknown("issubclass", "a class that is not known")


def construct_list(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``list(…)`` and its subclasses (whose own __init__ fills them)."""
    made = ListV([], cls)
    if args and cls.find("__init__") is MISSING:
        fill_list(m, made, args[0])
    return made


def fill_list(m: Machine, made: ListV, source: Value) -> None:
    from scope_lint.interpreter.iteration import known_items

    items, complete = known_items(m, source)
    m.journal.set(made, "items", items)
    if not complete:
        m.journal.set(made, "open", True)


def construct_dict(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``dict(…)`` and its subclasses."""
    made = DictV({}, cls)
    if cls.find("__init__") is MISSING:
        fill_dict(m, made, args, kwargs)
    return made


def fill_dict(m: Machine, made: DictV, args: list[Value], kwargs: Env) -> None:
    """``dict.update``."""
    from scope_lint.interpreter.calls import OPEN
    from scope_lint.interpreter.iteration import items_of, mapping_of

    for source in args[:1]:
        source = m.resolve(source)
        if isinstance(source, Instance):
            source = mapping_of(m, source) or source
        if isinstance(source, Choice):
            source = source.yes if isinstance(source.yes, DictV) else source.no
        if isinstance(source, DictV):
            for k, x in source.items.items():
                m.journal.write(made.items, k, x)
            if source.open:
                m.journal.set(made, "open", source.open)
        elif source is not None:
            pairs = None if isinstance(source, Unknown) else items_of(m, source)
            if pairs is None:
                unknown = source if isinstance(source, Unknown) else Unknown("dict", "the items of a dict")
                m.journal.set(made, "open", unknown)
                if isinstance(made, AttributesV):
                    blur(m, made.items, unknown)
                continue
            for pair in pairs:
                two = items_of(m, pair)
                if two is None or len(two) != 2:
                    m.journal.set(made, "open", Unknown("dict", "the items of a dict"))
                    continue
                m.journal.write(made.items, m.resolve(two[0]), two[1])
    for k, x in kwargs.items():
        if k == OPEN:
            m.journal.set(made, "open", x.source)
        else:
            m.journal.write(made.items, k, x)


def construct_set(m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    """``set(…)``."""
    from scope_lint.interpreter.iteration import items_of

    if not args:
        return SetV({}, cls)
    items = items_of(m, args[0])
    if items is None:
        return SetV({}, cls, open=True)
    keys: dict[Any, None] = {}
    for item in items:
        try:
            keys[m.resolve(item)] = None
        except TypeError as e:
            fault(m, "TypeError", str(e))
    return SetV(keys, cls)


v.LIST.construct = construct_list
v.DICT.construct = construct_dict
v.SET.construct = construct_set
v.FROZENSET.construct = construct_set
