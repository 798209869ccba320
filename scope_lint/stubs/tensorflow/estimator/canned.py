"""Canned estimators: DNN, linear, and both (recorded from TF 1.4, 1.8, 1.12 and 1.15).

Slots are made in the scope of the model (``dnn/dnn/hiddenlayer_0/kernel/part_0/Adagrad``), but for those of two models. What the
head adds stands in the op scope ``head``: what trains it since 1.8, the metrics up to 1.8 (1.10 has them outside).
"""

import tensorflow as tf
from _scope_lint import known, version

from .. import feature_column
from .estimator import Estimator
from .spec import EstimatorSpec, ModeKeys

_OPTIMIZERS = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}


def _optimizer(optimizer, rate):
    """An optimizer by its name, by what makes it, or as it is."""
    if known(optimizer) and isinstance(optimizer, str):
        return _OPTIMIZERS[optimizer](rate)
    if known(optimizer) and callable(optimizer):
        return optimizer()
    return optimizer


class _Head(object):
    """What a model is asked for: its logits, and the metrics of an evaluation."""

    def __init__(self, size, classes=None):
        self.size = size
        self.classes = classes

    def metrics(self, value):
        if self.classes is None:
            tf.metrics.mean(value)
            if version >= (1, 9):
                tf.metrics.mean(value, name="prediction/mean")
                tf.metrics.mean(value)
            return
        with tf.name_scope("metrics"):
            binary = not known(self.classes) or self.classes == 2
            if binary:
                tf.metrics.mean(value, name="label/mean")
            tf.metrics.mean(value, name="average_loss")
            tf.metrics.accuracy(value, value, name="accuracy")
            if binary:
                if version >= (1, 8):
                    tf.metrics.precision(value, value, name="precision")
                    tf.metrics.recall(value, value, name="recall")
                tf.metrics.mean(value, name="prediction/mean")
                tf.metrics.auc(value, value, name="auc")
                tf.metrics.auc(value, value, curve="PR", name="auc_precision_recall")

    def spec(self, mode, logits, train):
        """``train`` makes the training op of a loss."""
        predictions = {"logits": logits}
        if mode == ModeKeys.PREDICT:
            return EstimatorSpec(mode, predictions=predictions)
        with tf.name_scope("head"):
            loss = tf.reduce_sum(logits, name="weighted_loss")
            if mode == ModeKeys.TRAIN and version >= (1, 8):
                return EstimatorSpec(mode, predictions=predictions, loss=loss, train_op=train(loss))
            if mode == ModeKeys.EVAL and version < (1, 9):
                self.metrics(loss)
        if mode == ModeKeys.TRAIN:
            return EstimatorSpec(mode, predictions=predictions, loss=loss, train_op=train(loss))
        if version >= (1, 9):
            self.metrics(loss)
        return EstimatorSpec(mode, predictions=predictions, loss=loss, eval_metric_ops={"loss": (loss, loss)})


def _classes(n_classes):
    return _Head(1 if known(n_classes) and n_classes == 2 else n_classes, n_classes)


def _partitioner(smallest=None):
    if smallest is None:
        return tf.min_max_variable_partitioner(max_partitions=1)
    return tf.min_max_variable_partitioner(max_partitions=1, min_slice_size=smallest)


def _minimize(optimizer, loss, scope=None):
    variables = None if scope is None else tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope)
    return optimizer.minimize(loss, global_step=tf.train.get_global_step(), var_list=variables)


def _named(features):
    """Features that are one tensor have no names."""
    return features if not known(features) or isinstance(features, dict) else {"": features}


def _hidden_layers(features, mode, size, units, columns, activation, dropout, batch_norm, partitioner):
    """The layers and the logits; the scope ``dnn`` is open."""
    with tf.variable_scope("input_from_feature_columns", partitioner=partitioner or _partitioner(64 << 20)):
        net = feature_column.input_layer(_named(features), columns)
    for number, count in enumerate(units):
        with tf.variable_scope("hiddenlayer_%d" % number) as scope:
            net = tf.layers.dense(net, count, activation, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)
            if dropout is not None and mode == ModeKeys.TRAIN:
                net = tf.layers.dropout(net, rate=dropout, training=True)
            if batch_norm:
                net = tf.layers.batch_normalization(net, training=mode == ModeKeys.TRAIN, momentum=0.999, name="batchnorm_%d" % number)
    with tf.variable_scope("logits") as scope:
        return tf.layers.dense(net, size, kernel_initializer=tf.glorot_uniform_initializer(), name=scope)


class _DNN(Estimator):
    def _setup(self, head, hidden_units, feature_columns, model_dir, optimizer, activation, dropout, partitioner, config, batch_norm):
        def model_fn(features, labels, mode, config):
            with tf.variable_scope("dnn", partitioner=partitioner or _partitioner()):
                logits = _hidden_layers(
                    features, mode, head.size, hidden_units, feature_columns, activation, dropout, batch_norm, partitioner
                )
                return head.spec(mode, logits, lambda loss: _minimize(_optimizer(optimizer, 0.05), loss))

        Estimator.__init__(self, model_fn, model_dir, config)


class DNNClassifier(_DNN):
    def __init__(
        self,
        hidden_units,
        feature_columns,
        model_dir=None,
        n_classes=2,
        weight_column=None,
        label_vocabulary=None,
        optimizer="Adagrad",
        activation_fn=tf.nn.relu,
        dropout=None,
        input_layer_partitioner=None,
        config=None,
        warm_start_from=None,
        loss_reduction=None,
        batch_norm=False,
    ):
        head = _classes(n_classes)
        self._setup(
            head, hidden_units, feature_columns, model_dir, optimizer, activation_fn, dropout, input_layer_partitioner, config, batch_norm
        )


class DNNRegressor(_DNN):
    def __init__(
        self,
        hidden_units,
        feature_columns,
        model_dir=None,
        label_dimension=1,
        weight_column=None,
        optimizer="Adagrad",
        activation_fn=tf.nn.relu,
        dropout=None,
        input_layer_partitioner=None,
        config=None,
        warm_start_from=None,
        loss_reduction=None,
        batch_norm=False,
    ):
        head = _Head(label_dimension)
        self._setup(
            head, hidden_units, feature_columns, model_dir, optimizer, activation_fn, dropout, input_layer_partitioner, config, batch_norm
        )


class _Linear(Estimator):
    def _setup(self, head, feature_columns, model_dir, optimizer, partitioner, config):
        def model_fn(features, labels, mode, config):
            with tf.variable_scope("linear", partitioner=partitioner or _partitioner(64 << 20)):
                logits = feature_column.linear_model(_named(features), feature_columns, units=head.size)
                return head.spec(mode, logits, lambda loss: _minimize(_optimizer(optimizer, 0.2), loss))

        Estimator.__init__(self, model_fn, model_dir, config)


class LinearClassifier(_Linear):
    def __init__(
        self,
        feature_columns,
        model_dir=None,
        n_classes=2,
        weight_column=None,
        label_vocabulary=None,
        optimizer="Ftrl",
        config=None,
        partitioner=None,
        warm_start_from=None,
        loss_reduction=None,
        sparse_combiner="sum",
    ):
        self._setup(_classes(n_classes), feature_columns, model_dir, optimizer, partitioner, config)


class LinearRegressor(_Linear):
    def __init__(
        self,
        feature_columns,
        model_dir=None,
        label_dimension=1,
        weight_column=None,
        optimizer="Ftrl",
        config=None,
        partitioner=None,
        warm_start_from=None,
        loss_reduction=None,
        sparse_combiner="sum",
    ):
        self._setup(_Head(label_dimension), feature_columns, model_dir, optimizer, partitioner, config)


class _Combined(Estimator):
    def _setup(
        self,
        head,
        linear_columns,
        linear_optimizer,
        dnn_columns,
        dnn_optimizer,
        hidden_units,
        activation,
        dropout,
        model_dir,
        partitioner,
        config,
        batch_norm,
    ):
        def model_fn(features, labels, mode, config):
            parts = []
            if dnn_columns:
                with tf.variable_scope("dnn", partitioner=_partitioner()):
                    parts.append(
                        _hidden_layers(
                            features, mode, head.size, hidden_units, dnn_columns, activation, dropout, batch_norm, partitioner
                        )
                    )
            if linear_columns:
                with tf.variable_scope("linear", partitioner=partitioner or _partitioner(64 << 20)):
                    parts.append(feature_column.linear_model(_named(features), linear_columns, units=head.size))
            logits = tf.add_n(parts)

            def train(loss):
                if dnn_columns:
                    _minimize(_optimizer(dnn_optimizer, 0.05), loss, "dnn")
                if linear_columns:
                    _minimize(_optimizer(linear_optimizer, 0.2), loss, "linear")
                return tf.no_op()

            return head.spec(mode, logits, train)

        Estimator.__init__(self, model_fn, model_dir, config)


class DNNLinearCombinedClassifier(_Combined):
    def __init__(
        self,
        model_dir=None,
        linear_feature_columns=None,
        linear_optimizer="Ftrl",
        dnn_feature_columns=None,
        dnn_optimizer="Adagrad",
        dnn_hidden_units=None,
        dnn_activation_fn=tf.nn.relu,
        dnn_dropout=None,
        n_classes=2,
        weight_column=None,
        label_vocabulary=None,
        input_layer_partitioner=None,
        config=None,
        warm_start_from=None,
        loss_reduction=None,
        batch_norm=False,
        linear_sparse_combiner="sum",
    ):
        self._setup(
            _classes(n_classes),
            linear_feature_columns,
            linear_optimizer,
            dnn_feature_columns,
            dnn_optimizer,
            dnn_hidden_units,
            dnn_activation_fn,
            dnn_dropout,
            model_dir,
            input_layer_partitioner,
            config,
            batch_norm,
        )


class DNNLinearCombinedRegressor(_Combined):
    def __init__(
        self,
        model_dir=None,
        linear_feature_columns=None,
        linear_optimizer="Ftrl",
        dnn_feature_columns=None,
        dnn_optimizer="Adagrad",
        dnn_hidden_units=None,
        dnn_activation_fn=tf.nn.relu,
        dnn_dropout=None,
        label_dimension=1,
        weight_column=None,
        input_layer_partitioner=None,
        config=None,
        warm_start_from=None,
        loss_reduction=None,
        batch_norm=False,
        linear_sparse_combiner="sum",
    ):
        self._setup(
            _Head(label_dimension),
            linear_feature_columns,
            linear_optimizer,
            dnn_feature_columns,
            dnn_optimizer,
            dnn_hidden_units,
            dnn_activation_fn,
            dnn_dropout,
            model_dir,
            input_layer_partitioner,
            config,
            batch_norm,
        )
