"""tf.keras.models."""

from _scope_lint import unknown

from .network import Model, Sequential  # noqa: F401


def load_model(filepath, custom_objects=None, compile=True):
    return unknown("a model read from a file")


def model_from_json(json_string, custom_objects=None):
    return unknown("a model read from JSON")


def model_from_yaml(yaml_string, custom_objects=None):
    return unknown("a model read from YAML")


def model_from_config(config, custom_objects=None):
    return unknown("a model read from a configuration")


def save_model(model, filepath, overwrite=True, include_optimizer=True, save_format=None, signatures=None):
    pass
