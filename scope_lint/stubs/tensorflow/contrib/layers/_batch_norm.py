"""batch_norm: ``beta``, ``gamma``, ``moving_mean``, ``moving_variance``, and those of renormalisation and zero debiasing."""

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, tensor, unknown, version

from ...layers._initial import zeros
from ..framework._arg_scope import add_arg_scope
from ..framework.variables import model_variable
from . import utils
from ._common import activated, add_to_its_collections, alias_of, dtype_of, layer_variable

_UPDATE_OPS = tf.GraphKeys.UPDATE_OPS


@add_arg_scope
def batch_norm(
    inputs,
    decay=0.999,
    center=True,
    scale=False,
    epsilon=0.001,
    activation_fn=None,
    param_initializers=None,
    param_regularizers=None,
    updates_collections=_UPDATE_OPS,
    is_training=True,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    batch_weights=None,
    fused=None,
    data_format="NHWC",
    zero_debias_moving_mean=False,
    scope=None,
    renorm=False,
    renorm_clipping=None,
    renorm_decay=0.99,
    adjustment=None,
):
    if data_format not in ("NCHW", "NHWC") and known(data_format):
        raise ValueError("data_format has to be either NCHW or NHWC.")
    with tf.variable_scope(scope, "BatchNorm", [inputs], reuse=reuse) as sc:
        inputs = tf.convert_to_tensor(inputs)
        dims = static_shape(inputs)
        rank = None if dims is None else len(dims)
        default_updates = known(updates_collections) and updates_collections == _UPDATE_OPS
        way = _way(fused, rank, batch_weights, renorm, adjustment, zero_debias_moving_mean, default_updates)
        shape = [_channels(dims, data_format)]
        dtype = "float32" if way == "fused" or _is_half(inputs) and way == "layer" else dtype_of(inputs)
        early = None if way == "layer" else variables_collections
        made = _Parameters(shape, dtype, param_initializers, param_regularizers, trainable, early)
        first, second = ("gamma", "beta") if way == "layer" and version >= (1, 4) else ("beta", "gamma")
        wanted = {"beta": center, "gamma": scale}
        for name in (first, second):
            if wanted[name]:
                made.parameter(name)
        mean = made.statistic("moving_mean")
        made.statistic("moving_variance")
        if renorm:
            _renorm(made)
        if way == "layer":
            made.collect(variables_collections)
        training = utils.constant_value(is_training)
        if training is None or training:
            if zero_debias_moving_mean:
                _debiasing(mean, shape, model_variable if way == "plain" else tf.get_variable)
            _updates(inputs, updates_collections, shape)
        op = _result(way, rank, training, default_updates, fused)
        statistics = op[0] == "batchnorm/add_1" and (training is None or not training)
        used = [v for name, v in made.variables.items() if statistics or name in wanted]
        outputs = tensor(dims, static_dtype(inputs), op[0], op[1], [inputs] + used)
        outputs = activated(outputs, activation_fn)
        return utils.collect_named_outputs(outputs_collections, alias_of(sc), outputs)


def _way(fused, rank, batch_weights, renorm, adjustment, zero_debias, default_updates):
    """Which of three implementations is taken; they make the variables in different orders."""
    if not known(fused) or fused is None:
        fused = version >= (1, 4)
    fits = batch_weights is None and not renorm and adjustment is None and rank in (2, 4, None)
    if version < (1, 4) and fused:
        return "fused"
    if fused and fits and (zero_debias or rank == 2 or not default_updates):
        return "fused"
    return "layer" if batch_weights is None and default_updates and not zero_debias else "plain"


def _channels(dims, data_format):
    axis = 1 if data_format == "NCHW" else -1
    return unknown("number of channels") if dims is None or dims[axis] is None else dims[axis]


def _is_half(inputs):
    return version >= (1, 5) and static_dtype(inputs) in ("float16", "bfloat16")


class _Parameters(object):
    """Makes the variables of one batch_norm."""

    def __init__(self, shape, dtype, initializers, regularizers, trainable, collections):
        self.shape = shape
        self.dtype = tf.as_dtype(dtype)
        self.initializers = initializers or {}
        self.regularizers = regularizers or {}
        self.trainable = trainable
        self.collections = collections
        self.variables = {}

    def parameter(self, name):
        default = zeros if name == "beta" else tf.ones_initializer()
        self.variables[name] = layer_variable(
            name,
            self.shape,
            self.dtype,
            self.initializers.get(name, default),
            self.regularizers.get(name),
            self.trainable,
            self.collections,
        )

    def statistic(self, name, shape=None):
        default = tf.ones_initializer() if name == "moving_variance" else zeros
        self.variables[name] = layer_variable(
            name,
            self.shape if shape is None else shape,
            self.dtype,
            self.initializers.get(name, default),
            None,
            False,
            self.collections,
        )
        return self.variables[name]

    def collect(self, variables_collections):
        """Put the variables into their collections once all are made, as tf.layers' one does."""
        names = ("moving_mean", "moving_variance", "beta") + (("gamma",) if version > (1, 0) else ())
        for name in names:
            if name in self.variables:
                add_to_its_collections(self.variables[name], variables_collections, name)


def _renorm(made):
    """The statistics of batch renormalisation (1.2 and later)."""
    if version >= (1, 14):
        made.statistic("moving_stddev")
    made.statistic("renorm_mean")
    if version < (1, 14):
        made.statistic("renorm_mean_weight", ())
    made.statistic("renorm_stddev")
    if version < (1, 14):
        made.statistic("renorm_stddev_weight", ())


def _debiasing(mean, shape, getter):
    """Zero debiasing keeps two more variables beside the mean."""
    with tf.variable_scope(mean.op.name):
        dtype = mean.dtype.base_dtype
        getter("biased", shape=shape, dtype=dtype, initializer=zeros, trainable=False)
        getter("local_step", shape=[], dtype=dtype, initializer=zeros, trainable=False)


def _updates(inputs, updates_collections, shape):
    """The ops that update the statistics."""
    if not known(updates_collections) or updates_collections is None:
        return
    names = [updates_collections] if isinstance(updates_collections, str) else updates_collections
    for op in ("AssignMovingAvg", "AssignMovingAvg_1"):
        update = tensor(shape, static_dtype(inputs), op, "AssignSub")
        for name in names:
            tf.add_to_collection(name, update)


def _result(way, rank, training, default_updates, fused):
    """Name and type of the op that gives the result; no gradient flows to the statistics but through the one that is not fused."""
    kind = "FusedBatchNormV3" if version >= (1, 14) else "FusedBatchNorm"
    if way == "fused":
        if rank == 2:
            return "Reshape_1", "Reshape"
        if training is None:
            return "cond/Merge", "Merge"
        return (kind, kind) if default_updates or not training else ("Identity", "Identity")
    if way == "layer" and rank == 4 and (not known(fused) or fused is None or fused):
        return ("cond/Merge", "Merge") if training is None else (kind, kind)
    return "batchnorm/add_1", "Add"
