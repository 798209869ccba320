"""tf.estimator.Estimator: each of train, evaluate, predict and export builds the model once, in a graph of its own.

The order within a graph: the global step, the input function, the model function, what the estimator adds (the loss's metric and
``eval_step`` of an evaluation), the hooks' ``begin``.
"""

import inspect

import tensorflow as tf
from _scope_lint import known, unknown

from ..train.structures import missing
from .spec import ModeKeys, RunConfig


class Estimator:
    def __init__(self, model_fn, model_dir=None, config=None, params=None, warm_start_from=None):
        self._model_fn = model_fn
        self.config = RunConfig() if missing(config) else config
        self._params = {} if missing(params) else params
        self.model_dir = model_dir or unknown("the model's folder")

    @property
    def params(self):
        return self._params

    @property
    def model_fn(self):
        def public_model_fn(features, labels, mode, config):
            return self._call_model_fn(features, labels, mode)

        return public_model_fn

    def _params_for(self, mode):
        return self.params

    def _call_model_fn(self, features, labels, mode):
        arguments = _argument_names(self._model_fn)
        given = {}
        if "labels" in arguments:
            given["labels"] = labels
        if "mode" in arguments:
            given["mode"] = mode
        if "params" in arguments:
            given["params"] = self._params_for(mode)
        if "config" in arguments:
            given["config"] = self.config
        spec = self._model_fn(features=features, **given)
        if known(spec) and hasattr(spec, "as_estimator_spec"):
            spec = spec.as_estimator_spec()
        return spec

    def _call_input_fn(self, input_fn, mode):
        """(features, labels) of what the input function gives; a data set is iterated over."""
        arguments = _argument_names(input_fn)
        given = {}
        if "mode" in arguments:
            given["mode"] = mode
        if "params" in arguments:
            given["params"] = self._params_for(mode)
        if "config" in arguments:
            given["config"] = self.config
        result = input_fn(**given)
        if known(result) and hasattr(result, "make_initializable_iterator"):
            result = result.make_initializable_iterator().get_next()
        if known(result) and isinstance(result, (list, tuple)):
            if len(result) == 2:
                return result[0], result[1]
            if len(result) == 1:
                return result[0], None
        if not known(result):
            return unknown("features"), unknown("labels")
        return result, None

    def train(self, input_fn, hooks=None, steps=None, max_steps=None, saving_listeners=None):
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, labels = self._call_input_fn(input_fn, ModeKeys.TRAIN)
            spec = self._call_model_fn(features, labels, ModeKeys.TRAIN)
            if known(spec):
                all_hooks = list(hooks or []) + list(spec.training_hooks) + list(spec.training_chief_hooks)
                self._run(spec, all_hooks)
        return self

    def _run(self, spec, hooks):
        with tf.train.MonitoredTrainingSession(scaffold=spec.scaffold, hooks=hooks):
            pass

    def evaluate(self, input_fn, steps=None, hooks=None, checkpoint_path=None, name=None):
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, labels = self._call_input_fn(input_fn, ModeKeys.EVAL)
            spec = self._call_model_fn(features, labels, ModeKeys.EVAL)
            if known(spec):
                if known(spec.eval_metric_ops) and "loss" not in spec.eval_metric_ops:
                    tf.metrics.mean(spec.loss)
                tf.contrib.training.get_or_create_eval_step()
                self._run(spec, list(hooks or []) + list(spec.evaluation_hooks))
        return unknown("the results of an evaluation")

    def predict(self, input_fn, predict_keys=None, hooks=None, checkpoint_path=None, yield_single_examples=True):
        """A generator: the model is built where the first prediction is asked for."""
        with tf.Graph().as_default():
            tf.train.create_global_step()
            features, _ = self._call_input_fn(input_fn, ModeKeys.PREDICT)
            spec = self._call_model_fn(features, None, ModeKeys.PREDICT)
            predictions = unknown("the predictions")
            if known(spec):
                self._run(spec, list(hooks or []) + list(spec.prediction_hooks))
                if known(spec.predictions) and isinstance(spec.predictions, dict):
                    predictions = dict([(key, unknown("a prediction")) for key in spec.predictions])
        yield predictions

    def export_savedmodel(
        self,
        export_dir_base,
        serving_input_receiver_fn,
        assets_extra=None,
        as_text=False,
        checkpoint_path=None,
        strip_default_attrs=False,
    ):
        with tf.Graph().as_default():
            tf.train.create_global_step()
            receiver = serving_input_receiver_fn()
            features = receiver.features if known(receiver) else unknown("features")
            self._call_model_fn(features, None, ModeKeys.PREDICT)
        return unknown("the folder of an export")

    def export_saved_model(
        self,
        export_dir_base,
        serving_input_receiver_fn,
        assets_extra=None,
        as_text=False,
        checkpoint_path=None,
        experimental_mode=ModeKeys.PREDICT,
    ):
        return self.export_savedmodel(export_dir_base, serving_input_receiver_fn)

    def eval_dir(self, name=None):
        return "%s/%s" % (self.model_dir, "eval" if not name else "eval_" + name)

    def latest_checkpoint(self):
        return tf.train.latest_checkpoint(self.model_dir)

    def get_variable_names(self):
        return unknown("the names in a checkpoint")

    def get_variable_value(self, name):
        return unknown("a value in a checkpoint")


def _argument_names(function):
    """The parameters by name; nothing where they cannot be read."""
    if not known(function):
        return []
    if not inspect.isroutine(function) and not inspect.isclass(function) and not hasattr(function, "func"):
        function = function.__call__
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


class TrainSpec:
    def __init__(self, input_fn, max_steps=None, hooks=None, saving_listeners=None):
        self.input_fn = input_fn
        self.max_steps = max_steps
        self.hooks = tuple(hooks or [])


class EvalSpec:
    def __init__(
        self,
        input_fn,
        steps=100,
        name=None,
        hooks=None,
        exporters=None,
        start_delay_secs=120,
        throttle_secs=600,
    ):
        self.input_fn = input_fn
        self.steps = steps
        self.name = name
        self.hooks = tuple(hooks or [])
        if exporters is None:
            exporters = []
        self.exporters = tuple(exporters) if isinstance(exporters, (list, tuple)) else (exporters,)


def train_and_evaluate(estimator, train_spec, eval_spec):
    estimator.train(input_fn=train_spec.input_fn, hooks=train_spec.hooks)
    estimator.evaluate(input_fn=eval_spec.input_fn, hooks=eval_spec.hooks)
    for exporter in eval_spec.exporters:
        exporter.export(estimator, None, None, None, True)
    return unknown("the results of an evaluation"), None
