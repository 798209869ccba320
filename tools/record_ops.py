#!/usr/bin/env python
"""Records what ops TensorFlow makes: under a real TensorFlow 1.x (Python 3.6 or 3.7).

    record_ops.py calls OUT.json.gz PRELUDE.txt CALLS.txt ...   every line of the files as an expression, in a fresh graph after the prelude
    record_ops.py definitions OUT.json.gz                       inputs, outputs and attributes of all op types
    record_ops.py composites OUT.json.gz                        default scopes and results of public functions that make several ops

``calls`` is the truth that tests/ops compares with; ``definitions`` and ``composites`` are data of scope_lint/tf1/ops/.
"""

import gzip
import json
import os
import sys
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
warnings.filterwarnings("ignore")
import tensorflow as tf  # noqa: E402

try:
    tf.compat.v1.logging.set_verbosity("FATAL")
except AttributeError:
    tf.logging.set_verbosity("FATAL")


def shape_of(tensor):
    try:
        return tensor.get_shape().as_list()
    except ValueError:
        return None


def results(value):
    """The tensors and operations in a result, in order."""
    if isinstance(value, tf.Tensor):
        return [["tensor", value.name, shape_of(value), value.dtype.base_dtype.name]]
    if isinstance(value, tf.Variable):
        return [["variable", value.name, shape_of(value), value.dtype.base_dtype.name]]
    if isinstance(value, tf.Operation):
        return [["operation", value.name]]
    if isinstance(value, tf.SparseTensor):
        return results([value.indices, value.values, value.dense_shape])
    if isinstance(value, tf.IndexedSlices):
        return results([value.values, value.indices])
    if isinstance(value, dict):
        return [r for key in sorted(value) for r in results(value[key])]
    if isinstance(value, (list, tuple)):
        return [r for item in value for r in results(item)]
    if value is None:
        return [["none"]]
    return [["object", type(value).__name__]]


def run(prelude, call):
    graph = tf.Graph()
    with graph.as_default():
        names = {"tf": tf}
        exec(prelude, names)
        before = len(graph.get_operations())
        try:
            value = eval(call, names)
        except Exception as e:
            return {"error": [type(e).__name__, str(e).split("\n")[0]]}
        new = graph.get_operations()[before:]
        return {"ops": [[op.name, op.type] for op in new], "results": results(value)}


def record_calls(prelude_file, files):
    with open(prelude_file) as f:
        prelude = f.read()
    found = {}
    for name in files:
        with open(name) as f:
            calls = [line.strip() for line in f if line.strip()]
        found[os.path.splitext(os.path.basename(name))[0]] = [[call, run(prelude, call)] for call in calls]
    return {"tf": tf.__version__, "calls": found}


def record_definitions():
    """op type -> [[[input name, type attribute or dtype, number or list attribute]], the same for outputs, {attribute: [kind, default]}]."""
    from tensorflow.python.framework import op_def_registry

    found = {}
    for name, op in sorted(op_def_registry.get_registered_ops().items()):
        inputs, outputs = ([[a.name, type_of(a), a.number_attr or a.type_list_attr] for a in args] for args in (op.input_arg, op.output_arg))
        attributes = {a.name: [a.type, default_of(a)] for a in op.attr}
        found[name] = [inputs, outputs, attributes]
    return found


def type_of(arg):
    return "=" + arg.type_attr if arg.type_attr else tf.as_dtype(arg.type).base_dtype.name if arg.type else ""


def default_of(attribute):
    value = attribute.default_value
    kind = value.WhichOneof("value")
    if kind == "type":
        return tf.as_dtype(value.type).name
    if kind in ("i", "f", "b"):
        return getattr(value, kind)
    return value.s.decode() if kind == "s" else None


def dump(path, value):
    text = json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
    with open(path, "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as packed:
        packed.write(text)
    sys.stderr.write("%s: %d bytes\n" % (path, os.path.getsize(path)))


if __name__ == "__main__":
    if sys.argv[1] == "calls":
        dump(sys.argv[2], record_calls(sys.argv[3], sys.argv[4:]))
    elif sys.argv[1] == "definitions":
        dump(sys.argv[2], record_definitions())
