"""Runs scripts under a real TensorFlow 1.x (Python 3.6 and later) with stubs in the place of its own functions.

    python overlay.py STUBS_FOLDER TOOLS_FOLDER MODULE,MODULE… < jobs.json

``MODULE`` is a stub module below ``tensorflow`` (``layers``, ``contrib.layers``): the public names that it defines replace the
real ones of that module. The jobs and the traces are those of tools/tf_recorder.py. A stub's results are placeholders of the right
name, shape and dtype, so nothing can be differentiated.
"""

import contextlib
import importlib
import importlib.util
import os
import sys
import types


def intrinsics(tf):
    """The module ``_scope_lint`` as far as a real TensorFlow can answer."""

    def static_shape(value):
        shape = value.get_shape()
        return None if shape.ndims is None else shape.as_list()

    def unknown(reason):
        raise AssertionError("unknown under a real TensorFlow: " + reason)

    def conv_output_length(length, kernel, stride, padding, dilation):
        reach = (kernel - 1) * dilation + 1
        return -(-(length if padding == "same" else length - reach + 1) // stride)

    module = types.ModuleType("_scope_lint")
    module.version = tuple(int(part) for part in tf.__version__.split(".")[:2])
    module.known = module.settled = lambda value: True
    module.control_flow = contextlib.nullcontext
    module.known_items = lambda value: value
    module.static_shape = static_shape
    module.static_dtype = lambda value: value.dtype.base_dtype.name
    module.tensor = lambda shape, dtype, name, op_type, inputs=(): tf.placeholder(dtype or tf.float32, shape, name=name)
    module.conv_output_length = conv_output_length
    module.unknown = unknown
    module.incomplete = lambda reason: None
    return module


class Stubs:
    """The stub modules, as modules of a package ``stubbed``; packages above the wanted ones are left empty."""

    def __init__(self, tf, folder, wanted):
        self.tf = tf
        self.folder = folder
        self.wanted = wanted

    def load(self, name):
        full = "stubbed." + name if name else "stubbed"
        if full not in sys.modules:
            if name:
                self.load(name.rpartition(".")[0])
            self.execute(name, full)
        return sys.modules[full]

    def execute(self, name, full):
        base = os.path.join(self.folder, *name.split(".")) if name else self.folder
        path = os.path.join(base, "__init__.py")
        if not any(name == one or name.startswith(one + ".") for one in self.wanted):
            sys.modules[full] = types.ModuleType(full)
            sys.modules[full].__path__ = [base]
            return
        places = [base] if os.path.exists(path) else None
        spec = importlib.util.spec_from_file_location(
            full, path if places else base + ".py", submodule_search_locations=places
        )
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])

    def install(self):
        for name in self.wanted:
            target, stub = self.real(name), self.load(name)
            for key, value in vars(stub).items():
                foreign = isinstance(value, types.ModuleType) and not value.__name__.startswith("stubbed")
                if not key.startswith("_") and hasattr(target, key) and not foreign:
                    setattr(target, key, value)

    def real(self, name):
        """The real module: an attribute of tf, or one that has to be imported."""
        found = self.tf
        for part in name.split("."):
            found = getattr(found, part, None)
        return importlib.import_module("tensorflow." + name) if found is None else found


def main():
    stubs, tools, names = sys.argv[1:]
    sys.path.insert(0, tools)
    sys.dont_write_bytecode = True
    import tf_recorder

    sys.modules["_scope_lint"] = intrinsics(tf_recorder.tf)
    run = tf_recorder.run

    def overlaid(job):
        Stubs(tf_recorder.tf, stubs, names.split(",")).install()
        run(job)

    tf_recorder.run = overlaid
    tf_recorder.main()


if __name__ == "__main__":
    main()
