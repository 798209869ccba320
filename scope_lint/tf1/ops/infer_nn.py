"""Static shapes of the op types of neural networks, images and random numbers."""

from __future__ import annotations

from typing import Any

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops import values
from scope_lint.tf1.ops.infer_array import from_vector
from scope_lint.tf1.ops.infer_math import first
from scope_lint.tf1.ops.make import Call, integers, shapes


def layout(rank: int, data_format: Any) -> tuple[list[int], int] | None:
    """The spatial dimensions and the channel dimension for ``NHWC``, ``NCHW``, ``NDHWC`` …; None where not known."""
    if isinstance(data_format, Unknown):
        return None
    text = data_format if isinstance(data_format, str) else "N...C"
    return (list(range(2, rank)), 1) if text.startswith("NC") else (list(range(1, rank - 1)), rank - 1)


def _per_dimension(found: Any, rank: int) -> list[Any]:
    listed = integers(found)
    if isinstance(listed, list) and len(listed) == rank:
        return list(listed)
    blame = Unknown("stride", "strides not known") if listed is not None else 1
    return [blame] * rank


def _windows(call: Call, rank: int, kernel: list[sh.Dim], channels: sh.Dim, batch: sh.Dim, dims: tuple[sh.Dim, ...]) -> sh.Shape:
    where = layout(rank, call.attribute("data_format"))
    if where is None:
        return (batch, *(sh.unknown_dim() for _ in range(rank - 1)))
    spatial, channel = where
    strides = _per_dimension(call.attribute("strides"), rank)
    dilations = _per_dimension(call.attribute("dilations"), rank)
    explicit = integers(call.attribute("explicit_paddings"))
    out: list[sh.Dim] = [None] * rank
    out[0], out[channel] = batch, channels
    for i, k in zip(spatial, kernel, strict=True):
        edges = (explicit[2 * i], explicit[2 * i + 1]) if isinstance(explicit, list) and len(explicit) == 2 * rank else (0, 0)
        dilation = dilations[i] if isinstance(dilations[i], int) else 1
        if isinstance(dilations[i], Unknown) and call.attribute("padding") != "SAME":
            out[i] = sh.unknown_dim()
        else:
            out[i] = sh.window(dims[i], k, strides[i], call.attribute("padding"), dilation, edges)
    return tuple(out)


def _convolution(call: Call, rank: int) -> Any:
    dims, kernel = sh.dims_of(call.shape("input"), rank), sh.dims_of(call.shape("filter"), rank)
    where = layout(rank, call.attribute("data_format"))
    if where is not None:
        depth, wanted = dims[where[1]], kernel[-2]
        if isinstance(depth, int) and isinstance(wanted, int) and wanted and depth % wanted:
            raise sh.Mismatch(f"Depth of input ({depth}) is not a multiple of input depth of filter ({wanted})")
    return _windows(call, rank, list(kernel[:-2]), kernel[-1], dims[0], dims)


@shapes("Conv2D")
def _conv2d(call: Call) -> Any:
    return _convolution(call, 4)


@shapes("Conv3D")
def _conv3d(call: Call) -> Any:
    return _convolution(call, 5)


@shapes("DepthwiseConv2dNative")
def _depthwise(call: Call) -> Any:
    dims, kernel = sh.dims_of(call.shape("input"), 4), sh.dims_of(call.shape("filter"), 4)
    where = layout(4, call.attribute("data_format"))
    if where is not None:
        sh.merge_dim(dims[where[1]], kernel[2])
    return _windows(call, 4, list(kernel[:2]), sh.multiply(kernel[2], kernel[3]), dims[0], dims)


@shapes("AvgPool", "MaxPool", "AvgPool3D", "MaxPool3D", "MaxPoolWithArgmax")
def _pool(call: Call) -> Any:
    rank = 5 if call.type.endswith("3D") else 4
    dims = sh.dims_of(first(call), rank)
    where = layout(rank, call.attribute("data_format"))
    if where is None:
        return tuple(sh.unknown_dim() for _ in dims)
    kernel = _per_dimension(call.attribute("ksize"), rank)
    return _windows(call, rank, [kernel[i] for i in where[0]], dims[where[1]], dims[0], dims)


@shapes("Conv2DBackpropInput", "Conv3DBackpropInput", "Conv3DBackpropInputV2", "DepthwiseConv2dNativeBackpropInput")
def _transposed(call: Call) -> Any:
    rank = 5 if "3D" in call.type else 4
    if "input_sizes" not in call.inputs:
        return call.shape("input")
    return sh.dims_of(from_vector(call.vector("input_sizes")), rank)


@shapes("BiasAdd", "BiasAddV1")
def _bias_add(call: Call) -> Any:
    shape, bias = call.shape("value"), call.shape("bias")
    if isinstance(shape, tuple) and isinstance(bias, tuple):
        if len(shape) < 2:
            raise sh.Mismatch(f"Shape must be at least rank 2 but is rank {len(shape)}")
        where = layout(len(shape), call.attribute("data_format"))
        if where is not None and len(bias) == 1:
            channel = 1 if where[1] == 1 else len(shape) - 1
            merged = sh.merge_dim(shape[channel], bias[0])
            return (*shape[:channel], merged, *shape[channel + 1 :])
    return shape


@shapes("SoftmaxCrossEntropyWithLogits")
def _cross_entropy(call: Call) -> Any:
    shape = sh.broadcast(call.shape("features"), call.shape("labels"))
    return [shape[:1] if isinstance(shape, tuple) else shape, shape]


@shapes("SparseSoftmaxCrossEntropyWithLogits")
def _sparse_cross_entropy(call: Call) -> Any:
    labels, logits = call.shape("labels"), call.shape("features")
    if isinstance(labels, tuple) and isinstance(logits, tuple) and len(labels) == 1 and logits:
        return [(sh.merge_dim(labels[0], logits[0]),), logits]
    return [labels, logits]


@shapes("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3")
def _fused_batch_norm(call: Call) -> Any:
    scale, count = call.shape("scale"), 6 if call.type.endswith("V3") else 5
    return [call.shape("x"), *[scale] * 4, sh.unknown_shape()][:count]


def constant_vector(call: Call, name: str) -> Any:
    """An input's elements where it is a constant; the elements that the analysis does not know stay."""
    found = call.vector(name)
    return values.whole(found) if isinstance(found, values.Partial) or values.whole(found) is None else found


@shapes("ResizeArea", "ResizeBicubic", "ResizeBilinear", "ResizeNearestNeighbor")
def _resize(call: Call) -> Any:
    dims = sh.dims_of(call.shape("images"), 4)
    size = constant_vector(call, "size")
    height, width = size if isinstance(size, tuple) and len(size) == 2 else [sh.not_known(size if not isinstance(size, tuple) else None)] * 2
    return (dims[0], height, width, dims[3])


@shapes("CropAndResize")
def _crop_and_resize(call: Call) -> Any:
    image, boxes, size = sh.dims_of(call.shape("image"), 4), sh.dims_of(call.shape("boxes"), 2), constant_vector(call, "crop_size")
    height, width = size if isinstance(size, tuple) and len(size) == 2 else [sh.not_known(size if not isinstance(size, tuple) else None)] * 2
    return (boxes[0], height, width, image[3])


@shapes("ExtractGlimpse")
def _glimpse(call: Call) -> Any:
    dims, size = sh.dims_of(call.shape("input"), 4), call.vector("size")
    height, width = size if isinstance(size, tuple) and len(size) == 2 else (None, None)
    return (dims[0], height, width, dims[3])


@shapes("ExtractImagePatches")
def _patches(call: Call) -> Any:
    n, h, w, c = sh.dims_of(call.shape("images"), 4)
    sizes, strides, rates = (_per_dimension(call.attribute(a), 4) for a in ("ksizes", "strides", "rates"))
    out = [sh.window(d, sizes[i], strides[i], call.attribute("padding"), rates[i]) for i, d in ((1, h), (2, w))]
    return (n, *out, sh.multiply(c, sh.multiply(sizes[1], sizes[2])))


@shapes("Dilation2D")
def _dilation(call: Call) -> Any:
    n, h, w, c = sh.dims_of(call.shape("input"), 4)
    kernel = sh.dims_of(call.shape("filter"), 3)
    strides, rates = (_per_dimension(call.attribute(a), 4) for a in ("strides", "rates"))
    out = [sh.window(d, kernel[i - 1], strides[i], call.attribute("padding"), rates[i]) for i, d in ((1, h), (2, w))]
    return (n, *out, c)


@shapes("DecodeBmp", "DecodeJpeg", "DecodePng", "DecodeAndCropJpeg")
def _decoded(call: Call) -> Any:
    channels = call.attribute("channels")
    return (None, None, channels if isinstance(channels, (int, Unknown)) and channels != 0 else None)


@shapes("DecodeGif")
def _gif(call: Call) -> Any:
    return (None, None, None, 3)


@shapes("NonMaxSuppression", "NonMaxSuppressionV2", "NonMaxSuppressionV3")
def _suppression(call: Call) -> Any:
    return (None,)


@shapes("SampleDistortedBoundingBox", "SampleDistortedBoundingBoxV2")
def _distorted(call: Call) -> Any:
    return [(3,), (3,), (1, 1, 4)]


@shapes("RandomStandardNormal", "RandomUniform", "RandomUniformInt", "TruncatedNormal", "ParameterizedTruncatedNormal", "StatelessRandomNormal",
        "StatelessRandomUniform", "StatelessTruncatedNormal", "Empty")
def _random(call: Call) -> Any:
    return from_vector(call.vector("shape"))


@shapes("RandomGamma", "RandomPoisson", "RandomPoissonV2")
def _random_of(call: Call) -> Any:
    shape, each = from_vector(call.vector("shape")), call.shape("alpha" if "alpha" in call.inputs else "rate")
    return shape + each if isinstance(shape, tuple) and isinstance(each, tuple) else sh.not_known(shape, each)


@shapes("Multinomial", "StatelessMultinomial")
def _multinomial(call: Call) -> Any:
    return (sh.dims_of(call.shape("logits"), 2)[0], values.whole(call.scalar("num_samples")))


@shapes("CTCLoss")
def _ctc_loss(call: Call) -> Any:
    inputs = sh.dims_of(call.shape("inputs"), 3)
    return [(inputs[1],), inputs]


@shapes("CTCGreedyDecoder")
def _ctc_greedy(call: Call) -> Any:
    return [(None, 2), (None,), (2,), (sh.dims_of(call.shape("inputs"), 3)[1], 1)]


@shapes("CTCBeamSearchDecoder")
def _ctc_beams(call: Call) -> Any:
    paths = call.attribute("top_paths")
    count = paths if isinstance(paths, int) else 1
    return [*[(None, 2)] * count, *[(None,)] * count, *[(2,)] * count, (sh.dims_of(call.shape("inputs"), 3)[1], count)]


@shapes("LogUniformCandidateSampler", "UniformCandidateSampler", "LearnedUnigramCandidateSampler", "FixedUnigramCandidateSampler",
        "AllCandidateSampler")
def _sampler(call: Call) -> Any:
    rows = sh.dims_of(call.shape("true_classes"), 2)[0]
    sampled = call.attribute("num_sampled")
    sampled = sampled if isinstance(sampled, (int, Unknown)) else None
    true = call.attribute("num_true")
    return [(sampled,), (rows, true if isinstance(true, (int, Unknown)) else None), (sampled,)]


@shapes("SparseTensorDenseMatMul")
def _sparse_matmul(call: Call) -> Any:
    shape = call.vector("a_shape")
    dense = sh.dims_of(call.shape("b"), 2)
    rows = shape[1 if call.attribute("adjoint_a") is True else 0] if isinstance(shape, tuple) and shape else sh.not_known(shape)
    return (rows, dense[0] if call.attribute("adjoint_b") is True else dense[1])


@shapes("StringSplit")
def _string_split(call: Call) -> Any:
    return [(None, 2), (None,), (2,)]


@shapes("PyFunc", "PyFuncStateless", "EagerPyFunc")
def _py_func(call: Call) -> Any:
    return None
