"""What holds for a run, and where each value comes from: for ``scope-lint config``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scope_lint.config.keys import KEYS, Key, read_folders
from scope_lint.config.settings import Origin, Settings, shown
from scope_lint.options import Exclude, PerFileIgnore
from scope_lint.report.clean import clean, encodable
from scope_lint.report.console import Output

SCHEMA = 1


def settings_text(output: Output, settings: Settings, others: Mapping[str, Settings], verbose: bool = False) -> None:
    """One line a key, as it would stand in a configuration file; with ``verbose``, what each is for. ``others``: where others hold."""
    output.line(("Configuration file: ", "bold"), clean(settings.file) if settings.file else "none found; the defaults hold")
    values = {name: clean(_toml(_value(key, settings))) for name, key in KEYS.items()}
    wide, long = max(map(len, KEYS)), min(max(map(len, values.values())), 40)
    for name, key in KEYS.items():
        origins = settings.origins.get(name, ())
        if verbose:
            output.line("")
            output.line((f"# {key.text}", "dim"))
        where = clean(" and ".join(map(_said, origins))) or (f"default: {key.default}" if key.default else "default")
        output.line((f"{name:<{wide}}", "bold" if origins else ""), f" = {values[name]:<{long}}  ", (f"# {where}", "dim"))
    if others:
        _others(output, others)


def _others(output: Output, others: Mapping[str, Settings]) -> None:
    output.line("")
    output.line(("Other settings hold below (scope-lint config FOLDER shows them):", "bold"))
    rows = []
    for folder, settings in others.items():
        where = clean(" and ".join(map(_said, settings.origins.get("tf-version", ())))) or "default"
        rows.append((clean(folder), clean(settings.file or "no configuration file"), f"TensorFlow {settings.options.tf_version}", f"# {where}"))
    first, second, third = (max(len(row[column]) for row in rows) for column in range(3))
    for folder, file, version, where in rows:
        output.line(f"  {folder:<{first}}  {file:<{second}}  {version:<{third}}  ", (where, "dim"))


def settings_json(settings: Settings, others: Mapping[str, Settings]) -> str:
    """The values by key, each with its origins (none: the default holds); ``below``, where others hold, by folder."""
    below = {folder: _json(other) for folder, other in others.items()}
    return encodable(json.dumps({"schema": SCHEMA, **_json(settings), "below": below}, ensure_ascii=False))


def _json(settings: Settings) -> dict[str, Any]:
    keys = {
        name: {"value": _value(key, settings), "origins": [_origin(origin) for origin in settings.origins.get(name, ())]}
        for name, key in KEYS.items()
    }
    return {"file": settings.file, "settings": keys}


def _value(key: Key, settings: Settings) -> Any:
    value = getattr(settings.options, key.field)
    if key.field == "per_file_ignores":
        ignores: tuple[PerFileIgnore, ...] = value
        return {ignore.pattern: list(ignore.codes) for ignore in ignores}
    if key.field == "exclude":
        excludes: tuple[Exclude, ...] = value
        return [exclude.pattern for exclude in excludes]
    if key.read is read_folders:
        return [shown(Path(folder)) for folder in value]
    return list(value) if isinstance(value, tuple) else value


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def _said(origin: Origin) -> str:
    asked = f"detected in {origin}: {origin.text}" if origin.kind == "detected" else str(origin)
    return asked + (f" ({origin.note})" if origin.note else "")


def _origin(origin: Origin) -> dict[str, Any]:
    return {"kind": origin.kind, "path": origin.path, "line": origin.line, "text": origin.text or None, "note": origin.note or None}
