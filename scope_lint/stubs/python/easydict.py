"""easydict: a dict whose items are attributes too, at every depth."""


class EasyDict(dict):
    def __init__(self, d=None, **kwargs):
        items = dict(d or {})
        items.update(kwargs)
        for key in items:
            setattr(self, key, items[key])

    def __setattr__(self, name, value):
        if isinstance(value, (list, tuple)):
            value = type(value)([self.__class__(x) if isinstance(x, dict) else x for x in value])
        elif isinstance(value, dict) and not isinstance(value, EasyDict):
            value = EasyDict(value)
        super().__setattr__(name, value)
        super().__setitem__(name, value)

    __setitem__ = __setattr__

    def update(self, e=None, **f):
        d = dict(e or {})
        d.update(f)
        for key in d:
            setattr(self, key, d[key])

    def pop(self, k, d=None):
        delattr(self, k)
        return super().pop(k, d)
