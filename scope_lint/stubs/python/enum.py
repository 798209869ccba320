"""enum: members are instances of their class, made when the class is."""


class EnumMeta(type):
    def __init__(cls, name, bases, env):
        cls._members = []
        for key in list(env):
            value = env[key]
            if key.startswith("_") or callable(value) or isinstance(value, (property, staticmethod, classmethod)):
                continue
            if isinstance(value, auto):
                value = len(cls._members) + 1
            member = object.__new__(cls)
            member.name = member._name_ = key
            member.value = member._value_ = value
            cls._members.append(member)
            setattr(cls, key, member)

    def __call__(cls, value):
        for member in cls._members:
            if member is value or member.value == value:
                return member
        raise ValueError(value)

    def __iter__(cls):
        return iter(cls._members)

    def __getitem__(cls, name):
        return getattr(cls, name)

    def __len__(cls):
        return len(cls._members)


class auto:
    pass


class Enum(metaclass=EnumMeta):
    def __str__(self):
        return type(self).__name__ + "." + self.name

    def __hash__(self):
        return hash(self.name)


class IntEnum(Enum):
    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, IntEnum) else other)

    def __int__(self):
        return self.value

    def __index__(self):
        return self.value


class Flag(Enum):
    pass


def unique(cls):
    return cls
