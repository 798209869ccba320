"""tf.keras.Model and Sequential: made of layers, of inputs and outputs, or by a subclass."""

import tensorflow as tf
from _scope_lint import known, tensor, unknown, version

from ..train.structures import flatten, map_structure
from .base import Layer, shapes_of
from .tensors import Input, InputLayer
from .training import Trained


class Model(Trained, Layer):
    def __init__(self, *args, **kwargs):
        inputs = kwargs.pop("inputs", None)
        outputs = kwargs.pop("outputs", None)
        given = list(args)
        if len(given) >= 2 and inputs is None:
            inputs, outputs = given[0], given[1]
            if len(given) > 2:
                kwargs["name"] = given[2]
        super(Model, self).__init__(**kwargs)
        self.inputs = inputs
        self.outputs = outputs
        self._is_graph_network = inputs is not None
        if self._is_graph_network:
            self.built = True
            self._network_layers, self._all_layers_known = _layers_between(inputs, outputs)

    @property
    def layers(self):
        if self._is_graph_network:
            return list(self._network_layers)
        return [item for item in self._sublayers() if isinstance(item, Layer)]

    def _sublayers(self):
        if self._is_graph_network:
            return list(self._network_layers)
        return super(Model, self)._sublayers()

    def get_layer(self, name=None, index=None):
        if index is not None:
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        if self._is_graph_network and not self._all_layers_known:
            return unknown("a layer of a model that is not all known")
        raise ValueError("No such layer: " + name)

    def call(self, inputs, training=None, mask=None):
        if not self._is_graph_network:
            return unknown("the output of a model")
        return run_network(self, inputs)

    def build(self, input_shape):
        """A subclass's layers are built as for placeholders of that shape, without a scope of the model."""
        if self._is_graph_network or self.built:
            self.built = True
            return
        shapes = input_shape if isinstance(input_shape, list) else [input_shape]
        placeholders = [
            tf.placeholder("float32", shape if hasattr(shape, "as_list") else list(shape)) for shape in shapes
        ]
        self.call(placeholders[0] if len(placeholders) == 1 else placeholders)
        self.built = True

    def _maybe_build(self, inputs):
        """A call builds the layers as it comes to them; only a build of the user's own is called."""
        if not self.built and type(self).build is not Model.build:
            self.build(shapes_of(inputs))
        self.built = True

    def summary(self, line_length=None, positions=None, print_fn=None):
        pass

    @property
    def input(self):
        return self.inputs

    @property
    def output(self):
        return self.outputs


def _history(x):
    return getattr(x, "_keras_history", None) if known(x) else None


def _layers_between(inputs, outputs):
    """The layers that the outputs come from, inputs first; and whether there are no others: nothing that is not known, nor made by an op."""
    ends = flatten(inputs)
    layers, seen, strange = [], [], []

    def visit(x):
        history = _history(x)
        if history is None:
            strange.append(x)
            return
        layer, node = history
        if any(node is other for other in seen):
            return
        seen.append(node)
        if not any(x is end for end in ends):
            for source in flatten(node.inputs):
                visit(source)
        if not any(layer is other for other in layers):
            layers.append(layer)

    for end in ends + flatten(outputs):
        visit(end)
    return layers, not strange


def run_network(model, inputs):
    """Calls the layers again, on other inputs."""
    values = list(zip(flatten(model.inputs), flatten(inputs)))
    done = []

    def value_of(x):
        for source, value in values:
            if x is source:
                return value
        history = _history(x)
        if history is None:
            return x
        layer, node = history
        for other, results in done:
            if other is node:
                return _matching(node.outputs, results, x)
        results = layer(map_structure(value_of, node.inputs), *node.args, **node.kwargs)
        done.append((node, results))
        return _matching(node.outputs, results, x)

    return map_structure(value_of, model.outputs)


def _matching(outputs, results, wanted):
    for old, new in zip(flatten(outputs), flatten(results)):
        if old is wanted:
            return new
    return results


class Sequential(Model):
    """Built where its first layer tells the input's shape; otherwise at its first call, in a scope of the model."""

    def __init__(self, layers=None, name=None):
        super(Sequential, self).__init__(name=name)
        self._stack = []
        for layer in layers or []:
            self.add(layer)

    @property
    def layers(self):
        return [layer for layer in self._stack if not isinstance(layer, InputLayer)]

    def _sublayers(self):
        return list(self._stack)

    def add(self, layer):
        history = _history(layer)
        if history is not None and isinstance(history[0], InputLayer):  # tf.keras.Input gives its tensor
            if version < (1, 14):
                raise TypeError("The added layer must be an instance of class Layer. Found: " + str(layer))
            layer = history[0]
        if not self._stack:
            if isinstance(layer, InputLayer):
                self.inputs = [layer.tensor]
                self.outputs = [layer.tensor]
            else:
                shape, dtype = _first_shape(layer)
                if shape is not None:
                    start = Input(batch_shape=shape, dtype=dtype, name=layer.name + "_input")
                    self.inputs = [start]
                    self.outputs = [layer(start)]
        elif self.outputs:
            self.outputs = [layer(self.outputs[0])]
        self._stack.append(layer)
        if self.inputs:
            self.built = True

    def pop(self):
        self._stack.pop()

    def call(self, inputs, training=None, mask=None):
        x = inputs
        for layer in self.layers:
            if training is not None and layer._accepts("training"):
                x = layer(x, training=training)
            else:
                x = layer(x)
        return x

    def build(self, input_shape=None):
        if self.built or input_shape is None:
            return
        shape = input_shape if hasattr(input_shape, "as_list") else list(input_shape)
        x = tensor(shape.as_list() if hasattr(shape, "as_list") else shape, "float32", "Placeholder", "Placeholder")
        for layer in self.layers:
            x = layer(x)
        self.built = True

    def _maybe_build(self, inputs):
        self.built = True


def _first_shape(layer):
    """The input shape that a first layer tells, and its dtype."""
    if isinstance(layer, Model):
        first = layer
        while isinstance(first, Sequential) and first.layers:
            first = first.layers[0]
        if isinstance(first, Model):
            sources = flatten(first.inputs) if first.inputs else []
            return (sources[0].get_shape().as_list() if sources else None), None
        layer = first
    shape = getattr(layer, "_batch_input_shape", None)
    return shape, getattr(layer, "_input_dtype", None)
