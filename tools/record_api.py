#!/usr/bin/env python
"""Records the public API of an installed TensorFlow 1.x, and builds the tables that scope_lint/tf1/api/ ships.

    record_api.py record RAW.json                 under a real TensorFlow (Python 3.6 or 3.7; TF 0.12 to 1.15)
    record_api.py build TABLE_DIR RAW.json ...    under any Python 3: one table per recorded version

``record`` writes every public name below ``tf.`` (contrib and compat.v1 included) with its kind, parameters, identity and
origin. ``build`` groups the names of one object, picks a canonical name for each group that is the same in all
versions where it can be, and writes ``api-X.Y.json.gz`` (public names) and ``deep-X.Y.json.gz`` (the same objects by the paths of
``tensorflow.python.…`` and the like).
"""

import gzip
import importlib
import inspect
import json
import os
import pkgutil
import re
import sys
import types

SKIPPED = {"python", "core", "tools", "examples", "kernels", "proto", "_api", "tensorflow", "compiler", "include", "absolute_import"}
"""Path components that are folders of the implementation, not API."""

HIDDEN = {"python", "core", "tools", "tensorflow", "raw_ops", "pywrap_tensorflow", "contrib.keras.api", "compat.v1.compat", "compat.v2.compat",
          "compat.v1.contrib", "compat.v1.raw_ops", "compat.v2.raw_ops", "compat.v1.pywrap_tensorflow"}
"""Modules that no program of users calls."""

CONTRIB = """layers slim slim.nets framework rnn seq2seq legacy_seq2seq opt training learn learn.python cudnn_rnn distributions crf metrics losses
image lookup eager estimator ctc data distribute factorization feature_column gan graph_editor grid_rnn input_pipeline integrate
kfac keras labeled_tensor linalg linear_optimizer memory_stats mixed_precision model_pruning nn periodic_resample predictor
quantization quantize recurrent resampler rpc saved_model session_bundle signal solvers sparsemax specs staging stat_summarizer
stateless summary tensor_forest tensorboard tensorrt testing text tfprof timeseries tpu util bayesflow autograph all_reduce batching
checkpoint cloud coder constrained_optimization copy_graph deprecated fused_conv hooks proto receptive_field reduce_slice_ops
remote_fused_graph sparsemax tf_upgrade""".split()

FOREIGN = ("tensorflow", "absl", "google.protobuf")


def plain(name):
    """A module name without the indirection that 1.14 and later have."""
    name = re.sub(r"^tensorflow_core\b", "tensorflow", name)
    return re.sub(r"^tensorflow_estimator\.python\b", "tensorflow_estimator.python", name)


def unwrap(value):
    """The module inside a deprecation wrapper or a lazy loader (TF >= 1.13)."""
    if isinstance(value, types.ModuleType):
        wrapped = value.__dict__.get("_tfmw_wrapped_module") or value.__dict__.get("_dw_wrapped_module")
        if wrapped is not None:
            return wrapped
        if type(value).__name__ in ("LazyLoader", "_LazyLoader"):
            dir(value)
            return sys.modules.get(value.__name__, value)
    return value


def is_simple(value):
    return value is None or isinstance(value, (bool, int, float, str))


def parameters(function, drop_first):
    """``["x", "name=None", "*args", "**kwargs"]``, or None where Python cannot tell."""
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):
        return None
    found = []
    star = False
    for p in list(signature.parameters.values())[1 if drop_first else 0:]:
        if p.kind == p.VAR_POSITIONAL:
            found.append("*" + p.name)
            star = True
        elif p.kind == p.VAR_KEYWORD:
            found.append("**" + p.name)
        else:
            if p.kind == p.KEYWORD_ONLY and not star:
                found.append("*")
                star = True
            found.append(p.name if p.default is p.empty else p.name + "=" + default(p.default))
    return found


def default(value):
    if is_simple(value) or (isinstance(value, (tuple, list)) and all(is_simple(v) for v in value)) or value == {}:
        return repr(value)
    if type(value).__name__ == "DType":
        return "tf." + value.name
    if inspect.isfunction(value) or inspect.isclass(value):
        return "<%s.%s>" % (plain(value.__module__), value.__qualname__)
    return "<%s>" % type(value).__name__


def methods(cls):
    """What the class itself defines: name -> parameters (a method), "property", or the value of a simple constant."""
    found = {}
    for name, value in sorted(vars(cls).items()):
        if name.startswith("_") and name not in ("__init__", "__call__", "__enter__", "__exit__", "__new__"):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            found[name] = parameters(value.__func__, isinstance(value, classmethod))
            found[name] = [">static"] + (found[name] or []) if isinstance(value, staticmethod) else found[name]
        elif isinstance(value, property):
            found[name] = "property"
        elif callable(value) and not inspect.isclass(value):
            found[name] = parameters(value, True)
        elif is_simple(value):
            found[name] = "=" + repr(value)
        else:
            found[name] = "property"
    return found


class Recorder(object):
    """Walks the modules below ``tf`` breadth first."""

    def __init__(self, tf):
        self.tf = tf
        self.names = {}  # public name -> key of its object
        self.objects = {}  # key -> record
        self.modules = {}  # public path -> module key
        self.keys = {}  # id -> key
        self.kept = []  # keeps ids unique
        self.classes = {}  # origin -> {"bases", "methods"}

    def walk(self):
        queue = [("", unwrap(self.tf))]
        while queue:
            path, module = queue.pop(0)
            home = plain(module.__name__)
            # 1.14 and later import a contrib package twice (tensorflow_core.contrib.slim, tensorflow.contrib.slim): take both
            members = dict(vars(sys.modules.get("tensorflow." + path, module)), **vars(module))
            for name in sorted(set(getattr(module, "__all__", ())) | set(dir(module)) | set(members)):
                if name.startswith("_") or (name in SKIPPED and path != ""):
                    continue
                try:
                    value = unwrap(members[name] if name in members else getattr(module, name))
                except Exception:
                    continue
                inner = path + "." + name if path else name
                if isinstance(value, types.ModuleType):
                    if self.is_public_module(path, home, inner, name, plain(value.__name__)):
                        self.modules[inner] = plain(value.__name__)
                        queue.append((inner, value))
                elif ".python." not in home or not path.startswith("contrib.") or getattr(value, "__module__", None) == module.__name__:
                    self.add(inner, value)

    def is_public_module(self, parent, parent_home, path, name, home):
        """Whether a module is API, not a helper that is imported where it is found."""
        if not home.startswith(("tensorflow", "absl")) or path in HIDDEN or path.endswith("_pb2"):
            return False
        if home == "tensorflow." + path or "._api." in home or ".api." in home or parent == "":
            return True
        if parent.startswith("contrib"):
            if ".python." in parent_home and not hasattr(sys.modules.get(parent_home), "__path__"):
                return False  # a file of the implementation: the modules in it are its imports
            package = "tensorflow." + ".".join(parent.split(".")[:2])
            inside = home.startswith("tensorflow.contrib." if parent == "contrib.slim" else package + ".")
            return inside and name in home.split(".") and path.count(".") <= 4
        return home == parent_home + "." + name or path in ("nn.rnn_cell", "nn.seq2seq", "train.queue_runner", "estimator.inputs", "estimator.export",
                                                            "app.flags", "saved_model.builder", "saved_model.loader", "saved_model.main_op",
                                                            "saved_model.signature_constants", "saved_model.signature_def_utils",
                                                            "saved_model.tag_constants", "saved_model.utils")

    def add(self, name, value):
        if type(value).__name__ == "_Feature":
            return
        if is_simple(value):
            self.names[name] = key = "=" + name
            self.objects[key] = {"kind": "k", "value": repr(value)}
            return
        home = getattr(value, "__module__", None)
        if (inspect.isclass(value) or inspect.isroutine(value)) and not str(home).startswith(FOREIGN):
            return
        key = self.keys.get(id(value))
        if key is None:
            key = self.keys[id(value)] = str(len(self.keys))
            self.kept.append(value)
            self.objects[key] = self.describe(value)
        self.names[name] = key

    def describe(self, value):
        if inspect.isclass(value):
            return {"kind": "c", "origin": self.add_class(value)}
        if callable(value) and hasattr(value, "__qualname__"):
            return {"kind": "f", "params": parameters(value, False), "origin": plain(value.__module__) + "." + value.__qualname__}
        if type(value).__name__ == "DType":
            return {"kind": "k", "value": "dtype " + value.name}
        return {"kind": "k", "value": None, "type": plain(type(value).__module__) + "." + type(value).__qualname__}

    def add_class(self, cls):
        origin = plain(cls.__module__) + "." + cls.__qualname__
        if origin not in self.classes:
            record = self.classes[origin] = {"bases": [], "methods": {}}
            for base in cls.__mro__[1:]:
                if base.__module__.startswith("tensorflow") and not base.__module__.startswith("tensorflow.core"):
                    record["bases"].append(self.add_class(base))
            is_proto = any(b.__module__.startswith("google.protobuf") for b in cls.__mro__)
            record["methods"] = {} if is_proto else methods(cls)
            if is_proto:
                record["proto"] = True
        return origin

    def deep(self):
        """module of the implementation -> {attribute: key}."""
        found = {}
        for module_name, module in sorted(sys.modules.items()):
            home = plain(module_name)
            if not home.startswith("tensorflow") or module is None or "._api" in home or "compat.v" in home:
                continue
            members = {}
            for name, value in list(vars(module).items()):
                key = self.keys.get(id(value))
                if key is not None and not is_simple(value) and not name.startswith("__"):
                    members[name] = key
            if members or ".python" in home:
                found.setdefault(home, {}).update(members)
        return found


def record(out):
    import tensorflow as tf

    try:
        import tensorflow.contrib  # noqa: F401
    except ImportError:
        pass
    names = list(CONTRIB)
    try:
        names += [m.name for m in pkgutil.iter_modules(tf.contrib.__path__) if m.ispkg]
    except AttributeError:
        pass
    for name in dict.fromkeys(names):
        try:
            importlib.import_module("tensorflow.contrib." + name)
        except BaseException as e:
            sys.stderr.write("contrib.%s: %s\n" % (name, str(e).split("\n")[0]))
    for name in ("rnn_cell", "seq2seq", "rnn_cell_impl", "rnn", "custom_gradient"):
        try:
            importlib.import_module("tensorflow.python.ops." + name)
        except ImportError:
            pass
    recorder = Recorder(tf)
    recorder.walk()
    raw = {"version": tf.__version__, "names": recorder.names, "objects": recorder.objects, "modules": recorder.modules,
           "classes": recorder.classes, "deep": recorder.deep()}
    with open(out, "w") as f:
        json.dump(raw, f, indent=0, sort_keys=True)
    sys.stderr.write("%s: %d names, %d objects, %d modules, %d classes, %d deep modules\n" % (
        tf.__version__, len(recorder.names), len(recorder.objects), len(recorder.modules), len(recorder.classes), len(raw["deep"])))


UNUSUAL = ("compat.v2.", "compat.v1.", "contrib.slim.", "contrib.learn.", "contrib.estimator.", "contrib.keras.", "contrib.eager.", "contrib.",
           "keras.backend.", "keras.", "compat.", "estimator.", "sysconfig.", "app.", "math.", "dtypes.")


def rank(name, raws, origin):
    """Sorts the names of one object: the one that is there in most versions, then the most usual, then the shortest."""
    place = next((i for i, prefix in enumerate(UNUSUAL) if name.startswith(prefix)), len(UNUSUAL))
    compat = name.startswith("compat.v")
    contrib = name.startswith("contrib.")
    versions = sum(name in raw["names"] for raw in raws)
    other_than_defined = name.startswith("contrib.slim.nets") and name.rpartition(".")[2] != origin.rpartition(".")[2]
    return (compat, contrib, name.startswith("keras."), -versions, -place, name.count("."), other_than_defined, len(name), name)


def build(directory, files):
    raws = []
    for name in files:
        with open(name) as f:
            raws.append(json.load(f))
    raws.sort(key=lambda raw: [int(n) for n in raw["version"].split(".")[:2]])
    newest_canonical = {}
    for raw in reversed(raws):  # newest first: its names are the canonical ones of the older versions too
        groups = {}
        for name, key in raw["names"].items():
            groups.setdefault(key, []).append(name)
        canonical = {}
        for key, group in groups.items():
            origin = raw["objects"][key].get("origin", "")
            group.sort(key=lambda name: rank(name, raws, origin))
            best = newest_canonical.get(group[0], group[0])
            if best != group[0] and best in raw["names"] and raw["names"][best] != raw["names"][group[0]]:
                best = group[0]
            for name in group:
                canonical[name] = best
        for name, best in canonical.items():
            newest_canonical.setdefault(name, best)
        write(directory, raw, canonical)


def write(directory, raw, canonical):
    signatures = {}

    def signature(params):
        return None if params is None else signatures.setdefault(tuple(params), len(signatures))

    symbols = {}
    of_key = {}
    for name in sorted(raw["names"]):
        key = raw["names"][name]
        of_key[key] = best = canonical[name]
        if best in symbols:
            continue
        thing = raw["objects"][key]
        if thing["kind"] == "f":
            symbols[best] = ["f", signature(thing["params"]), thing["origin"]]
        elif thing["kind"] == "c":
            symbols[best] = ["c", None, thing["origin"]]
        else:
            symbols[best] = ["k", None, thing["value"] if thing["value"] is not None else "<%s>" % thing["type"]]
    classes = {}
    for origin, thing in raw["classes"].items():
        classes[origin] = [thing["bases"], {n: p if isinstance(p, str) or p is None else signature(p) for n, p in thing["methods"].items()}]
    members = {path: [] for path in raw["modules"]}
    for path in raw["names"]:
        if "." in path:
            members[path.rpartition(".")[0]].append(path)
    by_members = {}
    aliases = {}
    for path in sorted(members, key=lambda p: (p.startswith("compat"), p.startswith("contrib"), p.startswith("contrib.slim"), p.count("."), len(p), p)):
        content = tuple(sorted(canonical[member] for member in members[path]))
        first = by_members.setdefault(content, path)
        if first != path and len(content) > 1:
            aliases[path] = first
    short = ".".join(raw["version"].split(".")[:2])
    table = {
        "version": raw["version"],
        "names": {n: (0 if n == c else c) for n, c in sorted(canonical.items()) if not skip_alias(n, c)},
        "symbols": symbols,
        "classes": classes,
        "modules": {p: aliases.get(p, 0) for p in members if not p.startswith("compat.v1.")},
        "signatures": [list(s) for s in signatures],
    }
    dump(os.path.join(directory, "api-%s.json.gz" % short), table)
    deep = {}
    for home, attributes in raw["deep"].items():
        inner = {}
        for name, key in sorted(attributes.items()):
            best = of_key[key]
            inner.setdefault(best.rpartition(".")[0] if best.rpartition(".")[2] == name else "=" + best, []).append(name)
        deep[home] = inner
    dump(os.path.join(directory, "deep-%s.json.gz" % short), deep)


def skip_alias(name, best):
    """``compat.v1.x`` that is ``x``: the table's reader knows."""
    return name == "compat.v1." + best


def dump(path, value):
    text = json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
    with open(path, "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as packed:
        packed.write(text)
    sys.stderr.write("%s: %d bytes of %d\n" % (path, os.path.getsize(path), len(text)))


if __name__ == "__main__":
    if sys.argv[1] == "record":
        record(sys.argv[2])
    else:
        build(sys.argv[2], sys.argv[3:])
