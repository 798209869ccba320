"""tf.keras.layers.Layer.

From 1.9: the object's name is made unique per graph, a call opens a name scope of that name, and ``add_weight`` makes variables as
tf.Variable does, so variable scopes and their reuse do not matter. Before: the Layer of tf.layers.
"""

import inspect

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown, version

from ..layers import base as older
from ..layers._input_spec import check_inputs
from ..layers._naming import snake_case, unique_object_name
from ..python.util.function_utils import has_kwargs
from ..train.structures import flatten, map_structure

_training = []


class Node:
    """One call of a layer on Keras tensors, for models made of inputs and outputs."""

    def __init__(self, layer, inputs, kwargs):
        self.layer = layer
        self.inputs = inputs
        self.kwargs = kwargs


class ScopedLayer(object):
    """One that is a tf.layers.Layer too is called, named and given variables as those are: theirs is the more special class."""

    def __init__(self, trainable=True, name=None, dtype=None, dynamic=False, **kwargs):
        if isinstance(self, older.Layer):
            self._keep_nothing(kwargs)
            older.Layer.__init__(self, trainable=trainable, name=name, dtype=dtype)
            return
        self.trainable = trainable
        self.built = False
        self.stateful = False
        self.supports_masking = False
        self.input_spec = None
        self._name = (
            name if not known(name) or name else unique_object_name(snake_case(type(self).__name__), zero_based=True)
        )
        self._dtype = None if dtype is None or not known(dtype) else tf.as_dtype(dtype).name
        self._keep_nothing(kwargs)

    def _keep_nothing(self, options):
        self._own_trainable = []
        self._own_non_trainable = []
        self._losses = []
        self._updates = []
        self._inbound = []
        self._batch_input_shape = _batch_input_shape(options)

    @property
    def name(self):
        return self._name

    @property
    def dtype(self):
        return self._dtype

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, **kwargs):
        return inputs

    def __call__(self, inputs, *args, **kwargs):
        if isinstance(self, older.Layer):
            outputs = older.Layer.__call__(self, inputs, *args, **kwargs)
            _remember(self, inputs, outputs, args, kwargs)
            return outputs
        if known(inputs) and isinstance(inputs, (int, float)):
            inputs = tf.convert_to_tensor(inputs)
        if "training" not in kwargs and _training and self._accepts("training"):
            kwargs["training"] = _training[-1]
        check_inputs(getattr(self, "input_spec", None), inputs, self.name)
        with tf.name_scope(self._name_scope()):
            self._maybe_build(inputs)
            outputs = self._called(inputs, args, kwargs)
        _remember(self, inputs, outputs, args, kwargs)
        return outputs

    def _called(self, inputs, args, kwargs):
        given = kwargs.get("training", None)
        if version >= (1, 15) and "training" in kwargs and not self._accepts("training") and not has_kwargs(self.call):
            kwargs = dict([(name, kwargs[name]) for name in kwargs if name != "training"])
        if known(given) and given is None:
            return self.call(inputs, *args, **kwargs)
        _training.append(given)
        try:
            return self.call(inputs, *args, **kwargs)
        finally:
            _training.pop()

    def _accepts(self, name):
        try:
            return name in inspect.signature(self.call).parameters
        except (TypeError, ValueError):
            return False

    def _name_scope(self):
        return self.name

    def _maybe_build(self, inputs):
        if self.built:
            return
        if self._dtype is None:
            self._dtype = _dtype_of(inputs)
        self.build(shapes_of(inputs))
        self.built = True

    def add_weight(
        self,
        name=None,
        shape=None,
        dtype=None,
        initializer=None,
        regularizer=None,
        trainable=None,
        constraint=None,
        partitioner=None,
        use_resource=None,
        **kwargs,
    ):
        shape = () if shape is None else shape
        trainable = True if trainable is None else trainable
        if isinstance(self, older.Layer):
            variable = older.Layer.add_weight(
                self,
                name,
                shape,
                dtype,
                initializer,
                regularizer,
                trainable,
                constraint,
                use_resource,
                partitioner=partitioner,
            )
            (self._own_trainable if trainable else self._own_non_trainable).append(variable)
            return variable
        if version < (1, 13):
            trainable = trainable and self.trainable
        dtype = dtype or self._dtype or "float32"
        with tf.control_dependencies(None):  # outside of any loop or branch
            start = tensor(_sizes(shape), dtype, "%s/Initializer/value" % (name or "Variable"), "Const")
        variable = tf.Variable(start, name=name, trainable=trainable, use_resource=True)
        (self._own_trainable if trainable else self._own_non_trainable).append(variable)
        if known(regularizer) and regularizer is not None:
            with tf.name_scope("%s/Regularizer" % (name or "Variable")):
                self._losses.append(regularizer(variable))
        return variable

    def add_variable(self, *args, **kwargs):
        return self.add_weight(*args, **kwargs)

    def add_loss(self, losses, inputs=None):
        self._losses.extend(losses if isinstance(losses, (list, tuple)) else [losses])

    def add_update(self, updates, inputs=None):
        self._updates.extend(updates if isinstance(updates, (list, tuple)) else [updates])

    def add_metric(self, value, aggregation=None, name=None):
        pass

    def compute_output_shape(self, input_shape):
        return unknown("the shape of a layer's output")

    def compute_mask(self, inputs, mask=None):
        return mask

    def _sublayers(self):
        """Layers (and variables) that are attributes, also in lists and dicts, in the order of assignment."""
        found = []
        for key in list(vars(self)):
            if key not in ("_own_trainable", "_own_non_trainable", "_inbound", "_losses", "_updates"):
                _collect(getattr(self, key), found)
        return found

    @property
    def trainable_weights(self):
        if not self.trainable:
            return []
        return self._gathered(True)

    @property
    def non_trainable_weights(self):
        if not self.trainable:
            return self._gathered(True) + self._gathered(False)
        return self._gathered(False)

    def _gathered(self, trainable):
        found = list(self._own_trainable if trainable else self._own_non_trainable)
        kept = tf.trainable_variables()
        for item in self._sublayers():
            if isinstance(item, (ScopedLayer, older.Layer)):
                for weight in item.trainable_weights if trainable else item.non_trainable_weights:
                    if weight not in found:
                        found.append(weight)
            elif (item in kept) == trainable and item not in self._own_trainable + self._own_non_trainable:
                if item not in found:
                    found.append(item)
        return found

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    @property
    def variables(self):
        return self.weights

    @property
    def trainable_variables(self):
        return self.trainable_weights

    @property
    def non_trainable_variables(self):
        return self.non_trainable_weights

    @property
    def losses(self):
        found = list(self._losses)
        for item in self._sublayers():
            if isinstance(item, (ScopedLayer, older.Layer)):
                found.extend(item.losses)
        return found

    @property
    def updates(self):
        found = list(self._updates)
        for item in self._sublayers():
            if isinstance(item, (ScopedLayer, older.Layer)):
                found.extend(item.updates)
        return found

    def get_losses_for(self, inputs):
        return self.losses

    def get_updates_for(self, inputs):
        return self.updates

    def get_weights(self):
        return unknown("the values of weights")

    def set_weights(self, weights):
        pass

    def count_params(self):
        return unknown("the number of parameters")

    def get_config(self):
        return {"name": self._name, "trainable": self.trainable}

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    @property
    def input(self):
        return self._inbound[0].inputs if self._inbound else unknown("a layer's input")

    @property
    def output(self):
        return self._inbound[0].outputs if self._inbound else unknown("a layer's output")

    @property
    def output_shape(self):
        shape = static_shape(self.output)
        return None if shape is None else tuple(shape)

    @property
    def input_shape(self):
        shape = static_shape(self.input)
        return None if shape is None else tuple(shape)


class VariableScopedLayer(older.Layer):
    """A Keras layer before 1.9: named ``dense_1`` first, its scope as in tf.layers."""

    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        self._batch_input_shape = _batch_input_shape(kwargs)
        super(VariableScopedLayer, self).__init__(trainable=trainable, name=name, dtype=dtype)
        self._inbound = []

    def build(self, input_shape):
        self.built = True

    def __call__(self, inputs, *args, **kwargs):
        outputs = super(VariableScopedLayer, self).__call__(inputs, *args, **kwargs)
        _remember(self, inputs, outputs, args, kwargs)
        return outputs

    @property
    def input(self):
        return self._inbound[0].inputs if self._inbound else unknown("a layer's input")

    @property
    def output(self):
        return self._inbound[0].outputs if self._inbound else unknown("a layer's output")

    def get_config(self):
        return {"name": self._name, "trainable": self.trainable}

    def get_weights(self):
        return unknown("the values of weights")

    def set_weights(self, weights):
        pass

    def _accepts(self, name):
        try:
            return name in inspect.signature(self.call).parameters
        except (TypeError, ValueError):
            return False


Layer = ScopedLayer if version >= (1, 9) else VariableScopedLayer


def _batch_input_shape(options):
    """Of ``batch_input_shape``, ``input_shape`` and the layers' ``input_dim``: None where there is none."""
    options.pop("weights", None)
    options.pop("autocast", None)
    options.pop("experimental_autocast", None)
    batch_size = options.pop("batch_size", None)
    if "input_dim" in options and "input_shape" not in options:
        options["input_shape"] = (options.pop("input_dim"),)
    if "batch_input_shape" in options:
        return tuple(options.pop("batch_input_shape"))
    if "input_shape" in options:
        shape = options.pop("input_shape")
        return None if shape is None else (batch_size,) + tuple(shape)
    return None


def _remember(layer, inputs, outputs, args, kwargs):
    """Notes where Keras tensors come from, as far as the outputs can carry the note."""
    node = Node(layer, inputs, kwargs)
    node.args = args
    node.outputs = outputs
    layer._inbound.append(node)
    for output in flatten(outputs):
        if known(output) and isinstance(output, tf.Tensor) and not any(output is x for x in flatten(inputs)):
            output._keras_history = (layer, node)


def _collect(value, found):
    if not known(value):
        return
    if isinstance(value, (ScopedLayer, older.Layer)) or isinstance(value, tf.Variable):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)
    elif isinstance(value, dict):
        for key in value:
            _collect(value[key], found)


def shapes_of(inputs):
    return map_structure(_shape_of, inputs)


def _shape_of(x):
    if not known(x):
        return unknown("the shape of a layer's input")
    if hasattr(x, "get_shape"):
        return x.get_shape()
    shape = static_shape(x)
    return unknown("the shape of a layer's input") if shape is None else tf.TensorShape(shape)


def _sizes(shape):
    """A weight's shape: whatever is not known of it is unknown."""
    if not known(shape):
        return unknown("the shape of a weight")
    if hasattr(shape, "as_list"):
        return shape.as_list()
    return [_size(size) for size in shape]


def _size(size):
    if not known(size):
        return size
    return size.value if hasattr(size, "value") else size


def _dtype_of(inputs):
    for x in flatten(inputs):
        if known(x) and hasattr(x, "dtype") and known(x.dtype) and x.dtype.is_floating:
            return x.dtype.base_dtype.name
    return "float32"
