"""Training Keras models: compile makes the targets and metrics, the first training step the optimizer's variables."""

import inspect

import tensorflow as tf
from _scope_lint import known, unknown, version

from ..train.structures import flatten
from . import optimizers


def _own_metrics(metrics, outputs):
    """How many metrics compile makes of names and functions: for one output, for each, or by the names of outputs."""
    if metrics is None:
        return 0
    if isinstance(metrics, dict):
        return len([one for given in metrics.values() for one in _listed(given) if _is_name(one)])
    each = [isinstance(one, (list, tuple)) for one in metrics if known(one)]
    count = len([one for given in metrics for one in _listed(given) if _is_name(one)])
    return count if any(each) else count * outputs


def _listed(given):
    return list(given) if known(given) and isinstance(given, (list, tuple)) else [given]


def _is_name(metric):
    """Metric objects have made their variables themselves."""
    return known(metric) and (isinstance(metric, str) or inspect.isroutine(metric))


class Trained(object):
    """compile, fit and their kin."""

    optimizer = None
    _train_step_made = False

    def compile(
        self,
        optimizer="rmsprop",
        loss=None,
        metrics=None,
        loss_weights=None,
        sample_weight_mode=None,
        weighted_metrics=None,
        target_tensors=None,
        **kwargs,
    ):
        self.optimizer = optimizers.get(optimizer)
        self.loss = loss
        self._train_step_made = False
        if version >= (1, 13) and self.built and known(metrics):
            outputs = len(flatten(self.outputs)) if getattr(self, "outputs", None) is not None else 1
            _metric_variables(_own_metrics(metrics, outputs))
            if outputs > 1 and version >= (1, 14):  # the loss of each is a metric, too
                _metric_variables(outputs)
            elif outputs > 1:
                with tf.name_scope("loss"):
                    _metric_variables(outputs)

    def _make_train_step(self):
        if self._train_step_made or self.optimizer is None:
            return
        self._train_step_made = True
        if not known(self.optimizer):
            return
        with tf.name_scope("training"):
            if version < (1, 13) or isinstance(self.optimizer, optimizers.Wrapped):
                with tf.name_scope(type(self.optimizer).__name__):
                    self.optimizer.make_variables(self.trainable_weights)
            else:
                self.optimizer.make_variables(self.trainable_weights)

    def fit(self, *args, **kwargs):
        self._make_train_step()
        return unknown("the history of a training")

    def fit_generator(self, *args, **kwargs):
        self._make_train_step()
        return unknown("the history of a training")

    def train_on_batch(self, *args, **kwargs):
        self._make_train_step()
        return unknown("the loss of a batch")

    def evaluate(self, *args, **kwargs):
        return unknown("the results of an evaluation")

    def evaluate_generator(self, *args, **kwargs):
        return unknown("the results of an evaluation")

    def test_on_batch(self, *args, **kwargs):
        return unknown("the loss of a batch")

    def predict(self, *args, **kwargs):
        return unknown("the predictions")

    def predict_generator(self, *args, **kwargs):
        return unknown("the predictions")

    def predict_on_batch(self, *args, **kwargs):
        return unknown("the predictions")

    def save(self, *args, **kwargs):
        pass

    def save_weights(self, *args, **kwargs):
        pass

    def load_weights(self, *args, **kwargs):
        pass

    def to_json(self, **kwargs):
        return unknown("a model as JSON")

    def reset_states(self):
        pass


def _metric_variables(count):
    """A metric by name, by function or of a loss is a mean: two variables at the root for each."""
    for name in ["total", "count"] * count:
        tf.Variable(tf.zeros([]), name=name, trainable=False, collections=[])
