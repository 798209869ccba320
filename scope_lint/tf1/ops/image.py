"""``tf.image``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.dtypes import dtype_name
from scope_lint.tf1.ops import shapes as sh
from scope_lint.tf1.ops.array import with_shape
from scope_lint.tf1.ops.composite import Out, certain, composite, results, shape_of_value
from scope_lint.tf1.ops.convert import constant, name_scope, to_tensor
from scope_lint.tf1.ops.linear import tensordot
from scope_lint.tf1.ops.make import make, shape_of
from scope_lint.tf1.ops.random import random_uniform
from scope_lint.tf1.ops.registry import direct, op
from scope_lint.tf1.ops.values import vector
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.tf1.runtime import Runtime

direct("image.resize_bilinear", "ResizeBilinear")
direct("image.resize_nearest_neighbor", "ResizeNearestNeighbor")
direct("image.resize_bicubic", "ResizeBicubic")
direct("image.crop_and_resize", "CropAndResize", box_indices="box_ind")
direct("image.draw_bounding_boxes", "DrawBoundingBoxes")
direct("image.extract_glimpse", "ExtractGlimpse")

SCOPES_SINCE: Final = (1, 5)
"""From here on (1.4: not yet) the functions on images have name scopes."""

METHODS: Final = {0: "ResizeBilinear", 1: "ResizeNearestNeighbor", 2: "ResizeBicubic", 3: "ResizeArea"}


@op("image.resize_images")
def resize_images(
    rt: Runtime, images: Any, size: Any = None, method: Any = 0, align_corners: Any = False, preserve_aspect_ratio: Any = False,
    name: Any = None, new_height: Any = None, new_width: Any = None,
) -> Any:  # fmt: skip
    """``tf.image.resize_images``: the images themselves where they have that size already."""
    if size is None:
        size = [new_height, new_width]
    if rt.version >= SCOPES_SINCE:
        with name_scope(rt, name, "resize" if rt.version >= (1, 13) else "resize_images"):
            return _resize(rt, images, size, method, preserve_aspect_ratio)
    return _resize(rt, images, size, method, preserve_aspect_ratio)


def _resize(rt: Runtime, images: Any, size: Any, method: Any, preserve: Any) -> Any:
    images = to_tensor(rt, images, "images")
    shape = shape_of(images)
    single = isinstance(shape, tuple) and len(shape) == 3
    if single:
        images = make(rt, "ExpandDims", None, input=images, dim=0)
    size = to_tensor(rt, size, "size", None if isinstance(size, Tensor) else "int32")
    wanted = vector(size)
    if isinstance(wanted, tuple) and isinstance(shape, tuple) and not any(d is None or isinstance(d, Unknown) for d in wanted):
        here = shape[:2] if single else shape[1:3]
        if preserve is not False:
            wanted = _fitted(here, wanted) if preserve is True else (Unknown("height"), Unknown("width"))
        if here == wanted:
            return make(rt, "Squeeze", None, input=images, squeeze_dims=[0]) if single else images
    type = METHODS.get(method, "ResizeBilinear") if isinstance(method, int) else "ResizeBilinear"
    made = make(rt, type, None, images=images, size=size)
    if not isinstance(shape, tuple):  # it may be one image, or a batch
        return with_shape(made, Unknown("shape", "one image, or a batch"))
    if isinstance(made, Tensor) and isinstance(wanted, tuple) and len(wanted) == 2:
        dims = sh.dims_of(shape_of(made), 4)
        with_shape(made, (dims[0], *wanted, dims[3]))
    return make(rt, "Squeeze", None, input=made, squeeze_dims=[0]) if single else made


def _fitted(here: tuple[Any, ...], wanted: tuple[Any, ...]) -> tuple[Any, ...]:
    """The largest size within another one that has the proportions of an image."""
    if not all(isinstance(d, int) and d for d in here):
        return tuple(None if d is None else Unknown("size") for d in here)
    scale = min(there / d for d, there in zip(here, wanted, strict=True))
    return tuple(round(scale * d) for d in here)


@op("image.convert_image_dtype")
def convert_image_dtype(rt: Runtime, image: Any, dtype: Any, saturate: Any = False, name: Any = None) -> Any:
    """``tf.image.convert_image_dtype``."""
    wanted = dtype_name(dtype)
    kind = image.dtype if isinstance(image, Tensor) else None
    if wanted is not None and kind == wanted:
        return make(rt, "Identity", name, input=image)
    with name_scope(rt, name, "convert_image") as scope:
        shape = shape_of(image)
        to_float = wanted is not None and wanted.startswith("float") and kind is not None and not kind.startswith("float")
        type = "Mul" if to_float else "Cast"
        return rt.op(type, scope, shape=shape, dtype=wanted, complete=certain(shape))


def _with_size(height: str, width: str) -> Any:
    """The shape of the image with the height and width of two arguments."""

    def rule(given: dict[str, Any]) -> Any:
        shape = shape_of_value(given.get("image"))
        h, w = (_dim(given.get(n)) for n in (height, width))
        if not isinstance(shape, tuple) or len(shape) < 3:
            return Unknown("shape")
        return (*shape[:-3], h, w, shape[-1])

    return rule


def _dim(value: Any) -> Any:
    if isinstance(value, int):
        return value
    return None if isinstance(value, Tensor) else Unknown("dim")


def _last(count: int) -> Any:
    def rule(given: dict[str, Any]) -> Any:
        shape = shape_of_value(given.get("images"))
        return (*shape[:-1], count) if isinstance(shape, tuple) and shape else shape

    return rule


def _cropped(given: dict[str, Any]) -> Any:
    shape, fraction = shape_of_value(given.get("image")), given.get("central_fraction")
    if not isinstance(shape, tuple) or not isinstance(fraction, (int, float)):
        return Unknown("shape")
    sides = [_central(d, fraction) for d in shape[-3:-1]]
    return (*shape[:-3], *sides, shape[-1])


def _central(dim: sh.Dim, fraction: float) -> sh.Dim:
    return dim - 2 * int((dim - dim * fraction) / 2) if isinstance(dim, int) else sh.not_known(dim)


def _sized(name: str, scope: str, path: str, type: str) -> None:
    """Crops or pads: a single image is squeezed at the end, of a batch the result is the op before that."""
    rule = _with_size("target_height", "target_width")

    def function(rt: Runtime, /, **given: Any) -> Any:
        shape = shape_of(given.get("image"))
        single = isinstance(shape, tuple) and len(shape) == 3
        out = Out("Squeeze", "Squeeze", rule, "=image") if single else Out(path, type, rule, "=image")
        if rt.version < SCOPES_SINCE:
            return results(rt, out.type, (out,), given)
        with name_scope(rt, None, scope) as opened:
            return results(rt, opened, (out,), given)

    op(f"image.{name}")(function)


_sized("resize_image_with_crop_or_pad", "resize_image_with_crop_or_pad", "control_dependency_1", "Identity")
_sized("resize_with_crop_or_pad", "resize_image_with_crop_or_pad", "control_dependency_1", "Identity")
_sized("crop_to_bounding_box", "crop_to_bounding_box", "Slice", "Slice")
_sized("pad_to_bounding_box", "pad_to_bounding_box", "Pad", "Pad")
composite(
    "image.resize_image_with_pad", "resize_image_with_pad", Out("Squeeze", "Squeeze", _with_size("target_height", "target_width"), "float32")
)
composite("image.central_crop", "central_crop", Out("Slice", "Slice", _cropped, "=image"))


def _of_image(name: str, scope: str, path: str, type: str) -> None:
    def function(rt: Runtime, /, **given: Any) -> Any:
        if rt.version < SCOPES_SINCE and not name.startswith("adjust_"):
            return results(rt, type, (Out(type, type, "image", "=image"),), given)
        with name_scope(rt, given.get("name"), scope) as opened:
            return results(rt, opened, (Out(path, type, "image", "=image"),), given)

    op(f"image.{name}")(function)


_of_image("flip_left_right", "flip_left_right", "ReverseV2", "ReverseV2")
_of_image("flip_up_down", "flip_up_down", "ReverseV2", "ReverseV2")
_of_image("random_flip_left_right", "random_flip_left_right", "Merge", "Merge")
_of_image("random_flip_up_down", "random_flip_up_down", "Merge", "Merge")
for _name in ("brightness", "gamma", "hue", "saturation"):
    _of_image(f"adjust_{_name}", f"adjust_{_name}", "convert_image_1", "Cast")
composite("image.adjust_contrast", "adjust_contrast", Out("convert_image_1", "Cast", "images", "=images"))
composite("image.rgb_to_grayscale", "rgb_to_grayscale", Out("", "Cast", _last(1), "=images"))
composite("image.grayscale_to_rgb", "grayscale_to_rgb", Out("", "Tile", _last(3), "=images"))
composite("image.total_variation", "total_variation", Out("add", "Add", lambda g: _images(g), "=images"))
composite("image.decode_image", "decode_image", Out("cond_jpeg/Merge", "Merge", lambda g: None, "uint8"))
composite("image.non_max_suppression", "non_max_suppression", Out("NonMaxSuppressionV3", "NonMaxSuppressionV3", (None,), "int32"))


def _images(given: dict[str, Any]) -> Any:
    shape = shape_of_value(given.get("images"))
    return shape[:-3] if isinstance(shape, tuple) else shape


def _colours(rt: Runtime, images: Any) -> Any:
    """A product with a 3 by 3 kernel."""
    kernel = constant(rt, [[0.0] * 3] * 3, "kernel", images.dtype if isinstance(images, Tensor) else None)
    return tensordot(rt, images, kernel, 1)


for _name in ("rgb_to_yuv", "yuv_to_rgb", "rgb_to_yiq", "yiq_to_rgb"):
    op(f"image.{_name}")(_colours)


@op("image.transpose_image")
def transpose_image(rt: Runtime, image: Any, name: Any = None) -> Any:
    """``tf.image.transpose_image``."""
    from scope_lint.tf1.ops.array import transpose

    rank = len(s) if isinstance(s := shape_of(image), tuple) else 3
    order = [1, 0, 2] if rank == 3 else [0, 2, 1, 3]
    if rt.version < SCOPES_SINCE:
        return transpose(rt, image, order, "transpose_image")
    inner = "transpose" if rt.version >= (1, 13) else "transpose_image"
    with name_scope(rt, name, inner):
        return transpose(rt, image, order, inner)


@op("image.per_image_standardization")
def per_image_standardization(rt: Runtime, image: Any) -> Any:
    """``tf.image.per_image_standardization``: floating before 1.13, else of the image's own type."""
    shape = shape_of(image)
    if rt.version < SCOPES_SINCE:
        return rt.op("RealDiv", "div", shape=shape, dtype="float32", complete=certain(shape))
    with name_scope(rt, None, "per_image_standardization") as scope:
        kind = image.dtype if isinstance(image, Tensor) else None
        if rt.version < (1, 13) or kind is None or kind.startswith("float"):
            return rt.op("RealDiv", scope, shape=shape, dtype="float32", complete=certain(shape))
        return rt.op("Cast", "convert_image_1", shape=shape, dtype=kind, complete=certain(shape))


@op("image.rot90")
def rot90(rt: Runtime, image: Any, k: Any = 1, name: Any = None) -> Any:
    """``tf.image.rot90``."""
    with name_scope(rt, name, "rot90"):
        shape = shape_of(image)
        if isinstance(shape, tuple) and len(shape) >= 3:
            h, w = shape[-3:-1]
            same = h == w and isinstance(h, int)
            shape = (*shape[:-3], *((h, w) if same else (None, None)), shape[-1])
        with name_scope(rt, "cond"):
            kind = image.dtype if isinstance(image, Tensor) else None
            return rt.op("Merge", None, shape=shape, dtype=kind, complete=certain(shape))


def _randomly(name: str, adjust: str) -> None:
    def function(rt: Runtime, /, **given: Any) -> Any:
        from scope_lint.tf1.ops.registry import OPS

        amount = random_uniform(rt, [], given.get("lower", -1), given.get("upper", 1))
        return OPS[adjust](rt, given.get("image"), amount)

    op(name)(function)


for _name in ("brightness", "contrast", "hue", "saturation"):
    _randomly(f"image.random_{_name}", f"image.adjust_{_name}")


@op("image.sample_distorted_bounding_box")
def sample_distorted_bounding_box(
    rt: Runtime, image_size: Any, bounding_boxes: Any, min_object_covered: Any = 0.1, name: Any = None
) -> Any:
    """``tf.image.sample_distorted_bounding_box`` (1.5 and later in a scope)."""
    given = {"image_size": image_size, "bounding_boxes": bounding_boxes}
    if rt.version < (1, 5):
        return tuple(make(rt, "SampleDistortedBoundingBox", name, **given))
    with name_scope(rt, name, "sample_distorted_bounding_box"):
        return tuple(make(rt, "SampleDistortedBoundingBoxV2", None, **given, min_object_covered=min_object_covered))
