"""tf.estimator.export."""

import tensorflow as tf
from _scope_lint import static_dtype, static_shape


class ExportOutput:
    pass


class PredictOutput(ExportOutput):
    def __init__(self, outputs):
        self.outputs = outputs


class ClassificationOutput(ExportOutput):
    def __init__(self, scores=None, classes=None):
        self.scores = scores
        self.classes = classes


class RegressionOutput(ExportOutput):
    def __init__(self, value):
        self.value = value


class ServingInputReceiver:
    def __init__(self, features, receiver_tensors, receiver_tensors_alternatives=None):
        self.features = features
        self.receiver_tensors = receiver_tensors
        self.receiver_tensors_alternatives = receiver_tensors_alternatives


class TensorServingInputReceiver(ServingInputReceiver):
    pass


def build_raw_serving_input_receiver_fn(features, default_batch_size=None):
    """Placeholders like the features, with an unknown batch size."""

    def receive():
        made = {}
        for name in sorted(features):
            shape = static_shape(features[name])
            made[name] = tf.placeholder(
                static_dtype(features[name]),
                None if shape is None else [default_batch_size] + shape[1:],
                name=name,
            )
        return ServingInputReceiver(made, made)

    return receive


def build_parsing_serving_input_receiver_fn(feature_spec, default_batch_size=None):
    def receive():
        serialized = tf.placeholder(tf.string, [default_batch_size], name="input_example_tensor")
        features = tf.parse_example(serialized, feature_spec)
        return ServingInputReceiver(features, {"examples": serialized})

    return receive
