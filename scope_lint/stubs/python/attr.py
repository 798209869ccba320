"""attr: classes whose attributes are what ``attr.ib()`` was assigned to (or, with auto_attribs, annotated)."""

NOTHING = object()


class Factory:
    def __init__(self, factory, takes_self=False):
        self.factory = factory


class _Attribute:
    def __init__(self, default, converter, init):
        self.default = default
        self.converter = converter
        self.init = init


def ib(default=NOTHING, validator=None, converter=None, factory=None, init=True, **options):
    return _Attribute(default if factory is None else Factory(factory), converter or options.get("convert"), init)


def _attributes(cls):
    found = {}
    for base in cls.__mro__[::-1]:
        attrs = base.__dict__
        for name in attrs.get("__annotations__", {}):
            given = attrs.get(name, NOTHING)
            found[name] = given if isinstance(given, _Attribute) else ib(given)
        for name in list(attrs):
            if isinstance(attrs[name], _Attribute):
                found[name] = attrs[name]
    return found


def _make_init(found):
    def __init__(self, *args, **kwargs):
        used = 0
        for name in found:
            one = found[name]
            given = name.lstrip("_")
            if one.init and used < len(args):
                value = args[used]
            elif one.init and given in kwargs:
                value = kwargs[given]
            elif isinstance(one.default, Factory):
                value = one.default.factory()
            else:
                value = one.default
            used += 1 if one.init else 0
            self.__dict__[name] = value if one.converter is None else one.converter(value)
        if hasattr(self, "__attrs_post_init__"):
            self.__attrs_post_init__()
    return __init__


def s(cls=None, **options):
    def wrap(cls):
        found = _attributes(cls)
        cls.__attrs_attrs__ = found
        cls.__init__ = _make_init(found)
        return cls
    return wrap if cls is None else wrap(cls)


attrs = define = mutable = frozen = dataclass = s
attrib = field = ib


def asdict(instance):
    return {name: getattr(instance, name) for name in instance.__attrs_attrs__}


def evolve(instance, **changes):
    values = asdict(instance)
    values.update(changes)
    return type(instance)(**values)
