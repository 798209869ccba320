"""Training Keras models: compile makes the targets and metrics, the first training step the optimizer's variables."""

import tensorflow as tf
from _scope_lint import known, unknown, version

from . import optimizers


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
            for metric in metrics or []:
                if known(metric) and isinstance(metric, str):
                    _metric_variables()

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


def _metric_variables():
    """A metric named by a string is a mean: two variables at the root."""
    for name in ["total", "count"]:
        tf.Variable(tf.zeros([]), name=name, trainable=False, collections=[])
