"""Puts the stubs in the place of the real functions of a real TensorFlow, so that both can be recorded and compared.

    python overlay.py STUBS_FOLDER RECORDER_FOLDER MODULE,MODULE… < jobs.json

Runs under a TensorFlow 1.x (Python 3.5 and later). ``MODULE`` is the path of a stub module below the stubs folder (``train``,
``contrib.opt``); the public names that it defines replace those of ``tf.MODULE``. The jobs are those of tools/tf_recorder.py.
"""

import contextlib
import importlib.util
import os
import sys
import types


class Unknown:
    """What a stub says that it does not know: nothing that makes names may come of it."""

    def __init__(self, reason):
        self.reason = reason

    def __str__(self):
        return "{%s}" % self.reason


TOP = ("client", "control_flow", "template", "functional", "user_functions")


def shim(tf):
    """The module ``_scope_lint`` as far as real tensors can answer."""
    module = types.ModuleType("_scope_lint")
    module.version = tuple(int(part) for part in tf.__version__.split(".")[:2])
    module.known = module.settled = lambda value: not isinstance(value, Unknown)
    module.control_flow = contextlib.nullcontext
    module.known_items = lambda value: value
    module.incomplete = lambda reason: None
    module.session_run = lambda: None
    module.saver_event = lambda *args, **kwargs: None

    def static_shape(value):
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple):
            return list(shape)
        if not isinstance(shape, tf.TensorShape):
            shape = value.get_shape()
        return None if shape.ndims is None else shape.as_list()

    def static_dtype(value):
        return tf.as_dtype(value.dtype).base_dtype.name

    def tensor(shape, dtype, name, op_type, inputs=()):
        tf.get_default_graph().has_opaque_tensors = True
        if op_type == "NoOp":
            return tf.no_op(name=name)
        return tf.placeholder(dtype or tf.float32, shape, name=name)

    def conv_output_length(length, kernel, stride, padding, dilation):
        if length is None:
            return None
        reach = (kernel - 1) * dilation + 1
        return -(-(length if padding.upper() == "SAME" else length - reach + 1) // stride)

    module.static_shape, module.static_dtype, module.unknown, module.tensor = static_shape, static_dtype, Unknown, tensor
    module.conv_output_length = conv_output_length
    return module


def load(folder, name):
    """A stub module as a module of the package ``stubbed``."""
    full = "stubbed." + name if name else "stubbed"
    if full in sys.modules:
        return sys.modules[full]
    if name:
        load(folder, name.rpartition(".")[0])
    base = os.path.join(folder, *name.split(".")) if name else folder
    package = os.path.join(base, "__init__.py")
    path = package if os.path.exists(package) else base + ".py"
    if not os.path.exists(path):
        module = types.ModuleType(full)
        module.__path__ = [base]
        sys.modules[full] = module
        return module
    spec = importlib.util.spec_from_file_location(
        full, path, submodule_search_locations=[base] if path == package else None
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    return module


def opaque_gradients(tf):
    """What ``tensor`` makes depends on everything, so where there is such a tensor no gradient is missing."""
    real = tf.gradients

    def gradients(ys, xs, *args, **kwargs):
        found = real(ys, xs, *args, **kwargs)
        if getattr(tf.get_default_graph(), "has_opaque_tensors", False):
            found = [tf.zeros_like(x) if g is None else g for g, x in zip(found, xs)]
        return found

    tf.gradients = gradients


def exists(tf, name):
    """Whether this version of TensorFlow has the module."""
    for part in name.split(".") if name not in TOP and not name.startswith("python.") else []:
        tf = getattr(tf, part, None)
    return tf is not None


def install(tf, folder, names):
    """Replace the public names of ``tf.NAME`` by those of the stub module."""
    for name in names:
        if not exists(tf, name):
            continue
        module = load(folder, name)
        if name in TOP:
            target = tf
        elif name.startswith("python."):
            target = importlib.import_module("tensorflow." + name)
        else:
            target = tf
            for part in name.split(".") if name else []:
                target = getattr(target, part)
        for key, value in vars(module).items():
            private = key.startswith("_") or isinstance(value, types.ModuleType)
            if not private and hasattr(target, key) and getattr(value, "__module__", "stubbed").startswith("stubbed"):
                setattr(target, key, value)


def main():
    stubs, recorder, names = sys.argv[1:4]
    sys.path.insert(0, recorder)
    import tf_recorder

    sys.modules["_scope_lint"] = shim(tf_recorder.tf)
    sys.dont_write_bytecode = True
    opaque_gradients(tf_recorder.tf)
    run = tf_recorder.run

    def stubbed(job):
        install(tf_recorder.tf, stubs, [name for name in names.split(",") if name])
        run(job)

    tf_recorder.run = stubbed
    tf_recorder.main()


if __name__ == "__main__":
    main()
