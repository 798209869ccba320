"""tf.make_template: a function whose variables are made at its first call and shared by the later ones."""

import functools

import tensorflow as tf
from _scope_lint import known, version


def make_template(name_, func_, create_scope_now_=False, unique_name_=None, custom_getter_=None, **kwargs):
    if kwargs:
        func_ = functools.partial(func_, **kwargs)
    return Template(
        name_, func_, create_scope_now=create_scope_now_, unique_name=unique_name_, custom_getter=custom_getter_
    )


class Template:
    """The scope is the one of the first call (with create_scope_now_, the one of construction)."""

    def __init__(self, name, func, create_scope_now=False, unique_name=None, custom_getter=None):
        if known(name) and name is None:
            raise ValueError("name cannot be None.")
        self._func = func
        self._name = name
        self._unique_name = unique_name
        self._custom_getter = custom_getter
        self._variable_scope = None
        self._variables_created = False
        self._args = ()
        self._kwargs = {}
        if create_scope_now:
            self._variable_scope = self._make_scope()

    def _make_scope(self):
        """Only variables are scoped here: no op scope is opened at construction (1.5 and later can say so)."""
        how = {"auxiliary_name_scope": False} if version >= (1, 5) else {}
        with tf.variable_scope(self._unique_name, self._name, custom_getter=self._custom_getter, **how) as scope:
            return scope

    def __call__(self, *args, **kwargs):
        if self._variable_scope is not None:
            with tf.variable_scope(self._variable_scope, reuse=True if self._variables_created else None):
                return self._call(args, kwargs, check=self._variables_created)
        with tf.variable_scope(self._unique_name, self._name, custom_getter=self._custom_getter) as scope:
            self._variable_scope = scope
            return self._call(args, kwargs, check=False)

    def _call(self, args, kwargs, check):
        before = len(tf.trainable_variables())
        result = self._func(*args, **kwargs)
        self._variables_created = True
        if check:
            made = tf.trainable_variables()[before:]
            if made:
                raise ValueError(
                    "Trainable variable created when calling a template after the first time, perhaps you used"
                    " tf.Variable when you meant tf.get_variable: %s" % (made,)
                )
        return result

    @property
    def name(self):
        return self._name

    @property
    def func(self):
        return self._func

    @property
    def variable_scope(self):
        return self._variable_scope

    @property
    def var_scope(self):
        return self._variable_scope

    @property
    def variable_scope_name(self):
        if self._variable_scope is None:
            return None
        name = self._variable_scope.name
        return name + "/" if name and not name.endswith("/") else name

    def _collected(self, key):
        if self._variable_scope is None:
            return []
        return list(tf.get_collection(key, self.variable_scope_name))

    @property
    def trainable_variables(self):
        return self._collected(tf.GraphKeys.TRAINABLE_VARIABLES)

    @property
    def global_variables(self):
        return self._collected(tf.GraphKeys.GLOBAL_VARIABLES)

    @property
    def local_variables(self):
        return self._collected(tf.GraphKeys.LOCAL_VARIABLES)

    @property
    def variables(self):
        return self.global_variables + self.local_variables

    @property
    def non_trainable_variables(self):
        trainable = self.trainable_variables
        return [v for v in self.variables if v not in trainable]

    weights = variables
    trainable_weights = trainable_variables
    non_trainable_weights = non_trainable_variables
