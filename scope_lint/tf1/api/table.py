"""The table of one TensorFlow version's public names."""

from __future__ import annotations

import functools
import gzip
from importlib import resources
from typing import Any, Literal

import msgspec

from scope_lint.tf1.api.parameters import OPAQUE, Parameter, parse_parameters

RECORDED: tuple[tuple[int, int], ...] = ((0, 12), (1, 0), (1, 4), (1, 8), (1, 12), (1, 15))
"""The versions that were recorded (tools/record_api.py)."""

Kind = Literal["function", "class", "module", "constant", "method", "property"]

_KINDS: dict[str, Kind] = {"f": "function", "c": "class", "k": "constant"}


class _Data(msgspec.Struct):
    """What the file holds. ``names``: public name → canonical name (0: itself); ``modules`` likewise."""

    version: str
    names: dict[str, str | int]
    symbols: dict[str, tuple[str, int | None, str]]
    classes: dict[str, tuple[list[str], dict[str, int | str | None]]]
    modules: dict[str, str | int]
    signatures: list[list[str]]


def recorded_version(version: tuple[int, ...]) -> tuple[int, int]:
    """The newest recorded version that is not newer (0.12 for anything older)."""
    return max((v for v in RECORDED if v <= version[:2]), default=RECORDED[0])


def _unpack(kind: str, version: tuple[int, int]) -> bytes:
    name = f"{kind}-{version[0]}.{version[1]}.json.gz"
    return gzip.decompress(resources.files(__package__).joinpath(name).read_bytes())


class ApiTable:
    """What exists below ``tf.`` in one version, under which names, with which parameters.

    A name is a dotted path: ``layers.dense``; ``tensorflow.layers.dense``, ``tensorflow.compat.v1.layers.dense``,
    ``tensorflow.python.layers.core.dense`` and ``tf_slim.conv2d`` are understood too. A canonical name is the same in all
    versions where TensorFlow has the object (``nn.rnn_cell.LSTMCell`` is canonical for 1.0's ``contrib.rnn.LSTMCell``), so
    it need not exist in this one: ask ``exists`` for what was written, all else for the canonical name.
    """

    def __init__(self, version: tuple[int, int]) -> None:
        self.version = version
        data = msgspec.json.decode(_unpack("api", version), type=_Data)
        self._names = data.names
        self._symbols = data.symbols
        self._classes = data.classes
        self._modules = data.modules
        self._signatures = data.signatures
        self._cache: dict[str, str | None] = {}
        self._parsed: dict[str, list[Parameter] | None] = {}

    @staticmethod
    def load(version: str | tuple[int, ...]) -> ApiTable:
        """The table of the nearest recorded version at or below ``version``."""
        if isinstance(version, str):
            version = tuple(int(part) for part in version.split(".")[:2])
        return _load(recorded_version(version))

    @functools.cached_property
    def _deep(self) -> dict[str, dict[str, str]]:
        """Module of the implementation → its attributes that are public objects → canonical names."""
        packed = msgspec.json.decode(_unpack("deep", self.version), type=dict[str, dict[str, list[str]]])
        found: dict[str, dict[str, str]] = {}
        for module, groups in packed.items():
            members = found[module] = {}
            for parent, names in groups.items():
                for name in names:
                    members[name] = parent[1:] if parent.startswith("=") else f"{parent}.{name}" if parent else name
        return found

    @functools.cached_property
    def _deep_modules(self) -> set[str]:
        """The implementation's modules and all packages around them."""
        found: set[str] = set()
        for module in self._deep:
            while module and module not in found:
                found.add(module)
                module = module.rpartition(".")[0]
        return found

    def canonical(self, dotted: str) -> str | None:
        """The canonical name of a public function, class, constant, module, method or class attribute; None: no such thing.

        A module of the implementation is its own canonical name (``tensorflow.python.ops.variable_scope``).
        """
        if dotted not in self._cache:
            self._cache[dotted] = self._canonical(dotted)
        return self._cache[dotted]

    def _canonical(self, dotted: str) -> str | None:
        name = _below_tf(dotted)
        for path in (name, name.removeprefix("compat.v1.")):
            found = self._public(path)
            if found is not None:
                return found
        if name.startswith(("python.", "contrib.", "tensorflow_estimator.")) or name == "python":
            return self._from_deep(name if name.startswith("tensorflow_estimator.") else "tensorflow." + name)
        return None

    def _public(self, name: str) -> str | None:
        if name in ("", "compat.v1"):
            return ""
        for table in (self._names, self._modules):
            found = table.get(name)
            if found is not None:
                return name if isinstance(found, int) else found
        parent, _, attribute = name.rpartition(".")
        if parent in self._names:
            owner = self._public(parent) or ""
            if self._member(owner, attribute) is not None:
                return f"{owner}.{attribute}"
        return None

    def _from_deep(self, path: str) -> str | None:
        if path in self._deep_modules:
            return path
        parent, _, attribute = path.rpartition(".")
        found = self._deep.get(parent, {}).get(attribute)
        if found is not None:
            return found
        outer, _, name = parent.rpartition(".")
        owner = self._deep.get(outer, {}).get(name)
        if owner is not None and self._member(owner, attribute) is not None:
            return f"{owner}.{attribute}"
        return None

    def exists(self, name: str) -> bool:
        """Whether this version has the name, as it is written."""
        return self.canonical(name) is not None

    def kind(self, name: str) -> Kind | None:
        """What a canonical name stands for."""
        symbol = self._symbols.get(name)
        if symbol is not None:
            return _KINDS[symbol[0]]
        if name == "" or name in self._modules:
            return "module"
        owner, _, attribute = name.rpartition(".")
        member = self._member(owner, attribute)
        if member is not None:
            return "method" if isinstance(member, list) else "constant" if member.startswith("=") else "property"
        if name.startswith("tensorflow") and name in self._deep_modules:
            return "module"
        return None

    def functions(self) -> list[str]:
        """The canonical names of all public functions."""
        return [name for name in self._symbols if self.kind(name) == "function"]

    def parameters(self, name: str) -> list[Parameter] | None:
        """Of a function; of a class: its constructor's, without self; of a method ``Class.method``, without self or cls."""
        if name not in self._parsed:
            self._parsed[name] = self._parameters(name)
        return self._parsed[name]

    def _parameters(self, name: str) -> list[Parameter] | None:
        recorded: list[str] | str | None = None
        alias = self._names.get(name)
        symbol = self._symbols.get(alias if isinstance(alias, str) else name)
        if symbol is None:
            owner, _, attribute = name.rpartition(".")
            recorded = self._member(owner, attribute)
        elif symbol[0] == "c":
            recorded = self._member(name, "__init__")
        elif symbol[1] is not None:
            recorded = self._signatures[symbol[1]]
        return parse_parameters(recorded) if isinstance(recorded, list) else None

    def constant(self, name: str) -> Any:
        """The value of a constant that is a simple one (str, number, bool, None); ``"dtype float32"`` for a dtype; else OPAQUE."""
        symbol = self._symbols.get(name)
        if symbol is not None:
            text = symbol[2]
            if symbol[0] != "k" or text.startswith("<"):
                return OPAQUE
            return text if text.startswith("dtype ") else Parameter("", "plain", text).constant
        owner, _, attribute = name.rpartition(".")
        member = self._member(owner, attribute)
        return Parameter("", "plain", member[1:]).constant if isinstance(member, str) and member.startswith("=") else OPAQUE

    def origin(self, name: str) -> str | None:
        """Where a function or class is implemented: ``tensorflow.python.ops.variable_scope.get_variable``."""
        symbol = self._symbols.get(name)
        return symbol[2] if symbol is not None and symbol[0] != "k" else None

    def has_all_members(self, module: str) -> bool:
        """Whether ``members`` has all that a module holds: one of the implementation holds what it imports besides."""
        name = _below_tf(module)
        return not name or name in self._modules

    def members(self, module: str) -> list[str]:
        """The names in a module (given by any of its names), without inner modules' own members."""
        name = _below_tf(module)
        if "tensorflow." + name in self._deep_modules and name not in self._modules:
            return sorted(self._deep.get("tensorflow." + name, ()))
        name = name.removeprefix("compat.v1").removeprefix(".")
        prefix = name + "." if name else ""
        paths = (path for table in (self._names, self._modules) for path in table)
        return sorted({path[len(prefix) :] for path in paths if path.startswith(prefix) and "." not in path[len(prefix) :]} - {""})

    def methods(self, name: str) -> list[str]:
        """All public methods and attributes of a class, with the inherited ones."""
        symbol = self._symbols.get(name)
        if symbol is None or symbol[0] != "c":
            return []
        bases, own = self._classes[symbol[2]]
        return sorted(set(own).union(*(self._classes[base][1] for base in bases)))

    def bases(self, name: str) -> list[str]:
        """The public classes that a class derives from, nearest first."""
        symbol = self._symbols.get(name)
        if symbol is None or symbol[0] != "c" or symbol[2] not in self._classes:
            return []
        found = (self._by_origin.get(base) for base in self._classes[symbol[2]][0])
        return [base for base in found if base is not None and base != name]  # a named tuple's base has its own name

    @functools.cached_property
    def _by_origin(self) -> dict[str, str]:
        """Implementation of a class → its canonical name."""
        return {symbol[2]: name for name, symbol in self._symbols.items() if symbol[0] == "c"}

    def _member(self, owner: str, attribute: str) -> list[str] | str | None:
        """A class's attribute: a method's parameters, ``"property"``, ``"=value"`` for a simple constant; None: no such thing."""
        symbol = self._symbols.get(owner)
        if symbol is None or symbol[0] != "c" or symbol[2] not in self._classes:
            return None
        bases, own = self._classes[symbol[2]]
        for members in (own, *(self._classes[base][1] for base in bases)):
            if attribute in members:
                found = members[attribute]
                return self._signatures[found] if isinstance(found, int) else "property" if found is None else found
        return None


_PREFIXES = (("tensorflow.", ""), ("tensorflow_core.", ""), ("tf_slim.", "contrib.slim."), ("tf.", ""))


def _below_tf(dotted: str) -> str:
    """The path below ``tf.``."""
    if dotted in ("tensorflow", "tf"):
        return ""
    if dotted == "tf_slim":
        return "contrib.slim"
    for prefix, replacement in _PREFIXES:
        if dotted.startswith(prefix):
            dotted = replacement + dotted[len(prefix) :]
            break
    while dotted.startswith("compat.v1.compat.v1"):
        dotted = dotted[len("compat.v1.") :]
    return dotted


@functools.cache
def _load(version: tuple[int, int]) -> ApiTable:
    return ApiTable(version)
