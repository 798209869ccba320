"""What a layer accepts, as the layers of all versions since 1.2 say it (keras/engine/input_spec.py in 1.15)."""

from _scope_lint import known, static_shape, version


class InputSpec(object):
    """The rank and the sizes of an input; its dtype and its shape as a whole are kept, not checked."""

    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.dtype = dtype
        self.shape = shape
        self.ndim = ndim if shape is None else len(shape)
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}


def same_at(dims, axes):
    """What accepts inputs of the same rank with the same sizes along some axes; None where that is not known."""
    if dims is None or not all([known(axis) for axis in axes]):
        return None
    if version >= (1, 5):
        axes = [axis % len(dims) for axis in axes]
    return InputSpec(ndim=len(dims), axes=dict([(axis, dims[axis]) for axis in axes]))


def check_inputs(specs, inputs, layer):
    """Raises ValueError where an input is not what a layer accepts; what is not known is."""
    if not known(specs) or specs is None or not known(inputs):
        return
    specs = list(specs) if isinstance(specs, (list, tuple)) else [specs]
    inputs = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    if len(specs) != len(inputs):
        return
    for index, spec in enumerate(specs):
        x = inputs[index]
        if known(spec) and spec is not None and known(x) and hasattr(x, "get_shape"):
            _check(spec, static_shape(x), "Input %d of layer %s is incompatible with the layer: " % (index, layer))


def _check(spec, dims, refusal):
    if dims is None:
        return
    found = str(len(dims))
    full = ". Full shape received: " + str(dims)
    if _given(spec.ndim) and len(dims) != spec.ndim:
        raise ValueError(refusal + "expected ndim=" + str(spec.ndim) + ", found ndim=" + found + full)
    if _given(spec.max_ndim) and len(dims) > spec.max_ndim:
        raise ValueError(refusal + "expected max_ndim=" + str(spec.max_ndim) + ", found ndim=" + found)
    if _given(spec.min_ndim) and len(dims) < spec.min_ndim:
        raise ValueError(refusal + ": expected min_ndim=" + str(spec.min_ndim) + ", found ndim=" + found + full)
    if not known(spec.axes):
        return
    for axis, size in spec.axes.items():
        size = getattr(size, "value", size)
        here = dims[axis]
        if _given(size) and _given(here) and here != size:
            raise ValueError(
                refusal
                + "expected axis "
                + str(axis)
                + " of input shape to have value "
                + str(size)
                + " but received input with shape "
                + str(dims)
            )


def _given(number):
    return known(number) and number is not None
