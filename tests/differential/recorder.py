#!/usr/bin/env python
"""Runs many programs under a real TensorFlow 1.x, each in a fresh default graph, and writes what their scopes did.

    recorder.py PROGRAMS.json RECORDS.json

PROGRAMS.json is a list of sources. For each, RECORDS.json has
  variables  [[name, status, shape, dtype, api, line], ...] in order: each variable that get_variable gave or tf.Variable made
  ops        names of the ops that the program itself made by the functions in OPS
  error      null, or [type, first line of the message, line] of the exception that ended it
A line is that of the innermost frame in the program; for a variable it is that of the call of get_variable that it serves, where a
custom getter of the program made it. Runs under Python 3.6 and 3.7, TensorFlow 0.12 to 1.15.
"""
# ruff: noqa: E402, UP
import gc
import json
import os
import sys
import traceback
import warnings

warnings.simplefilter("ignore")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import tensorflow as tf
from tensorflow.python.framework import ops
from tensorflow.python.ops import variable_scope, variables

try:
    from tensorflow.python.ops import resource_variable_ops
except ImportError:
    resource_variable_ops = None
tf.logging.set_verbosity(tf.logging.FATAL)

OPS = ("constant", "identity", "add", "placeholder", "no_op", "zeros")
NAME = "<program>"
record = {}


served = [None]
"""The line of the get_variable call that is being served, perhaps through custom getters of the program."""


def line():
    if served[0] is not None:
        return served[0]
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename == NAME:
            return frame.f_lineno
        frame = frame.f_back
    return None


def add_variable(v, status, api, at):
    shape = v.get_shape()
    record["variables"].append([v.op.name, status, shape.as_list() if shape.ndims is not None else None, v.dtype.base_dtype.name, api, at])


depth = [0]


def watch_store():
    store = variable_scope._VariableStore
    single = store._get_single_variable
    partitioned = store._get_partitioned_variable

    def get_single(self, name, *args, **kwargs):
        before = name in self._vars
        depth[0] += 1
        try:
            v = single(self, name, *args, **kwargs)
        finally:
            depth[0] -= 1
        add_variable(v, "reused" if before else "created", "get_variable", line())
        return v

    def get_partitioned(self, name, *args, **kwargs):
        before = name in self._partitioned_vars
        v = partitioned(self, name, *args, **kwargs)
        if before:
            for part in v:
                add_variable(part, "reused", "get_variable", line())
        return v

    whole = store.get_variable

    def get_variable(self, name, *args, **kwargs):
        before = served[0]
        served[0] = line()
        try:
            return whole(self, name, *args, **kwargs)
        finally:
            served[0] = before

    store.get_variable = get_variable
    store._get_single_variable = get_single
    store._get_partitioned_variable = get_partitioned


def watch_class(cls):
    real = cls._init_from_args

    def init(self, *args, **kwargs):
        depth[0] += 1
        try:
            real(self, *args, **kwargs)
        finally:
            depth[0] -= 1
        if not depth[0]:
            add_variable(self, "created", "Variable", line())

    cls._init_from_args = init


def watch_ops():
    def watched(real):
        def function(*args, **kwargs):
            made = real(*args, **kwargs)
            if sys._getframe(1).f_code.co_filename == NAME:
                record["ops"].append(getattr(made, "op", made).name)
            return made
        return function

    for name in OPS:
        setattr(tf, name, watched(getattr(tf, name)))


def run(source):
    record.clear()
    record.update(variables=[], ops=[], error=None)
    gc.collect(1)  # managers that an exception left open close themselves then
    ops._default_graph_stack.reset()
    tf.reset_default_graph()
    depth[0], served[0] = 0, None
    try:
        exec(compile(source, NAME, "exec", 0, True), {"__name__": "__main__"})
    except BaseException as e:
        at = [entry[1] for entry in traceback.extract_tb(sys.exc_info()[2]) if entry[0] == NAME]
        record["error"] = [type(e).__name__, str(e).split("\n")[0], at[-1] if at else None]
    return dict(record)


watch_store()
for found in [getattr(variables, "RefVariable", None) or variables.Variable, getattr(resource_variable_ops, "ResourceVariable", None)]:
    if found is not None and hasattr(found, "_init_from_args"):
        watch_class(found)
watch_ops()
with open(sys.argv[1]) as f:
    programs = json.load(f)
records = [run(source) for source in programs]
with open(sys.argv[2], "w") as f:
    json.dump({"tf_version": tf.__version__, "records": records}, f)
