"""``from tensorflow.contrib.framework.python.ops import arg_scope``: the function, although a module has that name, too."""

from ..._arg_scope import add_arg_scope, arg_scope, arg_scoped_arguments, current_arg_scope, has_arg_scope

__all__ = ["add_arg_scope", "arg_scope", "arg_scoped_arguments", "current_arg_scope", "has_arg_scope"]
