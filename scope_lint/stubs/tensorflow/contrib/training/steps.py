"""tf.contrib.training: train operations and the steps that it counts."""

import tensorflow as tf
from _scope_lint import known, tensor, unknown, version

from ...layers._initial import zeros

_USE_GLOBAL_STEP = 0


def create_train_op(
    total_loss,
    optimizer,
    global_step=_USE_GLOBAL_STEP,
    update_ops=None,
    variables_to_train=None,
    transform_grads_fn=None,
    summarize_gradients=False,
    gate_gradients=1,
    aggregation_method=None,
    colocate_gradients_with_ops=False,
    check_numerics=True,
):
    if known(global_step) and global_step is _USE_GLOBAL_STEP:
        global_step = tf.train.get_or_create_global_step()
    if known(variables_to_train) and variables_to_train is None:
        variables_to_train = tf.trainable_variables()
    grads = optimizer.compute_gradients(
        total_loss,
        variables_to_train,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
    )
    if transform_grads_fn:
        grads = transform_grads_fn(grads)
    if summarize_gradients:
        with tf.name_scope("summarize_grads"):
            add_gradients_summaries(grads)
    optimizer.apply_gradients(grads, global_step=global_step)
    with tf.name_scope("train_op"):
        train_op = tensor([], None, "control_dependency", "Identity")
    tf.add_to_collection("train_op", train_op)
    return train_op


def add_gradients_summaries(grads_and_vars):
    if not known(grads_and_vars):
        return []
    summaries = []
    for grad, var in grads_and_vars:
        if not known(grad) or grad is not None:
            summaries.append(tf.summary.histogram(var.op.name + "_gradient", grad))
            summaries.append(tf.summary.scalar(var.op.name + "_gradient_norm", grad))
    return summaries


def clip_gradient_norms(gradients_to_variables, max_norm):
    if not known(gradients_to_variables):
        return gradients_to_variables
    return [(grad, var) for grad, var in gradients_to_variables]


def clip_gradient_norms_fn(max_norm):
    return lambda gradients_to_variables: clip_gradient_norms(gradients_to_variables, max_norm)


def multiply_gradients(grads_and_vars, gradient_multipliers):
    return [(grad, var) for grad, var in grads_and_vars]


def get_or_create_eval_step():
    """A local variable ``eval_step`` (float32 in 1.0)."""
    found = tf.get_collection("eval_step")
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise ValueError("Multiple tensors added to tf.GraphKeys.EVAL_STEP")
    return tf.get_variable(
        "eval_step",
        shape=[],
        dtype=tf.float32 if version < (1, 1) else tf.int64,
        initializer=zeros,
        trainable=False,
        collections=[tf.GraphKeys.LOCAL_VARIABLES, "eval_step"],
    )


class StopAfterNEvalsHook(tf.train.SessionRunHook):
    def __init__(self, num_evals, log_progress=True):
        pass


class SummaryAtEndHook(tf.train.SessionRunHook):
    def __init__(self, log_dir=None, summary_writer=None, summary_op=None, feed_dict=None):
        pass


def train(
    train_op,
    logdir,
    master="",
    is_chief=True,
    scaffold=None,
    hooks=None,
    chief_only_hooks=None,
    save_checkpoint_secs=600,
    save_summaries_steps=100,
    config=None,
    max_wait_secs=7200,
    run_metadata=None,
):
    with tf.train.MonitoredTrainingSession(
        is_chief=is_chief, checkpoint_dir=logdir, scaffold=scaffold, hooks=hooks, chief_only_hooks=chief_only_hooks
    ) as session:
        return session.run(train_op)


def evaluate_once(
    checkpoint_path,
    master="",
    scaffold=None,
    eval_ops=None,
    feed_dict=None,
    final_ops=None,
    final_ops_feed_dict=None,
    hooks=None,
    config=None,
):
    get_or_create_eval_step()
    with tf.train.MonitoredSession(tf.train.ChiefSessionCreator(scaffold=scaffold), hooks=hooks):
        return unknown("what an evaluation gives")


def evaluate_repeatedly(
    checkpoint_dir,
    master="",
    scaffold=None,
    eval_ops=None,
    feed_dict=None,
    final_ops=None,
    final_ops_feed_dict=None,
    eval_interval_secs=60,
    hooks=None,
    config=None,
    max_number_of_evaluations=None,
    timeout=None,
    timeout_fn=None,
):
    return evaluate_once(checkpoint_dir, scaffold=scaffold, hooks=hooks)
