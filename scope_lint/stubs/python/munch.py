"""munch: a dict whose items are attributes too."""


class Munch(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        del self[name]

    def toDict(self):
        return unmunchify(self)

    def copy(self):
        return munchify(self)

    @classmethod
    def fromDict(cls, d):
        return munchify(d, cls)


class DefaultMunch(Munch):
    pass


Bunch = Munch


def munchify(x, factory=Munch):
    if isinstance(x, dict):
        made = factory()
        for key in x:
            made[key] = munchify(x[key], factory)
        return made
    if isinstance(x, (list, tuple)):
        return type(x)([munchify(item, factory) for item in x])
    return x


def unmunchify(x):
    if isinstance(x, dict):
        return {key: unmunchify(x[key]) for key in x}
    if isinstance(x, (list, tuple)):
        return type(x)([unmunchify(item) for item in x])
    return x


bunchify, unbunchify = munchify, unmunchify
