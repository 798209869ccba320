"""tensorflow.python.util.tf_decorator."""

import functools


def make_decorator(target, decorator_func, decorator_name=None, decorator_doc="", decorator_argspec=None):
    return functools.wraps(target)(decorator_func)


def unwrap(maybe_tf_decorator):
    return [], maybe_tf_decorator
