"""tf.train.Optimizer: which variables are optimized, the slots, and the hooks that subclasses override."""

import tensorflow as tf
from _scope_lint import followed, incomplete, known, known_items, static_dtype, static_shape, tensor, trains, unknown, version

from . import slots
from .structures import flatten, missing


class Optimizer:
    """Base of all optimizers of tf.train and tf.contrib.opt."""

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name):
        if known(name) and not name:
            raise ValueError("Must specify the optimizer name")
        self._use_locking = use_locking
        self._name = name
        self._slots = {}
        self._non_slot_dict = {}

    def get_name(self):
        return self._name

    def minimize(
        self,
        loss,
        global_step=None,
        var_list=None,
        gate_gradients=GATE_OP,
        aggregation_method=None,
        colocate_gradients_with_ops=False,
        name=None,
        grad_loss=None,
    ):
        grads_and_vars = self.compute_gradients(
            loss,
            var_list=var_list,
            gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
            grad_loss=grad_loss,
        )
        if known(grads_and_vars):
            if not [v for g, v in grads_and_vars if _given(g)]:
                names = [v.name for g, v in grads_and_vars]
                raise ValueError(
                    "No gradients provided for any variable, check your graph for ops that do not support gradients,"
                    " between variables %s and loss %s." % (names, getattr(loss, "name", loss))
                )
        return self.apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def compute_gradients(
        self,
        loss,
        var_list=None,
        gate_gradients=GATE_OP,
        aggregation_method=None,
        colocate_gradients_with_ops=False,
        grad_loss=None,
    ):
        if callable(loss) and known(loss):
            loss = loss()
        if missing(var_list):
            var_list, resources = known_items(tf.trainable_variables()), tf.get_collection("trainable_resource_variables")
            var_list = var_list + known_items(resources) if known(resources) else var_list
        elif not known(var_list):
            incomplete("the variables to optimize are not known")
            return unknown("the variables to optimize")
        else:
            var_list = flatten(known_items(var_list))
        if not var_list:
            if not followed():
                return unknown("the variables to optimize")
            raise ValueError("No variables to optimize.")
        grads = tf.gradients(
            loss,
            var_list,
            grad_ys=grad_loss,
            gate_gradients=gate_gradients == Optimizer.GATE_OP,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
        )
        if not known(grads):
            grads = [tensor(static_shape(v), static_dtype(v), "gradients/grad", "Grad") for v in var_list]
        return list(zip(grads, var_list))

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        if not known(grads_and_vars):
            incomplete("the gradients to apply are not known")
            return unknown("an optimizer's step")
        grads_and_vars = tuple(known_items(grads_and_vars))
        if not grads_and_vars:
            raise ValueError("No variables provided.")
        var_list = [v for g, v in grads_and_vars if _given(g)]
        if not var_list:
            raise ValueError("No gradients provided for any variable: %s." % ([str(v) for g, v in grads_and_vars],))
        trains(var_list)
        self._create_slots(var_list)
        with tf.name_scope(name, self._name) as scope:
            self._prepare()
            update_ops = []
            for grad, var in grads_and_vars:
                if not _given(grad):
                    continue
                with tf.name_scope("update_" + var.op.name):
                    update_ops.append(self._apply(grad, var))
            if missing(global_step):
                train_op = self._finish(update_ops, scope)
            else:
                self._finish(update_ops, "update")
                train_op = tf.assign_add(global_step, 1, name=scope)
                if known(train_op) and version < (1, 15):
                    train_op = train_op.op
        if train_op not in tf.get_collection("train_op"):
            tf.add_to_collection("train_op", train_op)
        return train_op

    def _apply(self, grad, var):
        """The step of one variable: a subclass may do it in either of the hooks."""
        own = type(self)
        if (
            own._resource_apply_dense is not Optimizer._resource_apply_dense
            and own._apply_dense is Optimizer._apply_dense
        ):
            return self._resource_apply_dense(grad, var)
        return self._apply_dense(grad, var)

    def get_slot(self, var, name):
        if not known(var):
            return unknown("the slot of a variable")
        named_slots = self._slots.get(name, None)
        if not named_slots:
            return None
        return named_slots.get(_var_key(var), None)

    def get_slot_names(self):
        return sorted(self._slots.keys())

    def variables(self):
        found = [v for v in self._non_slot_dict.values()]
        for named_slots in self._slots.values():
            for slot in named_slots.values():
                found.append(slot)
        return sorted(found, key=lambda v: v.name)

    def _valid_dtypes(self):
        return set([tf.float16, tf.bfloat16, tf.float32, tf.float64])

    def _create_slots(self, var_list):
        pass

    def _prepare(self):
        pass

    def _apply_dense(self, grad, var):
        return tf.no_op("Apply" + self._name)

    def _resource_apply_dense(self, grad, handle):
        return tf.no_op("Apply" + self._name)

    def _apply_sparse(self, grad, var):
        return tf.no_op("Apply" + self._name)

    def _resource_apply_sparse(self, grad, handle, indices):
        return tf.no_op("Apply" + self._name)

    def _finish(self, update_ops, name_scope):
        return tf.no_op(name=name_scope)

    def _call_if_callable(self, param):
        return param() if callable(param) else param

    def _slot_dict(self, slot_name):
        named_slots = self._slots.get(slot_name, None)
        if named_slots is None:
            named_slots = {}
            self._slots[slot_name] = named_slots
        return named_slots

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        named_slots = self._slot_dict(slot_name)
        if _var_key(var) not in named_slots:
            named_slots[_var_key(var)] = slots.create_slot(var, val, op_name)
        return named_slots[_var_key(var)]

    def _get_or_make_slot_with_initializer(self, var, initializer, shape, dtype, slot_name, op_name):
        named_slots = self._slot_dict(slot_name)
        if _var_key(var) not in named_slots:
            named_slots[_var_key(var)] = slots.create_slot_with_initializer(var, initializer, shape, dtype, op_name)
        return named_slots[_var_key(var)]

    def _zeros_slot(self, var, slot_name, op_name):
        named_slots = self._slot_dict(slot_name)
        if _var_key(var) not in named_slots:
            named_slots[_var_key(var)] = slots.create_zeros_slot(var, op_name)
        return named_slots[_var_key(var)]

    def _create_non_slot_variable(self, initial_value, name, colocate_with):
        """A variable of the optimizer itself, one in each graph (1.5 and later; before, subclasses kept their own)."""
        key = (name, colocate_with.graph)
        variable = self._non_slot_dict.get(key, None)
        if variable is None:
            variable = tf.Variable(initial_value, name=name, trainable=False)
            self._non_slot_dict[key] = variable
        return variable

    def _get_non_slot_variable(self, name, graph=None):
        return self._non_slot_dict.get((name, graph), None)

    def _non_slot_variables(self):
        return self._non_slot_dict.values()


def _given(gradient):
    """Whether there is a gradient; one that is not known is taken to be there."""
    return not known(gradient) or gradient is not None


def _var_key(var):
    return (var.op.graph, var.op.name)
