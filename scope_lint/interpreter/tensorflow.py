"""The module ``tensorflow`` of the analysed program: stubs, the twin's functions and ops, and what the API table knows besides."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.attributes import host_class
from scope_lint.interpreter.code import Stmt, block
from scope_lint.interpreter.errors import tf_error
from scope_lint.interpreter.hostcalls import call_twin, from_twin
from scope_lint.interpreter.imports import STUBS
from scope_lint.interpreter.user_stubs import user_stub
from scope_lint.interpreter.values import Class, Env, HostFunction, Module, Value
from scope_lint.program.cache import IRCache
from scope_lint.program.program import Program
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.api import RECORDED, ApiTable
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.ops import OPS
from scope_lint.tf1.tensor import Operation, Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

ROOT: Final = STUBS / "tensorflow"

_MAKERS: Final = re.compile("layer|variable|rnn|cell|keras|optimizer|estimator|template|moving_average|slot|seq2seq|model|nets", re.IGNORECASE)
"""What of TensorFlow's own inner code may make variables."""

_MAKES: Final = re.compile(
    r"^(compat\.v2\.)?keras\.(applications\.(\w+\.)*[A-Z]\w*|models\.(clone_model|load_model|model_from_\w+)|estimator\.model_to_estimator)$"
    r"|^contrib\.(copy_graph|estimator|learn\.models|learn\.ops\.(embeddings|seq2seq)_ops|model_pruning|tensor_forest)\."
    r"|^contrib\.(layers|feature_column)\.\w*(input_from|input_layer|weighted_sum_from)|logit_fn_builder$|^create_partitioned_variables$"
)
"""Public functions that make variables, or objects which do, and are not modelled."""

SINCE: Final = {"AUTO_REUSE": (1, 4), "TensorSpec": (1, 13), "nest": (1, 14), "TypeSpec": (1, 15)}
"""Names and the first version that has them (seen in each of them, and not in the one before)."""

NOT_UP_TO: Final = {("trainable_variables", "scope"): (1, 2)}
"""Parameters that a version between two recorded ones was seen not to have (1.2.1)."""


class TensorFlow:
    """Finds what a dotted name below ``tf`` stands for. One for each machine."""

    def __init__(self, m: Machine) -> None:
        self.machine = m
        self.api = ApiTable.load(m.version)
        self.newest = ApiTable.load((1, 15))
        self._modules: dict[str, Module] = {}
        self._stubs: dict[str, Module | None] = {}
        self._objects: dict[str, Value] = {}
        self.class_names: dict[int, str] = {}
        """id of a class that stands for one of the twin's → its canonical name."""
        self.stub_classes: dict[int, str] = {}
        """id of a stub's class → its public name."""

    def module(self, dotted: str) -> Value:
        """The module of an import statement: ``tensorflow``, ``tensorflow.contrib.slim``, ``tensorflow.python.ops.…``."""
        path = _path_of(dotted)
        found = self._named_module(path)
        return found if found is not None else self._unknown(path)

    def _unknown(self, path: str) -> Value:
        return Unknown(f"tf.{path}", f"tensorflow.{path} is not modelled", opaque_code=bool(_MAKERS.search(path)))

    def _named_module(self, path: str) -> Value:
        found = self._modules.get(path)
        if found is None:
            canonical = self._canonical(path)
            is_module = path == "" or self._is_stubbed(path) or (
                canonical is not None and self._kind(canonical) == "module"
            )  # fmt: skip
            if not is_module:
                value = self.find(path)
                return value if value is not MISSING else None
            found = Module(f"tensorflow.{path}" if path else "tensorflow", package="tensorflow")
            found.env["__path__"] = None
            found.env["__version__"] = "{}.{}.0".format(*self.machine.version)
            found.env["__git_version__"] = Unknown("git_version", "the build of TensorFlow")
            found.lookup = functools.partial(self._attribute, path)
            self._modules[path] = found
        return found

    def _canonical(self, path: str) -> str | None:
        found = self.api.canonical(f"tensorflow.{path}")
        return found if found is not None else self.newest.canonical(f"tensorflow.{path}") if path.startswith(("python.", "contrib.")) else None

    def _kind(self, canonical: str) -> str | None:
        return self.api.kind(canonical) or self.newest.kind(canonical)

    def members(self, dotted: str) -> list[Value]:
        """``dir()`` of a module."""
        return list(self.api.members(dotted))

    def has_all_members(self, dotted: str) -> bool:
        """Whether a module holds nothing else."""
        return self.api.has_all_members(dotted)

    def takes_later(self, function: str, count: int) -> bool:
        """Whether a later version's function takes so many positional arguments, and this one's surely does not."""
        at_most, newest = self._at_most.parameters(function), self.newest.parameters(function)
        if newest is None or at_most is None or any(p.kind == "args" for p in at_most):
            return False
        plain = [p.name for p in newest if p.kind == "plain"]
        have = sum(p.kind == "plain" and self.machine.version > NOT_UP_TO.get((function, p.name), (0, 0)) for p in at_most)
        return len(plain) >= count > have

    @property
    def _at_most(self) -> ApiTable:
        """What this version has at most: not every version was recorded, and the next one that was has it all."""
        return ApiTable.load(next(v for v in RECORDED if v >= min(self.machine.version, RECORDED[-1])))

    def unknown_yet(self, function: str, parameters: Iterable[str]) -> str | None:
        """The first of some keywords that the function has in the newest version, but surely not in this one."""
        parameters = list(parameters)
        if early := next((p for p in parameters if self.machine.version <= NOT_UP_TO.get((function, p), (0, 0))), None):
            return early
        newest, at_most = self.newest.parameters(function), self._at_most.parameters(function)
        if newest is None or at_most is None or any(p.kind == "kwargs" for p in at_most):
            return None
        have, later = {p.name for p in at_most}, {p.name for p in newest}
        return next((p for p in parameters if p in later and p not in have), None)

    def _attribute(self, path: str, name: str) -> Value:
        if name.startswith("__") and name.endswith("__"):
            return MISSING
        since = SINCE.get(f"{path}.{name}" if path else name)
        if since is not None and self.machine.version < since and self.machine.by_user():
            raise tf_error(self.machine, TFError("AttributeError", f"module 'tensorflow' has no attribute '{name}'", cause="version"))
        return self.find(f"{path}.{name}" if path else name)

    def find(self, path: str) -> Value:
        """The value of a dotted name, or MISSING where this version of TensorFlow has no such thing."""
        found = self._objects.get(path, MISSING)
        if found is MISSING:
            found = self._find(path)
            if found is not MISSING:
                self._objects[path] = found
        return found

    def _find(self, path: str) -> Value:
        m = self.machine
        written = self._at(path)
        if written is not MISSING:
            return written
        canonical = self._canonical(path)
        if canonical is None:
            if self._is_stubbed(path):
                return self._named_module(path)
            deep = path.startswith(("python.", "contrib.", "core.", "compiler.", "tools."))
            return self._unknown(path) if deep else MISSING
        if canonical != path:
            written = self._at(canonical)
            if written is not MISSING:
                return written
        kind = self._kind(canonical)
        if kind == "module":
            return self._named_module(path)
        if kind == "constant":
            return self._constant(canonical)
        if kind == "class":
            return self._class(canonical)
        if kind in ("method", "property"):
            owner = self.find(canonical.rpartition(".")[0])
            from scope_lint.interpreter.attributes import lookup

            return lookup(m, owner, canonical.rpartition(".")[2]) if owner is not MISSING else MISSING
        return HostFunction(canonical.rpartition(".")[2], functools.partial(self._generic, canonical), api=canonical)

    def _class(self, canonical: str) -> Class:
        """A public class that is not modelled: its bases are known, its attributes are not."""
        bases = [b for b in (self.find(name) for name in self.newest.bases(canonical)) if isinstance(b, Class)]
        nearest = tuple(b for b in bases if not any(b in other.mro[1:] for other in bases))
        made = Class(
            canonical.rpartition(".")[2], nearest, {}, module="tensorflow",
            open=Unknown(f"tf.{canonical}", f"tf.{canonical} is not modelled"),
        )  # fmt: skip
        self.class_names[id(made)] = canonical
        return made

    def _at(self, path: str) -> Value:
        """What a stub, the twin or the op table has under exactly this name."""
        m = self.machine
        module, _, name = path.rpartition(".")
        for stub in self._stubs_of(module):
            found = stub.env.get(name, MISSING)
            hidden = name.startswith("_") and "python" not in path.split(".") and m.by_user()
            if found is not MISSING and not hidden and not (isinstance(found, Module) and not found.name.endswith("." + name)):
                if isinstance(found, Class) and self.newest.canonical(f"tensorflow.{path}") is not None:
                    self.stub_classes.setdefault(id(found), path)
                return found
        function = m.tf.functions.get(path)
        if function is not None:
            return self._twin(path, function)
        op = OPS.get(path)
        if op is not None:
            return HostFunction(name, functools.partial(_run_op, path, op), api=path)
        classes: dict[str, type] = {"Tensor": Tensor, "Operation": Operation}
        if path in classes:
            return host_class(classes[path])
        return MISSING

    def _twin(self, path: str, function: Any) -> Value:
        made = function if isinstance(function, type) else getattr(function, "makes", None)
        if made is not None:
            cls = host_class(made)
            self.class_names[id(cls)] = path
            cls.construct = functools.partial(_construct, path)  # all sessions have the class: nothing of this one may be in it
            return cls
        if callable(function):
            return HostFunction(path.rpartition(".")[2], lambda m, args, kwargs: call_twin(m, path, function, args, kwargs), api=path)
        return from_twin(function)

    def _constant(self, canonical: str) -> Value:
        from scope_lint.tf1.api.parameters import OPAQUE
        from scope_lint.tf1.dtypes import DTYPES

        table = self.api if self.api.kind(canonical) is not None else self.newest
        value = table.constant(canonical)
        if isinstance(value, str) and value.startswith("dtype "):
            return DTYPES.get(value[6:], Unknown(value[6:], "a dtype"))
        return Unknown(canonical, f"the constant tf.{canonical}") if value is OPAQUE else value

    def _generic(self, canonical: str, m: Machine, args: list[Value], kwargs: Env) -> Value:
        """A public function that is not modelled: it makes no variables that are known of, but perhaps ops."""
        m.tf.graph.may_have_more()
        made = Unknown(f"tf.{canonical}()", f"tf.{canonical} is not modelled", opaque_code=_MAKES.search(canonical) is not None)
        if made.opaque_code:
            m.unknown_code(made)
        return made

    def _stubs_of(self, path: str) -> list[Module]:
        """The stubs of a module of TensorFlow: the user's own, then ours."""
        theirs = user_stub(self.machine, f"tensorflow.{path}" if path else "tensorflow")
        ours = self._stub(path)
        return [stub for stub in (theirs, ours) if stub is not None]

    def _is_stubbed(self, path: str) -> bool:
        return self._stub_file(path) is not None or self.machine.program.find_stub(f"tensorflow.{path}") is not None

    def _stub_file(self, path: str) -> Path | None:
        base = os.path.join(ROOT, *path.split(".")) if path else str(ROOT)
        for candidate in (os.path.join(base, "__init__.py"), base + ".py"):
            if os.path.isfile(candidate):
                return Path(candidate)
        return None

    def _stub(self, path: str) -> Module | None:
        package = path.rpartition(".")[0]
        if path and path not in self._stubs:
            self._stub(package)  # first, as Python does: its own code may import the module
        if path not in self._stubs:
            self._stubs[path] = None
            file = self._stub_file(path)
            if file is not None:
                m = self.machine
                name = f"tensorflow.{path}" if path else "tensorflow"
                module = Module(name)
                self._stubs[path] = module
                self._stubs[path] = m.outside(lambda: load_stub(m, file, name, module))
        return self._stubs[path]


def load_stub(m: Machine, file: Path, name: str, module: Module) -> Module:
    """Runs a stub file; relative imports in it find its neighbours by file."""
    from scope_lint.interpreter.imports import run_module

    module.stub = True
    module.path = None
    module.package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    module.env.update({"__name__": name, "__file__": str(file), "__package__": module.package})
    run_module(m, module, _stub_code(file))
    if m.shared is not None:
        m.heap.know(module)
    return module


@functools.cache
def _stub_code(file: Path) -> list[Stmt]:
    """The code of one of our own stubs, made once for all machines of the process."""
    return block(_STUBS.load(file).ir.body)


_STUBS: Final = Program([], IRCache.default())


def _path_of(dotted: str) -> str:
    top, _, rest = dotted.partition(".")
    if top == "tf_slim":
        return "contrib.slim" + ("." + rest if rest else "")
    if top == "tensorflow_core" and rest.startswith(("_api.v1.", "_api.v1")):
        rest = rest[len("_api.v1") :].lstrip(".")
    if top == "tensorflow_estimator":
        rest = f"estimator.{rest}" if rest else "estimator"
    for prefix in ("compat.v1.", "_api.v1."):
        while rest.startswith(prefix):
            rest = rest[len(prefix) :]
    return "" if rest in ("compat.v1", "_api.v1") else rest


def _construct(path: str, m: Machine, cls: Class, args: list[Value], kwargs: Env) -> Value:
    return call_twin(m, path, m.tf.functions[path], args, kwargs)


def _run_op(path: str, op: Callable[..., Any], m: Machine, args: list[Value], kwargs: Env) -> Value:
    return call_twin(m, path, functools.partial(op, m.tf), args, kwargs)


