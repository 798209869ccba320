"""``tensor[…]`` and StridedSlice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops import values
from scope_lint.tf1.ops.convert import name_scope, plain, to_tensor
from scope_lint.tf1.ops.make import Call, make, shapes, value
from scope_lint.tf1.ops.registry import BINARY
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

_MASKS: Final = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")


def getitem(rt: Runtime, tensor: Any, index: Any) -> Any:
    """``tensor[index]``: ints, slices, None, Ellipsis and scalar tensors."""
    begin: list[Any] = []
    end: list[Any] = []
    strides: list[Any] = []
    masks = dict.fromkeys(_MASKS, 0)
    for i, item in enumerate(index if isinstance(index, (tuple, list)) else (index,)):
        bit = 1 << i
        item = plain(item) if not isinstance(item, (slice, type(...))) else item
        if isinstance(item, slice):
            start, stop, step = plain(item.start), plain(item.stop), plain(item.step)
            begin.append(0 if start is None else start)
            end.append(0 if stop is None else stop)
            strides.append(1 if step is None else step)
            masks["begin_mask"] |= bit if start is None else 0
            masks["end_mask"] |= bit if stop is None else 0
        elif item is ... or item is None:
            begin.append(0)
            end.append(0)
            strides.append(1)
            masks["ellipsis_mask" if item is ... else "new_axis_mask"] |= bit
        else:
            begin.append(item)
            end.append(_next(rt, item))
            strides.append(1)
            masks["shrink_axis_mask"] |= bit
    with name_scope(rt, None, "strided_slice") as scope:
        parts = [to_tensor(rt, part, "stack", None) for part in (begin, end, strides)]
        return make(rt, "StridedSlice", scope, input=tensor, begin=parts[0], end=parts[1], strides=parts[2], **masks)


def _next(rt: Runtime, item: Any) -> Any:
    if isinstance(item, Tensor):
        return BINARY["+"](rt, item, 1)
    return item + 1 if isinstance(item, int) else Unknown("index", "index not known")


Spec = tuple[str, Any, Any, Any]
"""``new``, ``pick`` or ``slice``, with begin, end and stride (None: open)."""


class _Open:
    """Stands for an end that is left out."""


OPEN: Final = _Open()


def _specs(call: Call, rank: int | None) -> list[Spec] | None | Unknown:
    """What happens to each dimension; None where TensorFlow cannot tell."""
    begin, end, strides = (call.vector(n) for n in ("begin", "end", "strides"))
    length = first_of([len(v) for v in (begin, end, strides) if isinstance(v, tuple)])
    masks = [call.attribute(m) or 0 for m in _MASKS]
    if length is None or not all(isinstance(m, int) for m in masks):
        return sh.not_known(begin, end, strides) or (sh.unknown_shape() if length is not None else None)
    first, last, dots, new, pick = masks
    begins, ends, steps = (v if isinstance(v, tuple) else (sh.not_known(v),) * length for v in (begin, end, strides))
    specs: list[Spec] = []
    for i in range(length):
        bit = 1 << i
        if dots & bit:
            after = sum(1 for j in range(i + 1, length) if not new & (1 << j))
            done = sum(1 for s in specs if s[0] != "new")
            if rank is None:
                return None
            specs += [("slice", OPEN, OPEN, 1)] * max(0, rank - done - after)
        elif new & bit:
            specs.append(("new", None, None, None))
        elif pick & bit:
            specs.append(("pick", begins[i], None, None))
        else:
            specs.append(("slice", OPEN if first & bit else begins[i], OPEN if last & bit else ends[i], steps[i]))
    return specs


@shapes("StridedSlice")
def _strided_slice(call: Call) -> Any:
    shape = call.shape("input")
    specs = _specs(call, len(shape) if isinstance(shape, tuple) else None)
    if not isinstance(specs, list) or not isinstance(shape, tuple):
        return sh.not_known(shape, specs if isinstance(specs, Unknown) else None)
    out: list[sh.Dim] = []
    rest = list(shape)
    for kind, begin, end, step in specs:
        if kind == "new":
            out.append(1)
            continue
        if not rest:
            raise sh.Mismatch(f"Index out of range using input dim {len(shape)}; input has only {len(shape)} dims")
        dim = rest.pop(0)
        if kind == "slice":
            out.append(_length(dim, begin, end, step))
        elif isinstance(dim, int) and isinstance(begin, int) and not -dim <= begin < dim:
            raise sh.Mismatch(f"slice index {begin} of dimension {len(shape) - len(rest) - 1} out of bounds.")
    return (*out, *rest)


def _length(dim: sh.Dim, begin: Any, end: Any, step: Any) -> sh.Dim:
    if begin is OPEN and end is OPEN and step in (1, -1):
        return dim
    parts = [None if p is OPEN else p for p in (begin, end)]
    known = all(p is OPEN or isinstance(p, int) for p in (begin, end)) and isinstance(step, int) and step != 0
    if isinstance(dim, int) and known:
        return len(range(*slice(parts[0], parts[1], step).indices(dim)))
    blame = [p for p in (dim, begin, end, step) if not isinstance(p, (int, _Open))]
    return None if any(p is None for p in blame) else sh.not_known(*blame)


@value("StridedSlice")
def _strided_slice_value(call: Call) -> Any:
    found = values.value_of(call.inputs["input"])
    if not isinstance(found, tuple):
        return found if isinstance(found, Unknown) else None
    specs = _specs(call, 1)
    if not isinstance(specs, list) or len(specs) != 1:
        return Unknown("value", "value of a slice")
    kind, begin, end, step = specs[0]
    if kind == "pick":
        if not isinstance(begin, int):
            return Unknown("value") if isinstance(begin, Unknown) else None
        if isinstance(found, values.Partial):
            return None  # TensorFlow folds the element of a shape only where all of it is known
        return found[begin] if -len(found) <= begin < len(found) else None
    bounds = [None if p is OPEN else p for p in (begin, end)]
    if kind != "slice" or not all(b is None or isinstance(b, int) for b in bounds) or not isinstance(step, int) or not step:
        return Unknown("value", "value of a slice")
    picked = found[slice(bounds[0], bounds[1], step)]
    return values.Partial(picked) if isinstance(found, values.Partial) else picked
