"""attrdict: a dict whose items are attributes too; dicts in it become one when they are read."""


class AttrDict(dict):
    def __getattr__(self, name):
        if name in self:
            return self._wrapped(self[name])
        raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def _wrapped(self, value):
        if isinstance(value, dict) and not isinstance(value, AttrDict):
            return type(self)(value)
        if isinstance(value, (list, tuple)):
            return tuple([self._wrapped(item) for item in value])
        return value


class AttrMap(AttrDict):
    pass


class AttrDefault(AttrDict):
    pass
