"""Public functions without a hand-written model: those that TensorFlow generates from an op's definition."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from scope_lint.tf1.api import RECORDED, ApiTable
from scope_lint.tf1.ops.definitions import definitions
from scope_lint.tf1.ops.make import make
from scope_lint.tf1.ops.registry import OPS, OpFunction

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime


@functools.cache
def _types() -> dict[str, str]:
    """Names of generated functions without their underscores → op types."""
    return {type.lower(): type for type in definitions()}


def _origin(name: str) -> str | None:
    return next((o for o in (ApiTable.load(v).origin(name) for v in reversed(RECORDED)) if o is not None), None)


@functools.cache
def generated(name: str) -> OpFunction | None:
    """The function of a public name that is generated from an op's definition; None for any other."""
    origin = _origin(name)
    if origin is None or ".gen_" not in origin:
        return None
    type = _types().get(origin.rpartition(".")[2].replace("_", ""))
    if type is None:
        return None

    def function(rt: Runtime, /, **given: Any) -> Any:
        made = make(rt, type, given.pop("name", None), **given)
        return tuple(made) if isinstance(made, list) and not any(o.count for o in definitions()[type].outputs) else made

    return OpFunction(name, function)


OPS.fallback = generated
