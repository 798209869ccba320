"""enum: members are instances of their class, made when the class is, or by a call with their names."""


class EnumMeta(type):
    def __init__(cls, name, bases, env):
        cls._members = []
        for key in list(env):
            value = env[key]
            if key.startswith("_") or callable(value) or isinstance(value, (property, staticmethod, classmethod)):
                continue
            _add(cls, key, cls._next_value() if isinstance(value, auto) else value)

    def _next_value(cls):
        last = cls._members[-1].value if cls._members else 0
        if issubclass(cls, (Flag, IntFlag)):
            return 1 << len(cls._members)
        return last + 1 if isinstance(last, int) else len(cls._members) + 1

    def __call__(cls, value, names=None, module=None, qualname=None, type=None, start=1):
        if names is not None:
            return _made(cls, value, names, start)
        for member in cls._members:
            if member is value or member.value == value:
                return member
        raise ValueError("%r is not a valid %s" % (value, cls.__name__))

    def __iter__(cls):
        return iter(cls._members)

    def __contains__(cls, member):
        return any(member is one for one in cls._members)

    def __getitem__(cls, name):
        for member in cls._members:
            if member.name == name:
                return member
        raise KeyError(name)

    def __len__(cls):
        return len(cls._members)

    @property
    def __members__(cls):
        return dict((member.name, member) for member in cls._members)


def _add(cls, name, value):
    native = [base for base in (int, str, float, tuple) if issubclass(cls, base)]
    member = native[0].__new__(cls, value) if native else object.__new__(cls)
    member.name = member._name_ = name
    member.value = member._value_ = value
    cls._members.append(member)
    setattr(cls, name, member)


def _made(base, name, names, start):
    """``Enum("Color", "RED GREEN")``."""
    made = EnumMeta(name, (base,), {})
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    pairs = names.items() if isinstance(names, dict) else names
    for i, one in enumerate(pairs):
        key, value = (one, start + i) if isinstance(one, str) else one
        _add(made, key, value)
    return made


class auto:
    pass


class Enum(metaclass=EnumMeta):
    def __str__(self):
        return type(self).__name__ + "." + self.name

    def __repr__(self):
        return "<" + str(self) + ": " + repr(self.value) + ">"

    def __hash__(self):
        return hash(self.name)


class IntEnum(int, Enum):
    pass


class Flag(Enum):
    pass


class IntFlag(IntEnum):
    pass


def unique(cls):
    return cls
