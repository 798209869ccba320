"""tf.layers.BatchNormalization: ``gamma``, ``beta``, ``moving_mean``, ``moving_variance``, and those of batch renormalisation."""

import tensorflow as tf
from _scope_lint import known, static_dtype, tensor, version

from ._initial import zeros
from ._shapes import dims_of, shape_of, size_at
from ._input_spec import same_at
from .base import Layer


class BatchNormalization(Layer):
    """Batch normalisation; ``beta`` comes before ``gamma`` up to 1.3."""

    def __init__(
        self,
        axis=-1,
        momentum=0.99,
        epsilon=1e-3,
        center=True,
        scale=True,
        beta_initializer=zeros,
        gamma_initializer=tf.ones_initializer(),
        moving_mean_initializer=zeros,
        moving_variance_initializer=tf.ones_initializer(),
        beta_regularizer=None,
        gamma_regularizer=None,
        beta_constraint=None,
        gamma_constraint=None,
        renorm=False,
        renorm_clipping=None,
        renorm_momentum=0.99,
        fused=None,
        trainable=True,
        virtual_batch_size=None,
        adjustment=None,
        name=None,
        **kwargs,
    ):
        super(BatchNormalization, self).__init__(trainable=trainable, name=name, **kwargs)
        self.axis = axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.beta_initializer = beta_initializer
        self.gamma_initializer = gamma_initializer
        self.moving_mean_initializer = moving_mean_initializer
        self.moving_variance_initializer = moving_variance_initializer
        self.beta_regularizer = beta_regularizer
        self.gamma_regularizer = gamma_regularizer
        self.beta_constraint = beta_constraint
        self.gamma_constraint = gamma_constraint
        self.renorm = renorm
        self.renorm_clipping = renorm_clipping
        self.renorm_momentum = renorm_momentum
        self.fused = fused
        self.virtual_batch_size = virtual_batch_size
        self.adjustment = adjustment

    def _parameter_shape(self, dims):
        """[channels] for one axis; for several (1.5 and later) a shape that broadcasts, as with a virtual batch."""
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        virtual = known(self.virtual_batch_size) and self.virtual_batch_size is not None
        if len(axes) == 1 and not virtual:
            return [_size(dims, axes[0])]
        rank = len(dims)
        axes = [axis % rank for axis in axes]
        shape = [_size(dims, i) if i in axes else 1 for i in range(rank)]
        return [1] + shape if virtual else shape

    def _parameter_dtype(self):
        if version < (1, 3):
            return "float32"
        half = known(self._dtype) and self._dtype in ("float16", "bfloat16")
        return "float32" if half and version >= (1, 5) else self._dtype

    def build(self, input_shape):
        dims = dims_of(input_shape)
        shape = self._parameter_shape(dims)
        if version >= (1, 2) and known(self.axis):
            self.input_spec = same_at(dims, self.axis if isinstance(self.axis, (list, tuple)) else [self.axis])
        dtype = self._parameter_dtype()
        self.gamma = None
        self.beta = None
        if version >= (1, 4):
            self._build_gamma(shape, dtype)
            self._build_beta(shape, dtype)
        else:
            self._build_beta(shape, dtype)
            self._build_gamma(shape, dtype)
        self.moving_mean = self._statistic("moving_mean", shape, dtype, self.moving_mean_initializer)
        self.moving_variance = self._statistic("moving_variance", shape, dtype, self.moving_variance_initializer)
        if self.renorm:
            self._build_renorm(shape, dtype)
        self.built = True

    def _build_gamma(self, shape, dtype):
        if self.scale:
            self.gamma = self.add_weight(
                "gamma",
                shape=shape,
                dtype=dtype,
                initializer=self.gamma_initializer,
                regularizer=self.gamma_regularizer,
                constraint=self.gamma_constraint,
                trainable=True,
            )

    def _build_beta(self, shape, dtype):
        if self.center:
            self.beta = self.add_weight(
                "beta",
                shape=shape,
                dtype=dtype,
                initializer=self.beta_initializer,
                regularizer=self.beta_regularizer,
                constraint=self.beta_constraint,
                trainable=True,
            )

    def _statistic(self, name, shape, dtype, initializer):
        return self.add_weight(name, shape=shape, dtype=dtype, initializer=initializer, trainable=False)

    def _build_renorm(self, shape, dtype):
        if version >= (1, 14):
            self.moving_stddev = self._statistic("moving_stddev", shape, dtype, self.moving_variance_initializer)
        self.renorm_mean = self._statistic("renorm_mean", shape, dtype, zeros)
        if version < (1, 14):
            self.renorm_mean_weight = self._statistic("renorm_mean_weight", (), dtype, zeros)
        self.renorm_stddev = self._statistic("renorm_stddev", shape, dtype, zeros)
        if version < (1, 14):
            self.renorm_stddev_weight = self._statistic("renorm_stddev_weight", (), dtype, zeros)

    def call(self, inputs, training=False):
        dims = shape_of(inputs)
        dtype = static_dtype(inputs)
        constant = known(training) and (training is None or isinstance(training, (bool, int)))
        if not constant or training:
            for name in ("AssignMovingAvg", "AssignMovingAvg_1"):
                self.add_update(tensor(None, dtype, name, "AssignSub"), inputs=inputs)
        fused = self._is_fused(dims)
        used = [inputs, self.beta, self.gamma]
        if not fused and not (constant and training):  # the fused op passes no gradient on to the statistics
            used += [self.moving_mean, self.moving_variance]
        if not constant and (fused or version < (1, 2)):
            return tensor(dims, dtype, "cond/Merge", "Merge", used)
        if fused:
            kind = "FusedBatchNormV3" if version >= (1, 14) else "FusedBatchNorm"
            return tensor(dims, dtype, kind, kind, used)
        return tensor(dims, dtype, "batchnorm/add_1", "Add", used)

    def _is_fused(self, dims):
        if not known(self.fused) or self.fused is None:
            plain = not self.renorm and self.virtual_batch_size is None and self.adjustment is None
            return version >= (1, 4) and plain and dims is not None and len(dims) == 4 and self._one_channel_axis()
        return self.fused

    def _one_channel_axis(self):
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        return len(axes) == 1 and axes[0] in (1, 3, -1, -3)

    def compute_output_shape(self, input_shape):
        return input_shape


def _size(dims, axis):
    return size_at(dims, axis, "number of channels") if known(axis) else axis


def batch_normalization(
    inputs,
    axis=-1,
    momentum=0.99,
    epsilon=1e-3,
    center=True,
    scale=True,
    beta_initializer=zeros,
    gamma_initializer=tf.ones_initializer(),
    moving_mean_initializer=zeros,
    moving_variance_initializer=tf.ones_initializer(),
    beta_regularizer=None,
    gamma_regularizer=None,
    beta_constraint=None,
    gamma_constraint=None,
    training=False,
    trainable=True,
    name=None,
    reuse=None,
    renorm=False,
    renorm_clipping=None,
    renorm_momentum=0.99,
    fused=None,
    virtual_batch_size=None,
    adjustment=None,
):
    layer = BatchNormalization(
        axis,
        momentum,
        epsilon,
        center,
        scale,
        beta_initializer,
        gamma_initializer,
        moving_mean_initializer,
        moving_variance_initializer,
        beta_regularizer,
        gamma_regularizer,
        beta_constraint,
        gamma_constraint,
        renorm,
        renorm_clipping,
        renorm_momentum,
        fused,
        trainable,
        virtual_batch_size,
        adjustment,
        name,
        _scope=name,
        _reuse=reuse,
    )
    return layer.apply(inputs, training=training)
