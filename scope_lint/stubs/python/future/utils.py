"""future.utils."""

from six import (  # noqa: F401
    PY2,
    PY3,
    add_metaclass,
    binary_type,
    class_types,
    integer_types,
    iteritems,
    iterkeys,
    itervalues,
    python_2_unicode_compatible,
    raise_from,
    string_types,
    text_type,
    viewitems,
    viewkeys,
    viewvalues,
    with_metaclass,
)


def lrange(*args):
    return list(range(*args))


def lzip(*args):
    return list(zip(*args))


def lmap(f, *args):
    return list(map(f, *args))


def native(x):
    return x


def isidentifier(s):
    return s.isidentifier()
