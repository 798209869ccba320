"""slim.nets.resnet_utils: blocks of units, with atrous convolution once the wanted stride is reached."""

import collections

import tensorflow as tf

from ...framework import add_arg_scope, arg_scope
from ...layers import batch_norm, conv2d, l2_regularizer, max_pool2d, softmax, variance_scaling_initializer
from ...layers.utils import collect_named_outputs, convert_collection_to_dict

Block = collections.namedtuple("Block", ["scope", "unit_fn", "args"])


def subsample(inputs, factor, scope=None):
    if factor == 1:
        return inputs
    return max_pool2d(inputs, [1, 1], stride=factor, scope=scope)


def conv2d_same(inputs, num_outputs, kernel_size, stride, rate=1, scope=None):
    """A strided convolution whose padding does not depend on the size of the inputs."""
    if stride == 1:
        return conv2d(inputs, num_outputs, kernel_size, stride=1, rate=rate, padding="SAME", scope=scope)
    reach = (kernel_size - 1) * rate
    before = reach // 2
    after = reach - before
    inputs = tf.pad(inputs, [[0, 0], [before, after], [before, after], [0, 0]])
    return conv2d(inputs, num_outputs, kernel_size, stride=stride, rate=rate, padding="VALID", scope=scope)


@add_arg_scope
def stack_blocks_dense(net, blocks, output_stride=None, outputs_collections=None):
    current_stride = 1
    rate = 1
    for block in blocks:
        with tf.variable_scope(block.scope, "block", [net]) as sc:
            for i, unit in enumerate(block.args):
                if output_stride is not None and current_stride > output_stride:
                    raise ValueError("The target output_stride cannot be reached.")
                with tf.variable_scope("unit_%d" % (i + 1), values=[net]):
                    given = _as_dict(unit)
                    if output_stride is not None and current_stride == output_stride:
                        stride = given.get("stride", 1)
                        given["stride"] = 1
                        net = block.unit_fn(net, rate=rate, **given)
                        rate = rate * stride
                    else:
                        net = block.unit_fn(net, rate=1, **given)
                        current_stride = current_stride * given.get("stride", 1)
            net = collect_named_outputs(outputs_collections, sc.name, net)
    if output_stride is not None and current_stride != output_stride:
        raise ValueError("The target output_stride cannot be reached.")
    return net


def _as_dict(unit):
    if isinstance(unit, dict):
        return dict(unit)
    depth, depth_bottleneck, stride = unit
    return {"depth": depth, "depth_bottleneck": depth_bottleneck, "stride": stride}


def resnet_arg_scope(weight_decay=0.0001, batch_norm_decay=0.997, batch_norm_epsilon=1e-5, batch_norm_scale=True):
    params = {
        "decay": batch_norm_decay,
        "epsilon": batch_norm_epsilon,
        "scale": batch_norm_scale,
        "updates_collections": tf.GraphKeys.UPDATE_OPS,
    }
    with arg_scope(
        [conv2d],
        weights_regularizer=l2_regularizer(weight_decay),
        weights_initializer=variance_scaling_initializer(),
        activation_fn=tf.nn.relu,
        normalizer_fn=batch_norm,
        normalizer_params=params,
    ):
        with arg_scope([batch_norm], **params):
            with arg_scope([max_pool2d], padding="SAME") as scope:
                return scope


UNITS = {50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3), 200: (3, 24, 36, 3)}
"""The number of units in each of the four blocks, by depth."""


def blocks_of(depth, make):
    """The four blocks of a network; ``make(scope, base_depth, num_units, stride)``."""
    return [make("block%d" % (i + 1), 64 * 2**i, units, 1 if i == 3 else 2) for i, units in enumerate(UNITS[depth])]


def block_of(unit_fn, scope, base_depth, num_units, stride):
    """A block whose last unit has the stride."""
    sizes = {"depth": base_depth * 4, "depth_bottleneck": base_depth}
    units = [dict(sizes, stride=1) for _ in range(num_units - 1)] + [dict(sizes, stride=stride)]
    return Block(scope, unit_fn, units)


def root_stride(output_stride):
    """The stride that is left to the blocks after the root block."""
    if output_stride is None:
        return None
    if output_stride % 4 != 0:
        raise ValueError("The output_stride needs to be a multiple of 4.")
    return output_stride // 4


def finish(net, collection, num_classes, global_pool):
    """Pooling, logits, end points."""
    if global_pool:
        net = tf.reduce_mean(net, [1, 2], name="pool5", keep_dims=True)
    if num_classes is not None:
        net = conv2d(net, num_classes, [1, 1], activation_fn=None, normalizer_fn=None, scope="logits")
    end_points = convert_collection_to_dict(collection)
    if num_classes is not None:
        end_points["predictions"] = softmax(net, scope="predictions")
    return net, end_points
