"""Importing modules: of the program, of TensorFlow, of the standard library; others are unknown."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.attributes import is_whole, of_module
from scope_lint.interpreter.code import Stmt, run_block
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.import_effects import apply
from scope_lint.interpreter.search import search_path
from scope_lint.interpreter.sharing import depends, shared_module
from scope_lint.interpreter.user_stubs import stub_package, user_stub
from scope_lint.interpreter.values import Class, Function, HostFunction, ListV, Module, Raised, Value
from scope_lint.program.trace import Trace
from scope_lint.source.problem import SourceError
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax.problem import SyntaxProblem

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

STUBS: Final = Path(__file__).resolve().parent.parent / "stubs"

TENSORFLOW: Final = ("tensorflow", "tf_slim", "tensorflow_core", "tensorflow_estimator")

INERT: Final = frozenset({
    "numpy", "scipy", "pandas", "matplotlib", "sklearn", "cv2", "PIL", "tqdm", "gym", "yaml", "requests", "nltk", "h5py", "skimage",
    "imageio", "six", "absl", "future", "past", "attr", "google", "jieba", "gensim", "seaborn", "mpi4py", "joblib", "cloudpickle",
    "flask", "tornado", "setuptools", "pytest", "mock", "psutil", "networkx", "librosa", "regex", "sentencepiece", "spacy",
    "pkg_resources", "tabulate", "termcolor", "colorama", "dill", "lmdb", "msgpack", "zmq", "boto3", "click", "simplejson", "torch",
    "semantic_version", "msgpack_numpy", "progressbar", "nibabel", "lxml", "blinker", "rouge", "sacrebleu", "pyonmttok",
})  # fmt: skip
"""Packages that make no TensorFlow variables (and those of the standard library)."""

DATA: Final = frozenset({
    "numpy", "scipy", "pandas", "matplotlib", "sklearn", "cv2", "PIL", "nltk", "h5py", "skimage", "imageio", "gensim", "networkx", "librosa",
    "nibabel", "spacy", "sentencepiece",
})  # fmt: skip
"""Those whose objects hold no tensors."""


def import_module(m: Machine, dotted: str, importer: Module) -> Value:
    """``import dotted``: the module itself (not its top package)."""
    module = _imported(m, dotted, importer)
    if m.loads:
        if isinstance(module, Module):
            depends(m, module)
        if m.modules.get(dotted) is module:
            m.loads[-1].imports[dotted] = module
    return module


def _imported(m: Machine, dotted: str, importer: Module) -> Value:
    found = m.modules.get(dotted, MISSING)
    if found is not MISSING:
        if isinstance(found, Module) and found.trace is not None:
            m.program.trace.include(found.trace)
        return found
    top, _, rest = dotted.partition(".")
    if top in TENSORFLOW:
        named = m.tensorflow.module(dotted)
        return fault(m, "ImportError", f"No module named {dotted!r}") if isinstance(named, (Class, Function, HostFunction)) else named
    parent: Value = None
    if rest:
        parent = import_module(m, dotted.rpartition(".")[0], importer)
        if isinstance(parent, Unknown):
            inner = parent.part(("attribute", dotted.rpartition(".")[2]), dotted)
            return inner
        found = m.modules.get(dotted, MISSING)
        if found is not MISSING:
            return found
        if isinstance(parent, Module) and parent.path is None and not parent.search and m.program.find_stub(dotted) is None:
            made = of_module(m, parent, dotted.rpartition(".")[2])
            if made is not MISSING:
                return made
    module = user_stub(m, dotted)
    if module is None:
        module = _from_disk(m, dotted, importer) or (_builtin(m, dotted) if not rest or parent is not None else None) or stub_package(m, dotted)
    if module is None:
        if isinstance(parent, Module) and parent.path is not None and not parent.path.endswith("__init__.py"):
            return fault(m, "ImportError", f"No module named {dotted!r}; {parent.name!r} is not a package")
        if isinstance(parent, Module) and parent.path is not None and not m.would_catch_import():
            m.unfollowed(f"no module named {dotted!r}")
        return unknown_module(m, dotted)
    if isinstance(parent, Module):
        _attach(m, parent, dotted.rpartition(".")[2], module)
    return module


def _attach(m: Machine, package: Module, name: str, module: Value) -> None:
    """What is imported from a package is an attribute of it."""
    m.reads.asked(package, name)
    m.changes.note(m)
    m.journal.write(package.env, name, module)
    m.changes.skip(m)


def unknown_module(m: Machine, dotted: str) -> Value:
    """A module outside the analysed code: one for all entries, as modules that they share hold it, too."""
    module = m.outsiders.get(dotted)
    if module is None:
        module = m.outsiders[dotted] = Unknown(dotted, f"module {dotted} is not part of the analysed code", opaque_code=not is_inert(dotted))
        module.data = dotted.partition(".")[0] in DATA
    m.journal.write(m.modules, dotted, module)
    return module


def is_inert(dotted: str) -> bool:
    """Whether a module is known to make no variables."""
    top = dotted.partition(".")[0]
    return top in INERT or top in sys.stdlib_module_names


def _file_of(m: Machine, dotted: str, importer: Module) -> Path | None:
    """Where a module lies: below its package, wherever that was found, or on the search path."""
    above, _, name = dotted.rpartition(".")
    parent = m.modules.get(above) if above else None
    places = parent.env.get("__path__") if isinstance(parent, Module) else None
    if isinstance(places, ListV):
        found = m.program.find_below(name, tuple(p for p in places.items if isinstance(p, str)))
        if found is not None:
            return found
    return m.program.find(dotted, search_path(m, importer))


def _from_disk(m: Machine, dotted: str, importer: Module) -> Module | None:
    path = _file_of(m, dotted, importer)
    if path is None:
        return None
    if path.is_dir():
        module = Module(dotted, package=dotted)
        module.search = (str(path),)
        module.env["__path__"] = ListV([str(path)])
        m.journal.write(m.modules, dotted, module)
        return module
    package = dotted if path.name == "__init__.py" else dotted.rpartition(".")[0]
    return load_file(m, path, dotted, package)


def load_file(m: Machine, path: Path, name: str, package: str) -> Module:
    """Loads and runs a file as a module of that name, or takes the module that other entries share."""
    path = Path(os.path.abspath(path))  # however it was given: a file is one module
    if m.shared is None:
        return _load(m, path, name, package)
    module = shared_module(m, m.shared, (str(path), name), lambda: _load(m, path, name, package))
    if module is None or (module.raised is not None and m.would_catch(module.raised)):
        m.memo.on = False
        return _load(m, path, name, package)
    m.journal.write(m.modules, name, module)
    if m.loads:
        m.loads[-1].imports[name] = module
    apply(m, module)
    m.changes.skip(m)
    return module


def _load(m: Machine, path: Path, name: str, package: str) -> Module:
    module = Module(name, m.shown_path(path), package)
    if path.name == "__init__.py":
        module.env["__path__"] = ListV([str(path.parent)])
    module.env["__package__"] = package
    m.journal.write(m.modules, name, module)
    outer, ran = m.program.trace, m.ran
    module.trace = m.program.trace = Trace()
    outer.include(module.trace)
    m.ran = {}
    before = m.unknowns()
    try:
        _run_file(m, module, path)
    finally:
        module.trace.undetermined = m.unknowns() != before
        m.program.trace = outer
        m.ran = ran | m.ran
    return module


def _run_file(m: Machine, module: Module, path: Path) -> None:
    name = module.name
    try:
        loaded = m.program.load(path)
    except (SourceError, SyntaxProblem) as e:
        m.unreadable(path, e)
        module.lookup = lambda attr: Unknown(f"{name}.{attr}", f"{name} could not be read", opaque_code=True)
        return
    module.env["__file__"] = str(path)
    module.env["__python2__"] = loaded.ir.python2
    module.env["__doc__"] = loaded.ir.docstring
    run_module(m, module, m.code_of(loaded.ir))


def run_module(m: Machine, module: Module, body: list[Stmt]) -> None:
    """Runs a module's body. What it raises is passed on only where the program catches it or TensorFlow raised it."""
    frame = Frame(module.env, (), module, "<module>")
    depth = len(m.frames)
    m.frames.append(frame)
    module.state, ended = "running", "failed"
    try:
        run_block(m, frame, body)
        ended = "done"
    except Raised as e:
        if module.stub:
            m.events = [event for event in m.events if event is not e.event]
        elif e.event is not None or m.would_catch(e) or module is m.main_module:
            raise
        module.raised = e.without_frames()
        m.unfollowed(f"the import of {module.name} ends with {e.value.cls.name}")
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(frame.assumed):
            m.forget(atom, holds)
        module.state = ended


def _builtin(m: Machine, dotted: str) -> Value:
    from scope_lint.interpreter.stdlib import standard_module

    return standard_module(m, dotted)


def import_from(m: Machine, module: str, level: int, importer: Module) -> Value:
    """The module of ``from …module import``."""
    if level == 0:
        return import_module(m, module, importer)
    package = importer.package.split(".") if importer.package else []
    if level - 1 > len(package) or (not package and not importer.package):
        base = _folder_package(m, importer, level)
        return import_module(m, module, importer) if module else base
    base_name = ".".join(package[: len(package) - (level - 1)])
    if base_name and base_name not in m.modules and not importer.stub:
        folder = os.path.dirname(importer.env.get("__file__") or "")
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        _package_at(m, base_name, Path(folder))
    dotted = f"{base_name}.{module}" if module and base_name else module or base_name
    return import_module(m, dotted, importer) if dotted else _folder_package(m, importer, level)


def _package_at(m: Machine, name: str, folder: Path) -> None:
    """Loads the package of a file that runs as a script: it lies around that file, whatever the search path has of its name."""
    above, _, last = name.rpartition(".")
    if not (folder / "__init__.py").is_file():
        return
    if above and above not in m.modules:
        _package_at(m, above, folder.parent)
    module = load_file(m, folder / "__init__.py", name, name)
    parent = m.modules.get(above)
    if isinstance(parent, Module):
        _attach(m, parent, last, module)


def _folder_package(m: Machine, importer: Module, level: int) -> Value:
    """``from . import x`` in a file that is run as a script: its folder."""
    folder = os.path.dirname(importer.env.get("__file__") or importer.path or "")
    for _ in range(level - 1):
        folder = os.path.dirname(folder)
    module = Module("", package="")
    module.search = (folder,)
    module.lookup = lambda name: import_module(m, name, importer)
    return module


def imported_name(m: Machine, module: Value, name: str) -> Value:
    """``from module import name``."""
    if isinstance(module, Unknown):
        return module.part(("attribute", name), name)
    if not isinstance(module, Module):
        from scope_lint.interpreter.attributes import get_attribute

        return get_attribute(m, module, name)
    package = module.package == module.name and module.name and module.name.partition(".")[0] not in TENSORFLOW
    if package and name not in module.env and m.program.find_stub(f"{module.name}.{name}") is not None:
        m.reads.asked(module, name)
        return import_module(m, f"{module.name}.{name}", module)
    found = of_module(m, module, name)
    if found is not MISSING:
        found = m.resolve(found)
        if package and isinstance(found, Module) and m.modules.get(f"{module.name}.{name}") is found:
            return import_module(m, f"{module.name}.{name}", module)  # who imported it before may not be there another time
        return found
    if package:
        inner = _file_of(m, f"{module.name}.{name}", module)
        if inner is not None or f"{module.name}.{name}" in m.modules:
            return import_module(m, f"{module.name}.{name}", module)
    if module.state == "running":
        m.unfollowed(f"{module.name} is imported while it is still being loaded, before it binds {name}")
        return Unknown(name, f"{module.name}.{name} before it is bound", opaque_code=True)
    fault(m, "ImportError", f"cannot import name '{name}' from '{module.name}'", is_whole(module))
    return Unknown(name, f"{module.name}.{name} was not found", opaque_code=True)


def star_names(m: Machine, module: Value) -> dict[str, Any]:
    """What ``from module import *`` binds."""
    if not isinstance(module, Module):
        if isinstance(module, Unknown) and module.opaque_code:
            m.unfollowed(f"from {module.label} import *: the module is not part of the analysed code")
        m.frames[-1].module.env["__open__"] = True
        return {}
    if module.name in m.user_stubs:
        m.frames[-1].module.env["__open__"] = True
    if module.package in TENSORFLOW:
        return _star_names_of_tensorflow(m, module)
    listed = module.env.get("__all__")
    if isinstance(listed, ListV):
        names = [n for n in listed.items if isinstance(n, str)]
        for name in names:
            m.reads.asked(module, name)
        return {n: imported_name(m, module, n) for n in names}
    m.reads.asked(module)
    return {k: x for k, x in module.env.items() if not k.startswith("_")}


def _star_names_of_tensorflow(m: Machine, module: Module) -> dict[str, Any]:
    """The public objects of a module of TensorFlow; one that is not public holds what it imports itself besides."""
    if not m.tensorflow.has_all_members(module.name):
        m.frames[-1].module.env["__open__"] = True
    found = {name: of_module(m, module, name) for name in m.tensorflow.members(module.name) if not name.startswith("_")}
    return {name: value for name, value in found.items() if value is not MISSING}


def top_module(m: Machine, dotted: str, module: Value) -> Value:
    """What ``import a.b.c`` binds to ``a``."""
    top = dotted.partition(".")[0]
    found = m.modules.get(top, MISSING)
    if found is not MISSING:
        return found
    return m.tensorflow.module(top) if top in TENSORFLOW else module
