"""Variables and their collections, as tf.contrib.framework (and slim) makes and finds them."""

import tensorflow as tf
from _scope_lint import known

from ._arg_scope import add_arg_scope

_MODEL_VARIABLES = "model_variables"


@add_arg_scope
def variable(
    name,
    shape=None,
    dtype=None,
    initializer=None,
    regularizer=None,
    trainable=True,
    collections=None,
    caching_device=None,
    device=None,
    partitioner=None,
    custom_getter=None,
    use_resource=None,
    synchronization=None,
    aggregation=None,
):
    """get_variable; ``custom_getter`` takes its place."""
    if collections is None:
        collections = [tf.GraphKeys.GLOBAL_VARIABLES]
    if known(collections):
        collections = _once(collections)
    getter = tf.get_variable if custom_getter is None else custom_getter
    given = {}
    if not known(partitioner) or partitioner is not None:
        given["partitioner"] = partitioner
    return getter(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=collections,
        **given,
    )


def _once(names):
    found = []
    for name in names:
        if name not in found:
            found.append(name)
    return found


@add_arg_scope
def model_variable(
    name,
    shape=None,
    dtype=tf.float32,
    initializer=None,
    regularizer=None,
    trainable=True,
    collections=None,
    caching_device=None,
    device=None,
    partitioner=None,
    custom_getter=None,
    use_resource=None,
    synchronization=None,
    aggregation=None,
):
    """A variable that is in MODEL_VARIABLES, too."""
    collections = list(collections or []) + [tf.GraphKeys.GLOBAL_VARIABLES, _MODEL_VARIABLES]
    return variable(
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=collections,
        caching_device=caching_device,
        device=device,
        partitioner=partitioner,
        custom_getter=custom_getter,
        use_resource=use_resource,
    )


def add_model_variable(var):
    if not any(var is other for other in tf.get_collection(_MODEL_VARIABLES)):
        tf.add_to_collection(_MODEL_VARIABLES, var)


def local_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return tf.Variable(
        initial_value,
        trainable=False,
        collections=[tf.GraphKeys.LOCAL_VARIABLES],
        validate_shape=validate_shape,
        name=name,
    )


def global_variable(initial_value, validate_shape=True, name=None, use_resource=None):
    return tf.Variable(
        initial_value,
        trainable=False,
        collections=[tf.GraphKeys.GLOBAL_VARIABLES],
        validate_shape=validate_shape,
        name=name,
    )


def get_variables(scope=None, suffix=None, collection=tf.GraphKeys.GLOBAL_VARIABLES):
    """The variables of a collection, of those whose names begin with ``scope`` and end with ``suffix``."""
    if isinstance(scope, tf.VariableScope):
        scope = scope.name
    if suffix is not None:
        if ":" not in suffix:
            suffix = suffix + ":"
        scope = (scope or "") + ".*" + suffix
    return tf.get_collection(collection, scope)


def get_model_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, _MODEL_VARIABLES)


def get_local_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, tf.GraphKeys.LOCAL_VARIABLES)


def get_trainable_variables(scope=None, suffix=None):
    return get_variables(scope, suffix, tf.GraphKeys.TRAINABLE_VARIABLES)


def get_variables_by_suffix(suffix, scope=None):
    return get_variables(scope=scope, suffix=suffix)


def get_variables_by_name(given_name, scope=None):
    suffix = "/" + given_name + ":|^" + given_name + ":"
    return get_variables(scope=scope, suffix=suffix)


def get_variables_to_restore(include=None, exclude=None):
    """All variables, or those below the scopes to include, without those whose names begin with one of the scopes to exclude."""
    if include is None:
        found = get_variables()
    else:
        if not isinstance(include, (list, tuple)):
            raise TypeError("include is provided but is not a list or a tuple.")
        found = []
        for scope in include:
            found = found + get_variables(scope)
    if exclude is not None:
        if not isinstance(exclude, (list, tuple)):
            raise TypeError("exclude is provided but is not a list or a tuple.")
        for scope in exclude:
            others = left_out(scope)
            found = [var for var in found if not any(var is other for other in others)]
    return found


def left_out(scope):
    """What is not to be restored: it may well be that there is no such variable."""
    return get_variables(scope)


def get_unique_variable(var_op_name):
    candidates = get_variables(scope=var_op_name)
    if not candidates:
        raise ValueError("Couldn't find variable %s" % var_op_name)
    for candidate in candidates:
        if candidate.op.name == var_op_name:
            return candidate
    raise ValueError("Variable %s does not uniquely identify a variable" % var_op_name)


def get_variable_full_name(var):
    return var.op.name


def get_name_scope():
    """The current op name scope, without its last slash."""
    return tf.get_default_graph().get_name_scope()


def get_global_step(graph=None):
    return tf.train.get_global_step(graph)


def create_global_step(graph=None):
    return tf.train.create_global_step(graph)


def get_or_create_global_step(graph=None):
    return tf.train.get_or_create_global_step(graph)


class VariableDeviceChooser(object):
    """Where a variable is placed; of no account here."""

    def __init__(self, num_tasks=0, job_name="ps", device_type="CPU", device_index=0, replica=None):
        self._device = ""

    def __call__(self, op):
        return self._device
