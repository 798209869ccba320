"""Short programs for the facts of scopes that differ between versions, or that random programs seldom meet.

They are recorded (recordings.py) under each version at hand that has what they use.
"""

from __future__ import annotations

_FACTS = """
tf.constant(1.0, name="A")
tf.constant(1.0, name="a")
---
with tf.variable_scope("a"):
    tf.get_variable("W", [1])
with tf.variable_scope("a"):
    tf.get_variable("w", [1])
---
s = tf.variable_scope("a")
with s:
    tf.get_variable("w", [1])
with s:
    tf.get_variable("v", [1])
    tf.constant(1.0, name="c")
---
s = tf.variable_scope(None, "d")
with s:
    tf.get_variable("w", [1])
with s:
    tf.get_variable("v", [1])
    tf.constant(1.0, name="c")
---
s = tf.name_scope("a")
with s:
    tf.constant(1.0, name="c")
with s:
    tf.constant(1.0, name="c")
---
s = tf.variable_scope(None)
tf.constant(1.0, name="made")
with s:
    pass
---
with tf.variable_scope("a", reuse=1):
    tf.get_variable("w", [1])
---
with tf.variable_scope(5):
    pass
---
with tf.name_scope(5):
    pass
---
with tf.variable_scope("a") as s:
    with tf.name_scope(s):
        pass
---
with tf.variable_scope("a") as s:
    tf.get_variable("w", [1])
with tf.variable_scope(s, reuse=True) as s:
    pass
with tf.variable_scope(s, reuse=False) as s:
    tf.get_variable("w", [1])
---
with tf.variable_scope(""):
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
with tf.variable_scope(""):
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
---
with tf.variable_scope("a"):
    with tf.variable_scope(""):
        tf.get_variable("w", [1])
        tf.constant(1.0, name="c")
---
with tf.variable_scope("b"):
    with tf.variable_scope("a/") as s:
        tf.get_variable("w", [1])
        tf.constant(1.0, name="c")
    tf.constant(1.0, name=s.original_name_scope + "back")
---
with tf.variable_scope("a", auxiliary_name_scope=False) as s:
    tf.get_variable("w", [1])
    tf.constant(1.0, name="c")
with tf.name_scope(s.original_name_scope):
    tf.constant(1.0, name="c")
---
with tf.variable_scope("a") as s:
    pass
with tf.variable_scope("b"):
    with tf.variable_scope(s, auxiliary_name_scope=False):
        tf.get_variable("w", [1])
        tf.constant(1.0, name="c")
---
tf.get_variable("w", [2], dtype=tf.int32)
tf.constant(1.0, name="zeros")
tf.constant(1.0)
---
tf.get_variable("w", [2], dtype=tf.bool)
---
tf.get_variable("w")
---
tf.get_variable("w", [None, 2])
---
tf.get_variable("w", [None, 2], initializer=tf.zeros_initializer)
---
tf.get_variable("w", initializer=lambda: tf.zeros([2]))
---
tf.get_variable("w", [2], initializer=tf.zeros_initializer)
---
tf.get_variable("w", initializer=1.0, dtype=tf.int32)
---
tf.get_variable("w", [2])
tf.get_variable("w", [3], initializer=1.0)
---
with tf.variable_scope("a", reuse=True):
    tf.get_variable("w", [3], initializer=1.0)
---
with tf.variable_scope("a") as s:
    tf.get_variable("w", initializer=1)
    s.reuse_variables()
    tf.get_variable("w", initializer=1)
---
tf.get_variable("", [2])
---
tf.get_variable(None, [2])
tf.get_variable(None, [2])
---
with tf.variable_scope("s"):
    tf.get_variable(None, [2])
---
tf.get_variable("a b", [2])
---
with tf.variable_scope("s"):
    tf.get_variable("_b", [2])
tf.get_variable("_b", [2])
---
tf.get_variable("a/", [2])
tf.get_variable("a/", [2])
---
tf.constant(1.0, name="")
---
tf.placeholder(tf.float32, name="a b")
---
tf.constant(1.0, name="a b")
---
tf.constant(1.0, name="c/")
tf.constant(1.0, name="c/")
---
with tf.name_scope(None, "a", []):
    tf.constant(1.0, name="c")
with tf.name_scope(None, None, []):
    tf.constant(1.0, name="c")
---
with tf.name_scope("a", [tf.constant(1.0)]):
    tf.constant(1.0, name="c")
---
with tf.op_scope("n", [tf.constant(1.0)]):
    tf.constant(1.0, name="c")
---
with tf.op_scope("n", "d", [tf.constant(1.0)]):
    tf.constant(1.0, name="c")
---
with tf.op_scope([tf.constant(1.0)], None, "d"):
    tf.constant(1.0, name="c")
---
with tf.variable_op_scope("n", "d", [tf.constant(1.0)]):
    tf.get_variable("w", [1])
---
with tf.variable_scope([tf.constant(1.0)], "n", "d"):
    pass
---
def outer(getter, name, *args, **kwargs):
    return getter(name + "_o", *args, **kwargs)
def inner(getter, name, *args, **kwargs):
    return getter(name + "_i", *args, **kwargs)
with tf.variable_scope("s", custom_getter=outer):
    with tf.variable_scope("t", custom_getter=inner):
        tf.get_variable("u", [4])
        tf.get_variable("v", [4], custom_getter=lambda getter, name, *a, **k: getter(name + "_own", *a, **k))
---
def shares(getter, name, shape=None, **kwargs):
    return getter(name, shape)
with tf.variable_scope("s", custom_getter=shares):
    tf.get_variable("u", [4])
    tf.get_variable("u", [4])
---
def other(getter, name, *args, **kwargs):
    return tf.Variable(1.0, name="z")
with tf.variable_scope("s", custom_getter=other):
    tf.get_variable("u", [4])
    tf.constant(1.0, name="c")
---
with tf.variable_scope("a", custom_getter=3):
    tf.get_variable("u", [4])
---
with tf.variable_scope("s") as s:
    pass
s.set_custom_getter(lambda getter, name, *a, **k: getter(name + "_x", *a, **k))
with tf.variable_scope(s):
    tf.get_variable("u", [4])
with tf.variable_scope("s"):
    tf.get_variable("u", [4])
---
tf.get_variable("u", [4, 4], partitioner=lambda shape, dtype: [2, 2])
---
with tf.variable_scope("a", reuse=True):
    tf.get_variable("u", [4, 4], partitioner=lambda shape, dtype: [2, 2])
---
with tf.variable_scope("a", reuse=True):
    tf.get_variable("u", [4], partitioner=lambda shape, dtype: [2])
---
tf.get_variable("u", partitioner=lambda shape, dtype: [2, 2])
---
tf.get_variable("u", [4], partitioner=lambda shape, dtype: [2, 1])
---
tf.get_variable("u", [4], partitioner=lambda shape, dtype: 2)
---
tf.get_variable("u", [4], partitioner=lambda shape, dtype: [0])
---
tf.get_variable("u", [4], partitioner=3)
---
tf.get_variable("u", [], partitioner=tf.fixed_size_partitioner(2))
tf.get_variable("v", tf.TensorShape([]), partitioner=tf.fixed_size_partitioner(2))
---
p = tf.fixed_size_partitioner(2)
tf.get_variable("u", [4], partitioner=p)
tf.get_variable("u", [4], partitioner=p)
---
tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
tf.get_variable("u", [4])
---
tf.get_variable("u", [4])
tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
---
with tf.variable_scope("a") as s:
    tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
    s.reuse_variables()
    tf.get_variable("u")
    tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
    tf.get_variable("u/part_0", [2])
    tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(4))
---
with tf.variable_scope("a") as s:
    tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
    s.reuse_variables()
    tf.get_variable("u", [3])
---
with tf.variable_scope("a") as s:
    tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
    s.reuse_variables()
    tf.get_variable("u", [4], dtype=tf.int32)
---
tf.get_variable("u/part_0", [2])
tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
---
for i in range(3):
    tf.get_variable("u/part_%d" % i, [2])
tf.get_variable("u", [4], partitioner=tf.fixed_size_partitioner(2))
---
tf.get_variable("u", [5, 2], partitioner=tf.variable_axis_size_partitioner(8))
tf.get_variable("u2", [5, 2], partitioner=tf.variable_axis_size_partitioner(16, max_shards=2))
tf.get_variable("u3", [5, 2], partitioner=tf.min_max_variable_partitioner(3, min_slice_size=8))
tf.get_variable("u4", [5, 2], partitioner=tf.min_max_variable_partitioner(3))
tf.get_variable("u5", [2, 5], partitioner=tf.min_max_variable_partitioner(9, min_slice_size=4))
tf.get_variable("u6", [5, 2], partitioner=tf.min_max_variable_partitioner(3, min_slice_size=24))
tf.get_variable("u7", [2, 3], partitioner=tf.fixed_size_partitioner(2, axis=1))
---
tf.get_variable("u", initializer=tf.constant([0.5, 0.5]), partitioner=tf.fixed_size_partitioner(2))
tf.get_variable("v", initializer=tf.constant([1, 2]), partitioner=tf.fixed_size_partitioner(2))
---
tf.get_variable("u", [3], initializer=tf.constant([0.5, 0.5]), partitioner=tf.fixed_size_partitioner(2))
---
tf.get_variable("w", [2, 3])
tf.get_variable_scope().reuse_variables()
tf.get_variable("w", [None, 3])
tf.get_variable("w", [3, None])
---
tf.get_variable("w", 3)
tf.get_variable("v", tf.TensorShape([2]))
---
v = tf.get_variable("w", [2])
v.assign([1.0, 2.0])
v.assign_add([1.0, 1.0])
tf.constant(1.0, name="AssignAdd")
tf.constant(1.0, name="Assign")
---
v = tf.Variable(1.0, name="w")
with tf.name_scope("w/"):
    tf.constant(1.0, name="read")
    tf.constant(1.0, name="initial_value")
with tf.name_scope("w"):
    tf.constant(1.0, name="c")
---
v = tf.get_variable("w", [1])
with tf.name_scope("w/"):
    tf.constant(1.0, name="Initializer")
    tf.constant(1.0, name="Assign")
---
tf.Variable(tf.placeholder(tf.float32, [None, 2]), name="w")
---
tf.Variable(name="w")
---
tf.Variable(1.0, "nm")
---
tf.Variable(1.0, collections="x")
---
tf.Variable(1.0, name="a b")
---
with tf.variable_scope("a"):
    tf.train.create_global_step()
tf.train.create_global_step()
---
with tf.variable_scope("a"):
    tf.train.get_or_create_global_step()
tf.train.get_or_create_global_step()
---
tf.Variable(0, name="global_step", trainable=False)
tf.identity(tf.train.get_global_step(), name="step")
tf.train.get_or_create_global_step()
---
tf.get_local_variable("w", [2])
for v in tf.local_variables():
    tf.constant(1.0, name=v.op.name + "_local")
for v in tf.trainable_variables():
    tf.constant(1.0, name=v.op.name + "_trained")
---
with tf.variable_scope("a") as s:
    tf.get_variable("w", [1])
    with tf.Graph().as_default():
        tf.get_variable("w", [1])
        with tf.variable_scope(s):
            tf.get_variable("v", [1])
    tf.get_variable("v", [1])
---
tf.get_variable_scope().reuse_variables()
with tf.Graph().as_default():
    tf.get_variable("w", [1])
with tf.variable_scope("a"):
    tf.get_variable("w", [1])
---
with tf.variable_scope("p"):
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
    with tf.variable_scope("q"):
        with tf.variable_scope(None, "d"):
            tf.get_variable("w", [1])
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
with tf.variable_scope("p", reuse=True):
    with tf.variable_scope(None, "d"):
        tf.get_variable("w", [1])
    with tf.variable_scope(None, "d_1"):
        tf.get_variable("w", [1])
---
with tf.variable_scope(None, "d"):
    tf.get_variable("w", [1])
    with tf.variable_scope(tf.get_variable_scope()):
        with tf.variable_scope(None, "e"):
            tf.get_variable("w", [1])
    with tf.variable_scope(tf.get_variable_scope()):
        with tf.variable_scope(None, "e"):
            tf.get_variable("w", [1])
---
with tf.variable_scope("b", reuse=True):
    with tf.variable_scope("a", reuse=False):
        tf.get_variable("w", [1])
---
with tf.variable_scope("a") as s:
    pass
with tf.variable_scope("b", reuse=True):
    with tf.variable_scope(s):
        tf.get_variable("w", [1])
---
with tf.variable_scope("a", reuse=tf.AUTO_REUSE) as s:
    tf.get_variable("w", [1])
    with tf.variable_scope("b", reuse=False):
        tf.get_variable("w", [1])
        tf.get_variable("w", [1])
    s.reuse_variables()
    tf.get_variable("v", [1])
---
with tf.variable_scope("a", reuse=True):
    with tf.variable_scope("b", reuse=tf.AUTO_REUSE):
        tf.get_variable("w", [1])
---
with tf.variable_scope(None, "d", reuse=tf.AUTO_REUSE):
    pass
---
with tf.variable_scope("a", True):
    tf.get_variable("w", [1])
---
tf.get_variable("w", [2], tf.float64)
with tf.variable_scope("d", dtype=tf.float64):
    with tf.variable_scope("e"):
        tf.get_variable("w", [2])
---
tf.get_variable("w", [1])
tf.reset_default_graph()
tf.get_variable("w", [1])
---
with tf.name_scope("n"):
    with tf.control_dependencies(None):
        with tf.device("/cpu:0"):
            tf.Variable(1.0, name="v")
"""

FACTS = [f'import tensorflow as tf\nx = tf.placeholder(tf.float32, [2], name="x")\n{text.strip()}\n' for text in _FACTS.split("\n---\n")]
"""The sources."""
