"""wrapt: decorators whose wrapper is given the wrapped function, the instance it is bound to and the arguments."""


class ObjectProxy:
    """Stands for the object that it wraps."""

    def __init__(self, wrapped):
        self.__wrapped__ = wrapped

    def __getattr__(self, name):
        return getattr(self.__wrapped__, name)

    @property
    def __name__(self):
        return self.__wrapped__.__name__

    @property
    def __doc__(self):
        return self.__wrapped__.__doc__

    def __call__(self, *args, **kwargs):
        return self.__wrapped__(*args, **kwargs)


CallableObjectProxy = ObjectProxy


class BoundFunctionWrapper(ObjectProxy):
    """A wrapped function as it is read from an instance or a class."""

    def __init__(self, wrapped, instance, wrapper):
        self.__wrapped__ = wrapped
        self._self_instance = instance
        self._self_wrapper = wrapper

    def __call__(self, *args, **kwargs):
        return self._self_wrapper(self.__wrapped__, self._self_instance, args, kwargs)


class _FromClass(BoundFunctionWrapper):
    """Read from the class: the instance is the first argument of the call."""

    def __call__(self, *args, **kwargs):
        instance, rest = args[0], args[1:]
        wrapped = self.__wrapped__.__get__(instance, type(instance))
        return self._self_wrapper(wrapped, instance, rest, kwargs)


class FunctionWrapper(ObjectProxy):
    """What a decorator puts in the place of a function."""

    def __init__(self, wrapped, wrapper, enabled=None):
        self.__wrapped__ = wrapped
        self._self_wrapper = wrapper

    def __get__(self, instance, owner=None):
        wrapped = self.__wrapped__
        if isinstance(wrapped, staticmethod):
            return BoundFunctionWrapper(wrapped.__func__, None, self._self_wrapper)
        if isinstance(wrapped, classmethod):
            cls = owner if owner is not None else type(instance)
            return BoundFunctionWrapper(wrapped.__func__.__get__(cls, type(cls)), cls, self._self_wrapper)
        if instance is None:
            return _FromClass(wrapped, None, self._self_wrapper)
        return BoundFunctionWrapper(wrapped.__get__(instance, owner), instance, self._self_wrapper)

    def __call__(self, *args, **kwargs):
        wrapped = self.__wrapped__
        return self._self_wrapper(wrapped, getattr(wrapped, "__self__", None), args, kwargs)


def decorator(wrapper=None, enabled=None, adapter=None, proxy=FunctionWrapper):
    """Makes a decorator of ``wrapper(wrapped, instance, args, kwargs)``."""
    if wrapper is None:
        return lambda function: decorator(function, enabled, adapter)
    if enabled is False:
        return lambda wrapped: wrapped
    return lambda wrapped: FunctionWrapper(wrapped, wrapper)


def function_wrapper(wrapper):
    return decorator(wrapper)
