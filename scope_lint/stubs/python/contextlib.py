"""contextlib, as far as programs that build graphs use it."""

import functools


class _GeneratorContextManager:
    def __init__(self, func, args, kwargs):
        self.func, self.args, self.kwargs = func, args, kwargs
        self.gen = func(*args, **kwargs)

    def __enter__(self):
        return next(self.gen)

    def __exit__(self, kind, value, traceback):
        if kind is None:
            next(self.gen, None)
            return False
        return self.gen.throw(value)

    def __call__(self, func):
        @functools.wraps(func)
        def inner(*args, **kwargs):
            with self.__class__(self.func, self.args, self.kwargs):
                return func(*args, **kwargs)
        return inner


def contextmanager(func):
    @functools.wraps(func)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(func, args, kwargs)
    return helper


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @functools.wraps(func)
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return func(*args, **kwargs)
        return inner


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self.exceptions = exceptions

    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self.exceptions)


class redirect_stdout(AbstractContextManager):
    def __init__(self, target):
        self.target = target

    def __enter__(self):
        return self.target


redirect_stderr = redirect_stdout


class ExitStack:
    def __init__(self):
        self._callbacks = []

    def enter_context(self, manager):
        result = manager.__enter__()
        self._callbacks.append(manager.__exit__)
        return result

    def push(self, leave):
        self._callbacks.append(leave.__exit__ if hasattr(leave, "__exit__") else leave)
        return leave

    def callback(self, function, *args, **kwargs):
        self._callbacks.append(lambda kind, value, traceback: function(*args, **kwargs))
        return function

    def pop_all(self):
        other = ExitStack()
        other._callbacks, self._callbacks = self._callbacks, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        swallowed = False
        while self._callbacks:
            leave = self._callbacks.pop()
            if leave(kind, value, traceback) and kind is not None:
                swallowed, kind, value = True, None, None
        return swallowed


def nested(*managers):
    stack = ExitStack()
    for manager in managers:
        stack.enter_context(manager)
    return stack
