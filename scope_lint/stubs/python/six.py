"""six, on Python 3."""

import functools

PY2 = False
PY3 = True
PY34 = True
string_types = (str,)
integer_types = (int,)
class_types = (type,)
text_type = str
binary_type = bytes
MAXSIZE = 9223372036854775807
wraps = functools.wraps
unichr = chr
int2byte = chr


def iteritems(d, **kw):
    return d.items(**kw)


def iterkeys(d, **kw):
    return d.keys(**kw)


def itervalues(d, **kw):
    return d.values(**kw)


viewitems, viewkeys, viewvalues = iteritems, iterkeys, itervalues


callable = callable


def add_metaclass(metaclass):
    def wrapper(cls):
        if metaclass.__name__ == "ABCMeta":
            return cls
        return metaclass(cls.__name__, cls.__bases__, dict(cls.__dict__))
    return wrapper


def with_metaclass(meta, *bases):
    return type.__new__(meta, "temporary_class", bases or (object,), {})


def get_function_name(f):
    return f.__name__


def get_method_function(f):
    return f.__func__


def get_method_self(f):
    return f.__self__


def get_function_code(f):
    return f.__code__


def b(s):
    return s


u = b


def ensure_str(s, *args):
    return s


ensure_text = ensure_str


def python_2_unicode_compatible(cls):
    return cls


def raise_from(value, from_value):
    raise value


def reraise(kind, value, traceback=None):
    raise value


def next(it):
    return it.__next__()


class Iterator:
    def next(self):
        return type(self).__next__(self)


import six.moves as moves  # noqa: E402, F401
