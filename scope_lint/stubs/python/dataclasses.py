"""dataclasses: the annotated names are the fields, in the order of the bases."""

MISSING = object()


class Field:
    def __init__(self, default=MISSING, default_factory=MISSING, init=True):
        self.default = default
        self.default_factory = default_factory
        self.init = init


def field(default=MISSING, default_factory=MISSING, init=True, **options):
    return Field(default, default_factory, init)


def _fields(cls):
    found = {}
    for base in cls.__mro__[::-1]:
        attrs = base.__dict__
        for name in attrs.get("__annotations__", {}):
            given = attrs.get(name, MISSING)
            found[name] = given if isinstance(given, Field) else Field(given)
    return found


def _make_init(fields):
    def __init__(self, *args, **kwargs):
        used = 0
        for name in fields:
            one = fields[name]
            if one.init and used < len(args):
                value = args[used]
            elif one.init and name in kwargs:
                value = kwargs[name]
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.default is not MISSING:
                value = one.default
            else:
                raise TypeError(f"__init__() missing required argument: '{name}'")
            used += 1 if one.init else 0
            self.__dict__[name] = value
        if hasattr(self, "__post_init__"):
            self.__post_init__()
    return __init__


def dataclass(cls=None, **options):
    def wrap(cls):
        found = _fields(cls)
        cls.__dataclass_fields__ = found
        for name in found:
            if found[name].default is not MISSING:
                setattr(cls, name, found[name].default)
        if options.get("init", True):
            cls.__init__ = _make_init(found)
        if options.get("eq", True) and "__eq__" not in cls.__dict__:
            cls.__eq__ = _equal
        return cls
    return wrap if cls is None else wrap(cls)


def _equal(self, other):
    return type(self) is type(other) and astuple(self) == astuple(other)


class _Named:
    def __init__(self, name, field):
        self.name = name
        self.default = field.default
        self.default_factory = field.default_factory


def fields(cls):
    found = cls.__dataclass_fields__
    return tuple([_Named(name, found[name]) for name in found])


def is_dataclass(value):
    return hasattr(value, "__dataclass_fields__")


def _plain(value):
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(x) for x in value])
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in value}
    return value


def asdict(instance):
    return {name: _plain(getattr(instance, name)) for name in instance.__dataclass_fields__}


def astuple(instance):
    return tuple([getattr(instance, name) for name in instance.__dataclass_fields__])


def replace(instance, **changes):
    values = {name: getattr(instance, name) for name in instance.__dataclass_fields__}
    values.update(changes)
    return type(instance)(**values)
