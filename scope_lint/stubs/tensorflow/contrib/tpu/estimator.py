"""TPUEstimator: without a TPU it is an Estimator whose model_fn gets the batch size in params."""

import tensorflow as tf
from _scope_lint import unknown


class InputPipelineConfig:
    PER_SHARD_V1 = 1
    PER_HOST_V1 = 2
    PER_HOST_V2 = 3
    BROADCAST = 4


class TPUConfig:
    def __init__(self, iterations_per_loop=2, num_shards=None, **kwargs):
        self.iterations_per_loop = iterations_per_loop
        self.num_shards = num_shards
        for key in kwargs:
            setattr(self, key, kwargs[key])


class RunConfig(tf.estimator.RunConfig):
    def __init__(self, tpu_config=None, evaluation_master=None, master=None, cluster=None, **kwargs):
        super(RunConfig, self).__init__(**kwargs)
        self.tpu_config = tpu_config or TPUConfig()
        self.cluster = cluster


class CrossShardOptimizer(tf.train.Optimizer):
    """Sums gradients over shards; the variables are the inner optimizer's."""

    def __init__(self, opt, reduction="weighted_mean", name="CrossShardOptimizer", group_assignment=None):
        super(CrossShardOptimizer, self).__init__(False, name)
        self._opt = opt

    def compute_gradients(self, loss, var_list=None, **kwargs):
        return self._opt.compute_gradients(loss, var_list=var_list, **kwargs)

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return self._opt.apply_gradients(grads_and_vars, global_step, name)

    def get_slot(self, *args, **kwargs):
        return self._opt.get_slot(*args, **kwargs)

    def get_slot_names(self, *args, **kwargs):
        return self._opt.get_slot_names(*args, **kwargs)

    def variables(self):
        return self._opt.variables()


class TPUEstimatorSpec:
    def __init__(
        self,
        mode,
        predictions=None,
        loss=None,
        train_op=None,
        eval_metrics=None,
        export_outputs=None,
        scaffold_fn=None,
        host_call=None,
        training_hooks=None,
        evaluation_hooks=None,
        prediction_hooks=None,
    ):
        self.mode = mode
        self.predictions = predictions
        self.loss = loss
        self.train_op = train_op
        self.eval_metrics = eval_metrics
        self.export_outputs = export_outputs
        self.scaffold_fn = scaffold_fn
        self.host_call = host_call
        self.training_hooks = training_hooks
        self.evaluation_hooks = evaluation_hooks
        self.prediction_hooks = prediction_hooks
        self.scaffold = None

    def as_estimator_spec(self):
        """As the estimator does without a TPU: the functions of metrics, for the host and of the scaffold are called, whatever the mode."""
        metrics = None if self.eval_metrics is None else _called(self.eval_metrics)
        if self.host_call is not None:
            _called(self.host_call)
        scaffold = self.scaffold_fn() if self.scaffold_fn else None
        return tf.estimator.EstimatorSpec(
            self.mode,
            predictions=self.predictions,
            loss=self.loss,
            train_op=self.train_op,
            eval_metric_ops=metrics,
            export_outputs=self.export_outputs,
            scaffold=scaffold,
        )


def _called(function_and_tensors):
    function, tensors = function_and_tensors
    return function(**tensors) if isinstance(tensors, dict) else function(*tensors)


class TPUEstimator(tf.estimator.Estimator):
    def __init__(
        self,
        model_fn=None,
        model_dir=None,
        config=None,
        params=None,
        use_tpu=True,
        train_batch_size=None,
        eval_batch_size=None,
        predict_batch_size=None,
        batch_axis=None,
        eval_on_tpu=True,
        export_to_tpu=True,
        export_to_cpu=True,
        warm_start_from=None,
        **kwargs,
    ):
        super(TPUEstimator, self).__init__(model_fn, model_dir=model_dir, config=config, params=params)
        self._batch_sizes = {
            tf.estimator.ModeKeys.TRAIN: train_batch_size,
            tf.estimator.ModeKeys.EVAL: eval_batch_size,
            tf.estimator.ModeKeys.PREDICT: predict_batch_size,
        }

    def _params_for(self, mode):
        params = dict(self.params)
        size = self._batch_sizes[mode]
        params["batch_size"] = unknown("the batch size") if size is None else size
        return params
