"""inspect, as far as signatures and kinds of things go."""

import collections
import types

from _scope_lint import describe_parameters, unknown

FullArgSpec = collections.namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
ArgSpec = collections.namedtuple("ArgSpec", "args varargs keywords defaults")


class Parameter:
    class empty:
        pass

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

    def __init__(self, name, kind, default=empty, annotation=empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


_empty = Parameter.empty
_KINDS = {"positional": 0, "normal": 1, "star": 2, "keyword": 3, "doublestar": 4}


class Signature:
    empty = Parameter.empty

    def __init__(self, parameters):
        self.parameters = parameters

    def bind(self, *args, **kwargs):
        return unknown("the bound arguments of a signature")


def _parameters(func):
    found = describe_parameters(func)
    if found is None:
        return None
    return [Parameter(name, _KINDS[kind], default if has else Parameter.empty) for name, kind, has, default in found]


def signature(func, **kwargs):
    found = _parameters(func)
    if found is None:
        return unknown("the signature of a function")
    return Signature(collections.OrderedDict([(p.name, p) for p in found]))


def getfullargspec(func):
    found = describe_parameters(func, True)  # a bound method's self counts here
    if found is None:
        return unknown("the signature of a function")
    args = [name for name, kind, _, _ in found if kind in ("positional", "normal")]
    defaults = tuple([default for _, kind, has, default in found if has and kind in ("positional", "normal")])
    star = [name for name, kind, _, _ in found if kind == "star"]
    double = [name for name, kind, _, _ in found if kind == "doublestar"]
    only = [name for name, kind, _, _ in found if kind == "keyword"]
    return FullArgSpec(args, star[0] if star else None, double[0] if double else None, defaults or None, only, None, {})


def getargspec(func):
    spec = getfullargspec(func)
    return ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)


def getcallargs(func, *args, **kwargs):
    found = describe_parameters(func, True)
    if found is None:
        return unknown("the arguments of a call")
    if ismethod(func) and func.__self__ is not None:
        args = (func.__self__,) + args
    bound, rest, left = {}, list(args), dict(kwargs)
    for name, kind, has, default in found:
        if kind == "star":
            bound[name], rest = tuple(rest), []
        elif kind == "doublestar":
            bound[name], left = left, {}
        elif rest and kind in ("positional", "normal"):
            bound[name] = rest.pop(0)
        elif name in left:
            bound[name] = left.pop(name)
        elif has:
            bound[name] = default
        else:
            raise TypeError("missing a required argument: '%s'" % name)
    if rest or left:
        raise TypeError("too many arguments")
    return bound


def isclass(x):
    return isinstance(x, type)


def ismethod(x):
    return isinstance(x, types.MethodType)


def isfunction(x):
    return isinstance(x, types.FunctionType)


def ismodule(x):
    return isinstance(x, types.ModuleType)


def isbuiltin(x):
    return isinstance(x, types.BuiltinFunctionType)


def isroutine(x):
    return isfunction(x) or ismethod(x) or isbuiltin(x)


def isgenerator(x):
    return isinstance(x, types.GeneratorType)


def isgeneratorfunction(x):
    return unknown("whether a function is a generator")


def isabstract(x):
    return False


def getmodule(x):
    return unknown("the module of a value")


def getmro(cls):
    return cls.__mro__


def getdoc(x):
    return getattr(x, "__doc__", None)


def getmembers(x, predicate=None):
    names = [name for name in dir(x)]
    found = [(name, getattr(x, name)) for name in names]
    return [(name, value) for name, value in found if predicate is None or predicate(value)]


def stack(*args):
    return unknown("the call stack")


def currentframe():
    return unknown("the call stack")


def getsource(x):
    return unknown("the source of a function")


def unwrap(func):
    while hasattr(func, "__wrapped__"):
        func = func.__wrapped__
    return func
