"""TensorFlow's initializer objects: they matter only in that they are no constants and need a shape."""

from __future__ import annotations

from typing import Any, ClassVar

from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed

NAMES = (
    "zeros_initializer", "ones_initializer", "constant_initializer", "random_uniform_initializer", "random_normal_initializer",
    "truncated_normal_initializer", "uniform_unit_scaling_initializer", "variance_scaling_initializer", "orthogonal_initializer",
    "glorot_uniform_initializer", "glorot_normal_initializer",
)  # fmt: skip


class Initializer(Exposed):
    """``tf.zeros_initializer()`` and the like."""

    exposed: ClassVar[frozenset[str]] = frozenset({"__call__"})

    def __init__(self, runtime: Any, name: str) -> None:
        self._runtime = runtime
        self.name = name

    def __call__(self, shape: Any = None, dtype: Any = None, partition_info: Any = None) -> Any:
        """The initial value as a tensor."""
        return self._runtime.op("Const", self.name.removesuffix("_initializer"), shape=shape, dtype=dtype)


class InitializerClass(Exposed):
    """``tf.zeros_initializer`` itself, which get_variable takes as well."""

    exposed: ClassVar[frozenset[str]] = frozenset({"__call__"})

    def __init__(self, runtime: Any, name: str) -> None:
        self._runtime = runtime
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """An initializer; up to 0.12 ``zeros_initializer`` and ``ones_initializer`` are initializers themselves."""
        made = Initializer(self._runtime, self.name)
        if self.name in ("zeros_initializer", "ones_initializer") and self._runtime.version < (1, 0):
            if not args and "shape" not in kwargs:
                raise TFError("TypeError", f"{self.name}() missing 1 required positional argument: 'shape'", cause="version")
            return made(*args, **kwargs)
        return made
