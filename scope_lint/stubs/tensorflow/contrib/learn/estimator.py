"""tf.contrib.learn.Estimator: fit, evaluate and predict build the model in a graph of their own."""

import collections
import inspect

import tensorflow as tf
from _scope_lint import known, unknown

from ...estimator import estimator as later
from ...estimator import spec


class ModeKeys:
    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"


_FIELDS = [
    "predictions",
    "loss",
    "train_op",
    "eval_metric_ops",
    "output_alternatives",
    "training_chief_hooks",
    "training_hooks",
    "scaffold",
    "mode",
]


class ModelFnOps(collections.namedtuple("ModelFnOps", _FIELDS)):
    def __new__(
        cls,
        mode,
        predictions=None,
        loss=None,
        train_op=None,
        eval_metric_ops=None,
        output_alternatives=None,
        training_chief_hooks=None,
        training_hooks=None,
        scaffold=None,
    ):
        return super(ModelFnOps, cls).__new__(
            cls,
            predictions=predictions,
            loss=loss,
            train_op=train_op,
            eval_metric_ops={} if eval_metric_ops is None else eval_metric_ops,
            output_alternatives=output_alternatives,
            training_chief_hooks=training_chief_hooks or [],
            training_hooks=training_hooks or [],
            scaffold=scaffold,
            mode=mode,
        )


class RunConfig(spec.RunConfig):
    def __init__(self, master=None, num_cores=0, log_device_placement=False, gpu_memory_fraction=1, **kwargs):
        given = dict([(key, kwargs[key]) for key in kwargs if key in ("model_dir", "session_config", "tf_random_seed")])
        super(RunConfig, self).__init__(**given)


class MetricSpec:
    def __init__(self, metric_fn, prediction_key=None, label_key=None, weight_key=None):
        self.metric_fn = metric_fn
        self.prediction_key = prediction_key
        self.label_key = label_key
        self.weight_key = weight_key


class Estimator:
    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, feature_engineering_fn=None):
        self._model_fn = model_fn
        self.model_dir = model_dir or unknown("the model's folder")
        self.config = RunConfig() if config is None else config
        self.params = params
        self._feature_engineering_fn = feature_engineering_fn

    def _build(self, x, y, input_fn, mode, hooks=None):
        """One graph: the global step, the inputs, the model function, its optimizer."""
        with tf.Graph().as_default():
            tf.train.create_global_step()
            if input_fn is not None:
                given = input_fn()
                features, labels = given if known(given) and isinstance(given, tuple) else (given, None)
            else:
                features, labels = _input("input", x), _input("output", y)
            if self._feature_engineering_fn is not None:
                features, labels = self._feature_engineering_fn(features, labels)
            parameters = list(inspect.signature(self._model_fn).parameters)
            given = {}
            for key, value in [("mode", mode), ("params", self.params), ("config", self.config)]:
                if key in parameters:
                    given[key] = value
            for hook in hooks or []:
                hook.begin()
            ops = self._model_fn(features, labels, **given)
            if mode == ModeKeys.EVAL:
                tf.metrics.mean(unknown("the loss"))
                tf.contrib.training.get_or_create_eval_step()
            return ops

    def fit(self, x=None, y=None, input_fn=None, steps=None, batch_size=None, monitors=None, max_steps=None):
        self._build(x, y, input_fn, ModeKeys.TRAIN, monitors)
        return self

    def partial_fit(self, x=None, y=None, input_fn=None, steps=1, batch_size=None, monitors=None):
        return self.fit(x, y, input_fn, steps, batch_size, monitors)

    def evaluate(
        self,
        x=None,
        y=None,
        input_fn=None,
        feed_fn=None,
        batch_size=None,
        steps=None,
        metrics=None,
        name=None,
        checkpoint_path=None,
        hooks=None,
        log_progress=True,
    ):
        self._build(x, y, input_fn, ModeKeys.EVAL, hooks)
        return unknown("the results of an evaluation")

    def predict(
        self,
        x=None,
        input_fn=None,
        batch_size=None,
        outputs=None,
        as_iterable=True,
        iterate_batches=False,
    ):
        self._build(x, None, input_fn, ModeKeys.INFER)
        return unknown("the predictions")

    def get_variable_names(self):
        return unknown("the names in a checkpoint")

    def get_variable_value(self, name):
        return unknown("a value in a checkpoint")


def _input(name, value):
    return None if value is None else tf.placeholder(tf.float32, name=name)


class SKCompat:
    def __init__(self, estimator):
        self._estimator = estimator

    def fit(self, x, y, batch_size=128, steps=None, max_steps=None, monitors=None):
        self._estimator.fit(x=x, y=y)
        return self

    def predict(self, x, batch_size=128, outputs=None):
        return self._estimator.predict(x=x)

    def score(self, x, y, batch_size=128, steps=None, metrics=None, name=None):
        return self._estimator.evaluate(x=x, y=y)


class Experiment:
    """Trains and evaluates with an estimator of either kind."""

    def __init__(
        self, estimator, train_input_fn, eval_input_fn, eval_metrics=None, train_steps=None, eval_steps=100, **kwargs
    ):
        self.estimator = estimator
        self._train_input_fn = train_input_fn
        self._eval_input_fn = eval_input_fn

    def train(self, delay_secs=None):
        if isinstance(self.estimator, later.Estimator):
            return self.estimator.train(input_fn=self._train_input_fn)
        return self.estimator.fit(input_fn=self._train_input_fn)

    def evaluate(self, delay_secs=None, name=None):
        return self.estimator.evaluate(input_fn=self._eval_input_fn)

    def train_and_evaluate(self):
        self.train()
        return self.evaluate(), []

    def continuous_train_and_eval(self, continuous_eval_predicate_fn=None):
        return self.train_and_evaluate()

    def local_run(self):
        return self.train_and_evaluate()

    def continuous_eval(self, delay_secs=None, throttle_delay_secs=None, **kwargs):
        return self.evaluate()

    def test(self):
        return self.train_and_evaluate()

    @property
    def train_steps(self):
        return unknown("the number of steps")
