"""TensorFlow's initializer objects: they matter only in that they are no constants and need a shape."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed

NAMES: Final = (
    "zeros_initializer", "ones_initializer", "constant_initializer", "random_uniform_initializer", "random_normal_initializer",
    "truncated_normal_initializer", "uniform_unit_scaling_initializer", "variance_scaling_initializer", "orthogonal_initializer",
    "glorot_uniform_initializer", "glorot_normal_initializer",
)  # fmt: skip


_VALUES: Final = {
    "zeros_initializer": "zeros", "ones_initializer": "ones", "constant_initializer": "Const", "orthogonal_initializer": "mul",
    "random_normal_initializer": "random_normal", "truncated_normal_initializer": "truncated_normal",
    "variance_scaling_initializer": "truncated_normal", "glorot_normal_initializer": "truncated_normal",
}  # fmt: skip
"""The names of the ops that the initializers make their values with (the others: random_uniform)."""


class Initializer(Exposed):
    """``tf.zeros_initializer()`` and the like."""

    inner_module: ClassVar[str] = "tensorflow.python.ops.init_ops"
    exposed: ClassVar[frozenset[str]] = frozenset({"__call__"})

    def __init__(self, runtime: Any, name: str, dtype: Any = None) -> None:
        self._runtime = runtime
        self.name = name
        self._dtype = "float32" if dtype is None else dtype

    def __call__(self, shape: Any, dtype: Any = None, partition_info: Any = None, verify_shape: Any = None) -> Any:
        """The initial value as a tensor."""
        constant = self.name in ("zeros_initializer", "ones_initializer") and self._runtime.version < (1, 1)
        op = "Const" if constant else _VALUES.get(self.name, "random_uniform")
        return self._runtime.op("Const", op, shape=shape, dtype=self._dtype if dtype is None else dtype)


class InitializerClass(Exposed):
    """``tf.zeros_initializer`` itself, which get_variable takes as well."""

    exposed: ClassVar[frozenset[str]] = frozenset({"__call__"})

    def __init__(self, runtime: Any, name: str) -> None:
        self._runtime = runtime
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """An initializer; up to 0.12 ``zeros_initializer`` is one itself (``ones_initializer`` is not)."""
        made = Initializer(self._runtime, self.name, kwargs.get("dtype"))
        if self.name == "zeros_initializer" and self._runtime.version < (1, 0):
            if not args and "shape" not in kwargs:
                raise TFError("TypeError", f"{self.name}() missing 1 required positional argument: 'shape'", cause="version")
            return made(*args, **kwargs)
        return made
