"""unittest.mock: what is patched is another object for a while; a mock itself is an object that nothing is known of."""

import importlib

from _scope_lint import unknown

DEFAULT = object()


class _Patch:
    """A context manager and decorator that sets attributes and puts the old ones back."""

    def __init__(self, target, values, passed):
        self._target = target
        self._values = values
        self._passed = passed
        self._old = {}

    def __enter__(self):
        for name, value in self._values.items():
            self._old[name] = getattr(self._target, name)
            setattr(self._target, name, value)
        return self._values[self._passed[0]] if self._passed else list(self._values.values())[0]

    def __exit__(self, *exc):
        for name, value in self._old.items():
            setattr(self._target, name, value)

    def start(self):
        return self.__enter__()

    def stop(self):
        self.__exit__()

    def __call__(self, function):
        if isinstance(function, type):
            return function

        def patched(*args, **kwargs):
            with self as made:
                return function(*(args + (made,) if self._passed else args), **kwargs)

        patched.__name__ = function.__name__
        return patched


class _Dict:
    """``patch.dict``."""

    def __init__(self, values, new, clear):
        self._values = values
        self._new = new
        self._clear = clear

    def __enter__(self):
        self._old = dict(self._values)
        if self._clear:
            self._values.clear()
        self._values.update(self._new)
        return self._values

    def __exit__(self, *exc):
        self._values.clear()
        self._values.update(self._old)

    def __call__(self, function):
        def patched(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return patched


class _Patcher:
    def __call__(self, target, new=DEFAULT, *args, **kwargs):
        path, _, name = target.rpartition(".")
        return self._of(_located(path), name, new)

    def object(self, target, attribute, new=DEFAULT, *args, **kwargs):
        return self._of(target, attribute, new)

    def multiple(self, target, **values):
        found = _located(target) if isinstance(target, str) else target
        return _Patch(found, dict((k, _new(x)) for k, x in values.items()), [])

    def dict(self, in_dict, values=(), clear=False, **more):
        new = dict(values)
        new.update(more)
        return _Dict(_located(in_dict) if isinstance(in_dict, str) else in_dict, new, clear)

    def _of(self, target, name, new):
        return _Patch(target, {name: _new(new)}, [name] if new is DEFAULT else [])


def _new(value):
    return unknown("a mock") if value is DEFAULT else value


def _located(path):
    """What a dotted name stands for: a module, or an attribute of one."""
    parts = path.split(".")
    for i in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:i]))
        except ImportError:
            continue
        for part in parts[i:]:
            found = getattr(found, part)
        return found
    return unknown("what is patched")


patch = _Patcher()
ANY = unknown("anything")
sentinel = unknown("a sentinel")


def Mock(*args, **kwargs):
    return unknown("a mock")


MagicMock = NonCallableMock = PropertyMock = create_autospec = mock_open = call = Mock
