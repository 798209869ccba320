"""weakref: nothing dies while the analysis looks."""


class WeakKeyDictionary(dict):
    pass


class WeakValueDictionary(dict):
    pass


class WeakSet(set):
    pass


class ref:
    def __init__(self, value, callback=None):
        self._value = value

    def __call__(self):
        return self._value


def proxy(value, callback=None):
    return value
