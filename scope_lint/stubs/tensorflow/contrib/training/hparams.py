"""tf.contrib.training.HParams: named values with types, read from text."""

import json
import re

from _scope_lint import known, unknown

_RESERVED = (
    "add_hparam",
    "del_hparam",
    "from_proto",
    "get",
    "get_model_structure",
    "override_from_dict",
    "parse",
    "parse_json",
    "set_from_map",
    "set_hparam",
    "set_model_structure",
    "to_json",
    "to_proto",
    "values",
)


class HParams:
    def __init__(self, hparam_def=None, model_structure=None, **kwargs):
        self._hparam_types = {}
        self._model_structure = model_structure
        for name in kwargs:
            self.add_hparam(name, kwargs[name])

    def add_hparam(self, name, value):
        there = getattr(self, name, None) if name in self._hparam_types else None
        if name in _RESERVED or (known(there) and there is not None):
            raise ValueError("Hyperparameter name is reserved: %s" % name)
        if known(value) and isinstance(value, (list, tuple)):
            if not value:
                raise ValueError("Multi-valued hyperparameters cannot be empty: %s" % name)
            self._hparam_types[name] = (_kind(value[0]), True)
        else:
            self._hparam_types[name] = (_kind(value), False)
        setattr(self, name, value)

    def set_hparam(self, name, value):
        kind, is_list = self._hparam_types[name]
        if not known(value):
            setattr(self, name, value)
        elif isinstance(value, list):
            if not is_list:
                raise ValueError("Must not pass a list for single-valued parameter: %s" % name)
            setattr(self, name, [_cast(name, kind, item) for item in value])
        else:
            if is_list:
                raise ValueError("Must pass a list for multi-valued parameter: %s." % name)
            setattr(self, name, _cast(name, kind, value))

    def del_hparam(self, name):
        if hasattr(self, name):
            delattr(self, name)
            del self._hparam_types[name]

    def parse(self, values):
        """``a=1,b=[2,3],c=text``; text that is not known changes nothing that is known of."""
        if not known(values):
            return self
        for name, text in _assignments(values):
            if name not in self._hparam_types:
                raise ValueError("Unknown hyperparameter type for %s" % name)
            kind, is_list = self._hparam_types[name]
            if text.startswith("["):
                items = [item.strip() for item in text[1:-1].split(",")]
                self.set_hparam(name, [_parsed(name, kind, item, text) for item in items if item])
            else:
                self.set_hparam(name, _parsed(name, kind, text, text))
        return self

    def override_from_dict(self, values_dict):
        if known(values_dict):
            for name in values_dict:
                self.set_hparam(name, values_dict[name])
        return self

    set_from_map = override_from_dict

    def parse_json(self, values_json):
        return self.override_from_dict(json.loads(values_json)) if known(values_json) else self

    def set_model_structure(self, model_structure):
        self._model_structure = model_structure

    def get_model_structure(self):
        return self._model_structure

    def to_json(self, indent=None, separators=None, sort_keys=False):
        return json.dumps(self.values(), indent=indent, separators=separators, sort_keys=sort_keys)

    def to_proto(self, export_scope=None):
        return unknown("an HParamDef")

    @staticmethod
    def from_proto(hparam_def, import_scope=None):
        return HParams()

    def values(self):
        return dict([(name, getattr(self, name)) for name in self._hparam_types])

    def get(self, key, default=None):
        return getattr(self, key) if key in self._hparam_types else default

    def __contains__(self, key):
        return key in self._hparam_types

    def __str__(self):
        values = self.values()
        return ",".join(["%s=%s" % (name, values[name]) for name in sorted(values)])

    def __repr__(self):
        values = self.values()
        return "HParams(%r)" % ([(name, values[name]) for name in sorted(values)],)


def _kind(value):
    if not known(value) or value is None:
        return None
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind
    return None


def _cast(name, kind, value):
    """A value of the parameter's type; an int may stand for a float, nothing for an int but an int."""
    if kind is None or not known(value) or isinstance(value, kind):
        return value
    if kind is float and isinstance(value, int):
        return float(value)
    if kind is str and value is not None:
        return str(value)
    raise ValueError("Could not cast hparam '%s' of type '%s' from value %r" % (name, kind, value))


def _assignments(text):
    """(name, value) pairs of ``a=1,b=[1,2],c=x``."""
    return [
        (found.group("name"), found.group("value").strip())
        for found in re.finditer(r"(?P<name>[a-zA-Z][\w\.]*)\s*=\s*(?P<value>\[[^\]]*\]|[^,\[]*)", text)
    ]


def _parsed(name, kind, item, text):
    if kind is bool:
        if item in ("true", "True", "1"):
            return True
        if item in ("false", "False", "0"):
            return False
    elif kind is int:
        if re.match(r"^[+-]?\d+$", item):
            return int(item)
    elif kind is float:
        return float(item)
    else:
        return item
    raise ValueError(
        "Could not parse hparam '%s' of type '%s' with value '%s' in %s" % (name, kind.__name__, item, text)
    )


def parse_values(values, type_map, ignore_unknown=False):
    if not known(values):
        return unknown("parsed values")
    found = {}
    for name, text in _assignments(values):
        if name in type_map:
            found[name] = _parsed(name, type_map[name], text, text)
        elif not ignore_unknown:
            raise ValueError("Unknown hyperparameter type for %s" % name)
    return found
