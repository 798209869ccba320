"""What the abstract classes of collections.abc make of the few methods that their subclasses write."""


class Sized:
    pass


class Container:
    pass


class Hashable:
    pass


class Callable:
    pass


class Iterable:
    pass


class Iterator(Iterable):
    def __iter__(self):
        return self


class Generator(Iterator):
    pass


class Collection(Sized, Iterable, Container):
    pass


class Sequence(Collection):
    def __iter__(self):
        return iter([self[i] for i in range(len(self))])

    def __contains__(self, value):
        return value in list(self)

    def __reversed__(self):
        return reversed(list(self))

    def index(self, value, *bounds):
        return list(self).index(value, *bounds)

    def count(self, value):
        return list(self).count(value)


class MutableSequence(Sequence):
    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        values = list(self)
        for i in range(len(values)):
            self[i] = values[-1 - i]


class Set(Collection):
    def __eq__(self, other):
        return set(self) == set(other)

    def __le__(self, other):
        return set(self) <= set(other)

    def __and__(self, other):
        return self._from_iterable([value for value in other if value in self])

    def __or__(self, other):
        return self._from_iterable(list(self) + list(other))

    def __sub__(self, other):
        return self._from_iterable([value for value in self if value not in other])

    def isdisjoint(self, other):
        return not [value for value in other if value in self]

    @classmethod
    def _from_iterable(cls, values):
        return cls(values)


class MutableSet(Set):
    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        value = list(self)[0]
        self.discard(value)
        return value

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, other):
        for value in other:
            self.add(value)
        return self


class Mapping(Collection):
    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return [key for key in self]

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items())


class MutableMapping(Mapping):
    _missing = object()

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is self._missing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        key = list(self)[0]
        return key, self.pop(key)

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, *others, **values):
        for other in others:
            if hasattr(other, "keys"):
                for key in other.keys():
                    self[key] = other[key]
            else:
                for key, value in other:
                    self[key] = value
        for key, value in values.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default
