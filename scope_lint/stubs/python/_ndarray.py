"""The operators of numpy.ndarray. ``_operator(op, a, b)`` is a op b, ``_reflected(op, a, b)`` is b op a."""

from _scope_lint_numpy import _contains, _get, _length, _operator, _put, _reflected


class Operators:
    def __getitem__(self, index):
        return _get(self, index)

    def __setitem__(self, index, value):
        _put(self, index, value)

    def __len__(self):
        return _length(self)

    def __contains__(self, item):
        return _contains(self, item)

    def __add__(self, other):
        return _operator("+", self, other)

    def __radd__(self, other):
        return _reflected("+", self, other)

    def __sub__(self, other):
        return _operator("-", self, other)

    def __rsub__(self, other):
        return _reflected("-", self, other)

    def __mul__(self, other):
        return _operator("*", self, other)

    def __rmul__(self, other):
        return _reflected("*", self, other)

    def __truediv__(self, other):
        return _operator("/", self, other)

    def __rtruediv__(self, other):
        return _reflected("/", self, other)

    def __floordiv__(self, other):
        return _operator("//", self, other)

    def __rfloordiv__(self, other):
        return _reflected("//", self, other)

    def __mod__(self, other):
        return _operator("%", self, other)

    def __rmod__(self, other):
        return _reflected("%", self, other)

    def __pow__(self, other):
        return _operator("**", self, other)

    def __rpow__(self, other):
        return _reflected("**", self, other)

    def __matmul__(self, other):
        return _operator("@", self, other)

    def __rmatmul__(self, other):
        return _reflected("@", self, other)

    def __and__(self, other):
        return _operator("&", self, other)

    def __rand__(self, other):
        return _reflected("&", self, other)

    def __or__(self, other):
        return _operator("|", self, other)

    def __ror__(self, other):
        return _reflected("|", self, other)

    def __xor__(self, other):
        return _operator("^", self, other)

    def __rxor__(self, other):
        return _reflected("^", self, other)

    def __lshift__(self, other):
        return _operator("<<", self, other)

    def __rshift__(self, other):
        return _operator(">>", self, other)

    def __lt__(self, other):
        return _operator("<", self, other)

    def __le__(self, other):
        return _operator("<=", self, other)

    def __gt__(self, other):
        return _operator(">", self, other)

    def __ge__(self, other):
        return _operator(">=", self, other)

    def __eq__(self, other):
        return _operator("==", self, other)

    def __ne__(self, other):
        return _operator("!=", self, other)
