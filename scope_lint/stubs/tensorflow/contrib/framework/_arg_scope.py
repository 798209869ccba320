"""tf.contrib.framework.arg_scope: default arguments for the functions that add_arg_scope decorates."""

import functools
import inspect

from _scope_lint import known, version

_STACK = [{}]
"""The scopes that are open, innermost last: a function's key → the arguments it is given by default."""

_DECORATED = {}
"""The names of the arguments with defaults of each decorated function."""


def arg_scope_func_key(op):
    """What a function goes by in a scope."""
    return getattr(op, "_key_op", str(op))


def current_arg_scope():
    """The innermost scope, a dict."""
    return _STACK[-1]


class _ArgScope(object):
    """What ``arg_scope(…)`` gives: a context manager, which may decorate a function, too."""

    def __init__(self, list_ops_or_scope, kwargs):
        self._ops = list_ops_or_scope
        self._kwargs = kwargs

    def __enter__(self):
        scope = self._scope()
        _STACK.append(scope)
        return scope

    def _scope(self):
        if isinstance(self._ops, dict):
            if self._kwargs:
                raise ValueError("When attempting to re-use a scope by suppling adictionary, kwargs must be empty.")
            return self._ops.copy()
        if not known(self._ops):
            return self._ops if not self._kwargs else current_arg_scope().copy()
        if not isinstance(self._ops, (list, tuple)):
            raise TypeError("list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)")
        scope = current_arg_scope().copy()
        for op in self._ops:
            if not known(op):
                continue
            if not has_arg_scope(op):
                raise ValueError("%s is not decorated with @add_arg_scope", _name(op))
            key = arg_scope_func_key(op)
            given = dict(scope.get(key, {}))
            given.update(self._kwargs)
            scope[key] = given
        return scope

    def __exit__(self, kind, value, trace):
        _STACK.pop()

    def __call__(self, function):
        @functools.wraps(function)
        def inside(*args, **kwargs):
            with _ArgScope(self._ops, self._kwargs):
                return function(*args, **kwargs)

        return inside


def _name(op):
    return (getattr(op, "__module__", None), getattr(op, "__name__", op)) if version >= (1, 4) else op


def arg_scope(list_ops_or_scope, **kwargs):
    return _ArgScope(list_ops_or_scope, kwargs)


def add_arg_scope(func):
    """Let arg_scope set the arguments of a function."""
    key = "%s:%s:%d" % (getattr(func, "__module__", ""), getattr(func, "__name__", ""), len(_DECORATED))

    @functools.wraps(func)
    def func_with_args(*args, **kwargs):
        scope = _STACK[-1]
        if not known(scope) or key not in scope:
            return func(*args, **kwargs)
        given = scope[key].copy()
        given.update(kwargs)
        return func(*args, **given)

    _DECORATED[key] = func
    setattr(func_with_args, "_key_op", key)
    return func_with_args


def has_arg_scope(func):
    """Whether add_arg_scope decorated a function."""
    return getattr(func, "_key_op", None) in _DECORATED


def arg_scoped_arguments(func):
    """The names of the arguments that arg_scope can set."""
    if not has_arg_scope(func):
        raise ValueError("%s is not decorated with @add_arg_scope" % (_name(func),))
    spec = inspect.getfullargspec(_DECORATED[arg_scope_func_key(func)])
    return tuple(spec.args[-len(spec.defaults) :]) if spec.defaults else ()
