"""tf.layers.Layer: how the scope, the name and the variables of a layer come about."""

import copy
import inspect

import tensorflow as tf
from _scope_lint import known, static_dtype, static_shape, unknown, version

from ._initial import named
from ._input_spec import check_inputs
from ._naming import snake_case, unique_object_name

if version >= (1, 6):
    _REENTER = {"auxiliary_name_scope": False}
else:
    _REENTER = {}
"""Since 1.6 (1.5 does not, 1.8 does) a layer enters its scope again without opening a new op name scope first."""


class Layer(object):
    """The base of tf.layers, of rnn cells since 1.2, and of layers of the user's own."""

    def __init__(self, trainable=True, name=None, dtype=None, activity_regularizer=None, **kwargs):
        self._reuse = kwargs.pop("_reuse", None)
        scope = kwargs.pop("_scope", None)
        self.trainable = trainable
        self.built = False
        self.stateful = False
        self.supports_masking = False
        self.input_spec = None
        self._activity_regularizer = activity_regularizer
        self._trainable_weights = []
        self._non_trainable_weights = []
        self._losses = []
        self._updates = []
        self._dtype = None if dtype is None else _dtype_name(dtype)
        self._graph = None if version >= (1, 13) else tf.get_default_graph()
        self._init_set_name(name)
        self._scope = None
        self._current_scope = None
        if not known(scope) or scope:
            with tf.variable_scope(scope) as captured:
                self._scope = captured

    def _init_set_name(self, name):
        if not known(name) or name:
            self._base_name = name
            self._name = name
        else:
            self._base_name = snake_case(self.__class__.__name__)
            self._name = unique_object_name(self._base_name)

    # Scope

    def _set_scope(self, scope=None):
        """The scope of a layer is that of its first call (or of its first variable, where that comes before)."""
        if self._scope is not None:
            return
        if version >= (1, 2) and self._reuse:
            with tf.variable_scope(self._base_name if scope is None else scope) as captured:
                self._scope = captured
        else:
            with tf.variable_scope(scope, default_name=self._base_name) as captured:
                self._scope = captured

    @property
    def name(self):
        return self._name

    @property
    def scope_name(self):
        if self._scope is None:
            raise ValueError(
                'No name available for layer scope because the layer "' + self._name + '" has not been used yet. '
                "The scope name  is determined the first time the layer instance is called. "
                "You must therefore call the layer before querying `scope_name`."
            )
        return self._scope.name

    @property
    def graph(self):
        return self._graph

    @property
    def dtype(self):
        return self._dtype

    # Variables

    def add_variable(
        self, name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, *args, **kwargs
    ):
        return self.add_weight(name, shape, dtype, initializer, regularizer, trainable, *args, **kwargs)

    def add_weight(
        self,
        name,
        shape=None,
        dtype=None,
        initializer=None,
        regularizer=None,
        trainable=None,
        constraint=None,
        use_resource=None,
        synchronization=None,
        aggregation=None,
        partitioner=None,
        **kwargs,
    ):
        if dtype is None:
            dtype = tf.float32 if known(self._dtype) and self._dtype is None else self._dtype
        wanted = True if trainable is None else trainable
        given = {"partitioner": partitioner, "use_resource": use_resource, "constraint": constraint}
        given = {key: value for key, value in given.items() if not known(value) or value is not None}
        self._set_scope(None)
        with tf.variable_scope(self._scope, reuse=self.built or self._reuse, **_REENTER) as scope:
            self._current_scope = scope
            with tf.name_scope(scope.original_name_scope):
                if known(initializer) and initializer is None and isinstance(scope.initializer, (str, dict)):
                    initializer = scope.initializer
                watched = not known(regularizer) or regularizer is not None
                count = len(tf.global_variables()) if watched else 0
                variable = tf.get_variable(
                    name,
                    shape=shape,
                    dtype=tf.as_dtype(dtype),
                    initializer=named(initializer),
                    trainable=wanted and self.trainable,
                    **given,
                )
                if watched and len(tf.global_variables()) != count:
                    self._add_regularization(name, variable, regularizer)
        if wanted:
            self._trainable_weights.append(variable)
        else:
            self._non_trainable_weights.append(variable)
        return variable

    def _add_regularization(self, name, variable, regularizer):
        if not known(regularizer):
            self.add_loss(unknown("regularization loss"))
            return
        with tf.name_scope(name + "/Regularizer"):
            loss = regularizer(variable)
        if loss is not None:
            self.add_loss(loss)

    @property
    def trainable_weights(self):
        return self._trainable_now() if self.trainable else []

    @property
    def non_trainable_weights(self):
        fixed = list(self._non_trainable_weights)
        for layer in self._tracked_layers():
            _extend(fixed, layer.non_trainable_weights if self.trainable else layer.weights)
        return fixed if self.trainable else _extend(self._trainable_now(), fixed)

    def _trainable_now(self):
        found = list(self._trainable_weights)
        if version >= (1, 13):
            _extend(found, [v for v in self._tracked_values() if isinstance(v, tf.Variable) and v.trainable])
        for layer in self._tracked_layers():
            _extend(found, layer.trainable_weights)
        return found

    @property
    def weights(self):
        return _extend(list(self.trainable_weights), self.non_trainable_weights)

    @property
    def variables(self):
        return self.weights

    @property
    def trainable_variables(self):
        return self.trainable_weights

    @property
    def non_trainable_variables(self):
        return self.non_trainable_weights

    def _tracked_values(self):
        """What the attributes hold, that of lists, tuples and dicts included; lists of the layer's own bookkeeping left out."""
        values = []
        for key, value in self.__dict__.items():
            if key in _BOOKKEEPING:
                continue
            if isinstance(value, (list, tuple)):
                values.extend(value)
            elif isinstance(value, dict):
                values.extend(value.values())
            else:
                values.append(value)
        return values

    def _tracked_layers(self):
        """The layers that are attributes of this one: their variables are its own, too (1.13 and later)."""
        if version < (1, 13):
            return []
        return [value for value in self._tracked_values() if isinstance(value, Layer)]

    def count_params(self):
        total = 0
        for variable in self.weights:
            total = total + variable.get_shape().num_elements()
        return total

    # Losses and updates

    @property
    def activity_regularizer(self):
        return self._activity_regularizer

    @property
    def losses(self):
        found = list(self._losses)
        for layer in self._tracked_layers():
            found.extend(layer.losses)
        return found

    @property
    def updates(self):
        found = list(self._updates)
        for layer in self._tracked_layers():
            found.extend(layer.updates)
        return found

    def add_loss(self, losses, inputs=None):
        for loss in losses if isinstance(losses, (list, tuple)) else [losses]:
            self._losses.append(loss)
            tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, loss)

    def add_update(self, updates, inputs=None):
        for update in updates if isinstance(updates, (list, tuple)) else [updates]:
            self._updates.append(update)
            tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)

    def get_losses_for(self, inputs):
        return self.losses

    def get_updates_for(self, inputs):
        return self.updates

    # Calls

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, *args, **kwargs):
        return inputs

    def apply(self, inputs, *args, **kwargs):
        return self(inputs, *args, **kwargs)

    def compute_output_shape(self, input_shape):
        return unknown("output shape of a layer")

    def __call__(self, inputs, *args, **kwargs):
        self._set_scope(kwargs.pop("scope", None))
        inputs = _as_tensors(inputs)
        with tf.variable_scope(self._scope, reuse=True if self.built else self._reuse, **_REENTER) as scope:
            self._current_scope = scope
            if self._call_has_scope_argument():
                kwargs["scope"] = scope
            with tf.name_scope(scope.original_name_scope):
                check_inputs(self.input_spec, inputs, self._name)
                if not self.built:
                    if known(self._dtype) and self._dtype is None:
                        self._dtype = _first_dtype(inputs)
                    self.build(_shapes(inputs))
                    self.built = True
                outputs = self.call(inputs, *args, **kwargs)
                if not known(self._activity_regularizer) or self._activity_regularizer is not None:
                    self._add_activity_loss(outputs)
        self._graph = tf.get_default_graph()
        return outputs

    def _call_has_scope_argument(self):
        """Whether the user's own call takes the scope."""
        if type(self).call is Layer.call or getattr(type(self), "_own_call", False):
            return False
        return "scope" in inspect.getfullargspec(self.call).args

    def _add_activity_loss(self, outputs):
        if not known(self._activity_regularizer):
            self.add_loss(unknown("activity loss"))
            return
        with tf.name_scope("ActivityRegularizer"):
            self.add_loss(self._activity_regularizer(outputs))

    def __deepcopy__(self, memo):
        """A copy shares the scope: called afterwards, it asks for the same variables."""
        made = self.__class__.__new__(self.__class__)
        memo[id(self)] = made
        for key, value in self.__dict__.items():
            shared = key in _BOOKKEEPING or key in ("_graph", "_scope", "_current_scope")
            setattr(made, key, value if shared else copy.deepcopy(value, memo))
        return made


_BOOKKEEPING = ("_trainable_weights", "_non_trainable_weights", "_losses", "_updates")


def _extend(found, more):
    """The variables of both lists, each once."""
    for variable in more:
        if not any(variable is other for other in found):
            found.append(variable)
    return found


def _dtype_name(dtype):
    return dtype if not known(dtype) else tf.as_dtype(dtype).base_dtype.name


def _as_tensors(inputs):
    """Numbers and arrays become tensors; nested inputs are left as they are."""
    if not known(inputs) or isinstance(inputs, (list, tuple, dict)) or inputs is None:
        return inputs
    return tf.convert_to_tensor(inputs)


def _first_dtype(inputs):
    """The dtype of the (first) input; float32 where there is none."""
    if not known(inputs):
        return unknown("dtype of the inputs")
    if isinstance(inputs, dict):
        inputs = list(inputs.values())
    if isinstance(inputs, (list, tuple)):
        return _first_dtype(inputs[0]) if inputs else "float32"
    if inputs is None:
        return "float32"
    name = static_dtype(inputs)
    return unknown("dtype of the inputs") if name is None else name


def _shapes(inputs):
    """The shapes of nested inputs, nested in the same way."""
    if not known(inputs):
        return inputs
    if isinstance(inputs, dict):
        return {key: _shapes(value) for key, value in inputs.items()}
    if isinstance(inputs, (list, tuple)):
        return [_shapes(value) for value in inputs]
    return tf.TensorShape(static_shape(inputs))
