"""slim.learning: the training op and the loop around it."""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown

_USE_GLOBAL_STEP = 0


def create_train_op(
    total_loss,
    optimizer,
    global_step=_USE_GLOBAL_STEP,
    update_ops=None,
    variables_to_train=None,
    clip_gradient_norm=0,
    summarize_gradients=False,
    gate_gradients=1,
    aggregation_method=None,
    colocate_gradients_with_ops=False,
    gradient_multipliers=None,
    check_numerics=True,
):
    """The optimizer's variables are made outside the name scope ``train_op``; without a global step one is made."""
    if known(global_step) and isinstance(global_step, int):
        global_step = tf.train.get_or_create_global_step()
    if variables_to_train is None:
        variables_to_train = tf.trainable_variables()
    grads = optimizer.compute_gradients(
        total_loss, variables_to_train, colocate_gradients_with_ops=colocate_gradients_with_ops
    )
    if gradient_multipliers:
        grads = multiply_gradients(grads, gradient_multipliers)
    optimizer.apply_gradients(grads, global_step=global_step)
    with tf.name_scope("train_op"):
        train_op = tensor(static_shape(total_loss), "float32", "control_dependency", "Identity")
    tf.add_to_collection(tf.GraphKeys.TRAIN_OP, train_op)
    return train_op


def multiply_gradients(grads_and_vars, gradient_multipliers):
    return grads_and_vars


def clip_gradient_norms(gradients_to_variables, max_norm):
    return gradients_to_variables


def add_gradients_summaries(grads_and_vars):
    return []


def train_step(sess, train_op, global_step, train_step_kwargs):
    return unknown("loss of a training step"), unknown("end of training")


def train(
    train_op,
    logdir,
    train_step_fn=train_step,
    train_step_kwargs=None,
    log_every_n_steps=1,
    graph=None,
    master="",
    is_chief=True,
    global_step=None,
    number_of_steps=None,
    init_op=None,
    init_feed_dict=None,
    local_init_op=None,
    init_fn=None,
    ready_op=None,
    summary_op=None,
    save_summaries_secs=600,
    summary_writer=None,
    startup_delay_steps=0,
    saver=None,
    save_interval_secs=600,
    sync_optimizer=None,
    session_config=None,
    session_wrapper=None,
    trace_every_n_steps=None,
    ignore_live_threads=False,
):
    """Trains; in the graph it makes a global step and a Saver where there is none."""
    graph = graph or tf.get_default_graph()
    with graph.as_default():
        if global_step is None:
            tf.train.get_or_create_global_step()
        if saver is None:
            tf.train.Saver()
    return unknown("loss at the end of training")
