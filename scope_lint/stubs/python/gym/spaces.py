"""gym.spaces, as of gym 0.17."""

import numpy as np
from _scope_lint import known, unknown


class Space:
    def __init__(self, shape=None, dtype=None):
        self.shape = None if shape is None else tuple(shape)
        self.dtype = None if known(dtype) and dtype is None else np.dtype(dtype)

    def sample(self):
        return unknown("a sample of a space")

    def seed(self, seed=None):
        pass

    def contains(self, x):
        return unknown("whether a space contains something")

    def __contains__(self, x):
        return self.contains(x)


class Box(Space):
    def __init__(self, low, high, shape=None, dtype=np.float32):
        if shape is not None:
            shape = tuple(shape)
            low = np.full(shape, low) if np.isscalar(low) else low
            high = np.full(shape, high) if np.isscalar(high) else high
        elif not np.isscalar(low):
            shape = low.shape
        else:
            shape = high.shape if not np.isscalar(high) else ()
        self.low = low.astype(dtype) if hasattr(low, "astype") else low
        self.high = high.astype(dtype) if hasattr(high, "astype") else high
        super().__init__(shape, dtype)

    def is_bounded(self, manner="both"):
        return unknown("whether a space is bounded")


class Discrete(Space):
    def __init__(self, n):
        self.n = n
        super().__init__((), np.int64)


class MultiBinary(Space):
    def __init__(self, n):
        self.n = n
        super().__init__((n,), np.int8)


class MultiDiscrete(Space):
    def __init__(self, nvec):
        self.nvec = np.asarray(nvec, dtype=np.int64)
        super().__init__(self.nvec.shape, np.int64)


class Tuple(Space):
    def __init__(self, spaces):
        self.spaces = spaces
        super().__init__(None, None)

    def __getitem__(self, index):
        return self.spaces[index]

    def __len__(self):
        return len(self.spaces)


class Dict(Space):
    def __init__(self, spaces=None, **spaces_kwargs):
        import collections
        spaces = spaces_kwargs if spaces is None else spaces
        if isinstance(spaces, dict) and not isinstance(spaces, collections.OrderedDict):
            spaces = collections.OrderedDict(sorted(list(spaces.items())))
        if isinstance(spaces, list):
            spaces = collections.OrderedDict(spaces)
        self.spaces = spaces
        super().__init__(None, None)

    def __getitem__(self, key):
        return self.spaces[key]

    def __iter__(self):
        return iter(self.spaces)


def flatdim(space):
    if isinstance(space, Box):
        return int(np.prod(space.shape))
    if isinstance(space, (Discrete, MultiBinary)):
        return int(space.n)
    if isinstance(space, Tuple):
        return sum([flatdim(s) for s in space.spaces])
    if isinstance(space, Dict):
        return sum([flatdim(s) for s in space.spaces.values()])
    return unknown("the size of a space")
