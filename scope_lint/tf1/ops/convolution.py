"""Convolutions and pooling."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.convert import name_scope, to_tensor
from scope_lint.tf1.ops.infer_nn import layout
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

direct("nn.conv3d", "Conv3D")
direct("nn.depthwise_conv2d_native", "DepthwiseConv2dNative")
direct("nn.dilation2d", "Dilation2D", filters="filter")
direct("nn.conv2d_backprop_input", "Conv2DBackpropInput", filters="filter")


def per_dimension(value: Any, data_format: Any, spatial: int = 2) -> Any:
    """Strides (or sizes) for all dimensions from a number or one for each spatial dimension."""
    if isinstance(value, int):
        value = [value] * spatial
    if isinstance(value, (list, tuple)) and len(value) in (1, spatial):
        value = [*value] * (spatial if len(value) == 1 else 1)
        where = layout(spatial + 2, data_format)
        if where is None:
            return Unknown("strides", "data format not known")
        return [1, 1, *value] if where[1] == 1 else [1, *value, 1]
    return value


def _padding(padding: Any) -> tuple[Any, Any]:
    if isinstance(padding, (list, tuple)):
        return "EXPLICIT", [p for pair in padding for p in (pair if isinstance(pair, (list, tuple)) else [pair])]
    return padding, None


@op("nn.conv2d")
def conv2d(
    rt: Runtime, input: Any, filter: Any = None, strides: Any = None, padding: Any = None, data_format: Any = "NHWC",
    dilations: Any = None, name: Any = None, filters: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.conv2d``."""
    padding, explicit = _padding(padding)
    return make(
        rt, "Conv2D", name, input=input, filter=filters if filter is None else filter, strides=per_dimension(strides, data_format),
        padding=padding, explicit_paddings=explicit, data_format=data_format, dilations=per_dimension(dilations, data_format),
    )  # fmt: skip


@op("nn.conv1d")
def conv1d(
    rt: Runtime, value: Any = None, filters: Any = None, stride: Any = None, padding: Any = None, data_format: Any = None,
    name: Any = None, input: Any = None, dilations: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.conv1d``: a conv2d of height 1."""
    value = input if value is None else value
    with name_scope(rt, name, "conv1d") as scope:
        channels_first = data_format in ("NCW", "NCHW")
        where = 2 if channels_first else 1
        stride = stride[0] if isinstance(stride, (list, tuple)) and len(stride) == 1 else stride
        strides = [1, 1, 1, stride] if channels_first else [1, 1, stride, 1]
        rate = dilations[0] if isinstance(dilations, (list, tuple)) and dilations else dilations
        wide = make(rt, "ExpandDims", None, input=value, dim=where)
        kernel = make(rt, "ExpandDims", None, input=filters, dim=0)
        rates = None if rate is None else [1, 1, 1, rate] if channels_first else [1, 1, rate, 1]
        made = make(
            rt, "Conv2D", scope, input=wide, filter=kernel, strides=strides, padding=padding, dilations=rates,
            data_format="NCHW" if channels_first else "NHWC",
        )  # fmt: skip
        return make(rt, "Squeeze", None, input=made, squeeze_dims=[where])


def _transposed(
    scope_name: str, type: str, rt: Runtime, value: Any = None, filter: Any = None, output_shape: Any = None,
    strides: Any = None, padding: Any = "SAME", data_format: Any = None, name: Any = None, input: Any = None,
    filters: Any = None,
) -> Any:  # fmt: skip
    value, kernel = input if value is None else value, filters if filter is None else filter
    with name_scope(rt, name, scope_name) as scope:
        sizes = {"input_sizes": output_shape}
        return make(rt, type, scope, **sizes, filter=kernel, out_backprop=value, strides=strides, padding=padding)


op("nn.conv2d_transpose")(functools.partial(_transposed, "conv2d_transpose", "Conv2DBackpropInput"))
op("nn.conv3d_transpose")(functools.partial(_transposed, "conv3d_transpose", "Conv3DBackpropInputV2"))


@op("nn.depthwise_conv2d")
def depthwise_conv2d(
    rt: Runtime, input: Any, filter: Any = None, strides: Any = None, padding: Any = None, rate: Any = None, name: Any = None,
    data_format: Any = None, dilations: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.depthwise_conv2d``."""
    with name_scope(rt, name, "depthwise") as scope:
        return _depthwise(rt, input, filter, strides, padding, dilations if rate is None else rate, data_format, scope)


def _depthwise(
    rt: Runtime, input: Any, filter: Any, strides: Any, padding: Any, rate: Any, data_format: Any, name: Any
) -> Any:
    """The convolution, between SpaceToBatch and BatchToSpace where it is dilated."""
    rates = [rate] * 2 if isinstance(rate, int) else rate
    if isinstance(rates, (list, tuple)) and len(rates) == 4:
        rates = rates[1:3]
    made_type = "DepthwiseConv2dNative"
    dilated = isinstance(rates, (list, tuple)) and any(r != 1 for r in rates)
    options = {"input": input, "filter": filter, "strides": strides, "padding": padding, "data_format": data_format}
    if not dilated and not isinstance(rates, Unknown):
        return make(rt, made_type, name, **options)
    made = make(rt, made_type, name, **options)
    where = layout(4, data_format)
    dims = shape_of(input)
    shape: Any = Unknown("shape")
    out = shape_of(made)
    if isinstance(rates, (list, tuple)) and where is not None and isinstance(dims, tuple) and isinstance(out, tuple):
        kernel = sh.dims_of(shape_of(filter), 4)
        spatial = [sh.window(dims[i], kernel[j], 1, padding, rates[j]) for j, i in enumerate(where[0])]
        full = list(out)
        for i, d in zip(where[0], spatial, strict=True):
            full[i] = d
        shape = tuple(full)
    return _batch_to_space(rt, made, shape)


def _batch_to_space(rt: Runtime, made: Any, shape: Any) -> Any:
    known = not isinstance(shape, Unknown) and not any(isinstance(d, Unknown) for d in shape)
    return rt.op("BatchToSpaceND", None, shape=shape, dtype=made.dtype if isinstance(made, Tensor) else None, complete=known)


@op("nn.separable_conv2d")
def separable_conv2d(
    rt: Runtime, input: Any, depthwise_filter: Any = None, pointwise_filter: Any = None, strides: Any = None, padding: Any = None,
    rate: Any = None, name: Any = None, data_format: Any = None, dilations: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.separable_conv2d``."""
    with name_scope(rt, name, "separable_conv2d") as scope:
        rate = dilations if rate is None else rate
        deep = _depthwise(rt, input, depthwise_filter, strides, padding, rate, data_format, "depthwise")
        ones = [1, 1, 1, 1]
        return make(rt, "Conv2D", scope, input=deep, filter=pointwise_filter, strides=ones, padding="VALID", data_format=data_format)


@op("nn.convolution")
def convolution(
    rt: Runtime, input: Any, filter: Any = None, padding: Any = None, strides: Any = None, dilation_rate: Any = None, name: Any = None,
    data_format: Any = None, filters: Any = None, dilations: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.convolution`` of one to three spatial dimensions."""
    kernel = filters if filter is None else filter
    rates = dilations if dilation_rate is None else dilation_rate
    with name_scope(rt, name, "convolution") as scope:
        return _convolve(rt, input, kernel, padding, strides, rates, data_format, scope)


def _convolve(rt: Runtime, input: Any, kernel: Any, padding: Any, strides: Any, rates: Any, data_format: Any, name: Any) -> Any:
    shape = shape_of(kernel)
    spatial = len(shape) - 2 if isinstance(shape, tuple) else 2
    dilated = isinstance(rates, Unknown) or (isinstance(rates, (list, tuple)) and any(r != 1 for r in rates))
    if spatial == 1:
        stride = strides[0] if isinstance(strides, (list, tuple)) else 1 if strides is None else strides
        if not dilated:
            return conv1d(rt, input, kernel, stride, padding, data_format, name)
        rate = rates[0] if isinstance(rates, (list, tuple)) else rates
        made = conv1d(rt, input, kernel, 1, padding, data_format, name, dilations=[rate])
        return _batch_to_space(rt, made, shape_of(made))
    type = "Conv3D" if spatial == 3 else "Conv2D"
    form = data_format if isinstance(data_format, (str, Unknown)) else None
    all_strides = per_dimension([1] * spatial if strides is None else strides, form, spatial)
    options = {"input": input, "filter": kernel, "strides": all_strides, "padding": padding, "data_format": form}
    if not dilated:
        return make(rt, type, name, **options)
    made = make(rt, type, name, **options, dilations=per_dimension(rates, form, spatial))
    return _batch_to_space(rt, made, shape_of(made))


@op("nn.atrous_conv2d")
def atrous_conv2d(rt: Runtime, value: Any, filters: Any, rate: Any, padding: Any, name: Any = None) -> Any:
    """``tf.nn.atrous_conv2d``."""
    scope = "atrous_conv2d" if rt.version < (1, 2) and name is None else name
    return convolution(rt, value, filters, padding, dilation_rate=[rate, rate], name=scope)


def _pooling(
    type: str, rt: Runtime, value: Any = None, ksize: Any = None, strides: Any = None, padding: Any = None,
    data_format: Any = None, name: Any = None, input: Any = None,
) -> Any:  # fmt: skip
    value = input if value is None else value
    spatial = 3 if type.endswith("3D") else 2
    with name_scope(rt, name, type) as scope:
        value = to_tensor(rt, value, "input")
        source = {"input" if spatial == 3 or type == "MaxPool" else "value": value}
        return make(
            rt, type, scope, **source, ksize=per_dimension(ksize, data_format, spatial), padding=padding,
            strides=per_dimension(strides, data_format, spatial), data_format=data_format,
        )  # fmt: skip


op("nn.max_pool")(functools.partial(_pooling, "MaxPool"))
op("nn.avg_pool")(functools.partial(_pooling, "AvgPool"))
op("nn.max_pool2d")(functools.partial(_pooling, "MaxPool"))
op("nn.max_pool3d")(functools.partial(_pooling, "MaxPool3D"))
op("nn.avg_pool3d")(functools.partial(_pooling, "AvgPool3D"))


@op("nn.max_pool_with_argmax")
def max_pool_with_argmax(
    rt: Runtime, input: Any, ksize: Any = None, strides: Any = None, padding: Any = None, name: Any = None, Targmax: Any = None
) -> Any:
    """``tf.nn.max_pool_with_argmax``."""
    return tuple(make(rt, "MaxPoolWithArgmax", name, input=input, ksize=ksize, strides=strides, padding=padding))


@op("nn.pool")
def pool(
    rt: Runtime, input: Any, window_shape: Any = None, pooling_type: Any = None, padding: Any = None, dilation_rate: Any = None,
    strides: Any = None, name: Any = None, data_format: Any = None, dilations: Any = None,
) -> Any:  # fmt: skip
    """``tf.nn.pool``."""
    kind = pooling_type.lower() if isinstance(pooling_type, str) else "max"
    with name_scope(rt, name, f"{kind}_pool") as scope:
        window = [window_shape] if isinstance(window_shape, int) else window_shape
        count = len(window) if isinstance(window, (list, tuple)) else 2
        steps = [1] * count if strides is None else strides
        if count == 1 and isinstance(window, (list, tuple)):
            step = steps[0] if isinstance(steps, (list, tuple)) else steps
            wide = make(rt, "ExpandDims", None, input=input, dim=1)
            made = _pool(rt, kind, scope, wide, [1, *window], [1, step], padding, data_format, 2)
            return make(rt, "Squeeze", None, input=made, squeeze_dims=[1])
        return _pool(rt, kind, scope, input, window, steps, padding, data_format, count)


def _pool(rt: Runtime, kind: str, name: Any, value: Any, window: Any, strides: Any, padding: Any, data_format: Any, count: int) -> Any:
    type = ("AvgPool" if kind == "avg" else "MaxPool") + ("3D" if count == 3 else "")
    source = {"value" if type == "AvgPool" else "input": value}
    form = data_format if isinstance(data_format, (str, Unknown)) else None
    return make(
        rt, type, name, **source, ksize=per_dimension(window, form, count), strides=per_dimension(strides, form, count),
        padding=padding, data_format=form,
    )  # fmt: skip
