"""tensorflow.python.util.function_utils: what parameters a function has (the values of fn_args were seen under 1.15)."""

import inspect

from _scope_lint import describe_parameters, unknown


def fn_args(fn):
    found = describe_parameters(fn)
    if found is None:
        return unknown("the parameters of a function")
    names = [name for name, kind, _, _ in found if kind in ("positional", "normal")]
    return tuple(["self"] + names if inspect.isclass(fn) else names)


def has_kwargs(fn):
    found = describe_parameters(fn)
    if found is None:
        return unknown("the parameters of a function")
    return any([kind == "doublestar" for _, kind, _, _ in found])


def get_func_name(func):
    return getattr(func, "__name__", None) or str(func)
