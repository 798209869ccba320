"""tensorflow.python.util.deprecation: decorators that only warn."""


def deprecated(date, instructions, warn_once=True):
    return lambda function: function


def deprecated_args(date, instructions, *deprecated_arg_names_or_tuples, **kwargs):
    return lambda function: function


def deprecated_arg_values(date, instructions, warn_once=True, **deprecated_kwargs):
    return lambda function: function


def deprecated_alias(deprecated_name, name, func_or_class, warn_once=True):
    return func_or_class


def deprecated_argument_lookup(new_name, new_value, old_name, old_value):
    return new_value if old_value is None else old_value
