#!/usr/bin/env python3
"""Write the JSON schema of the configuration, docs/scope-lint.schema.json, from the keys."""

from __future__ import annotations

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def text() -> str:
    """The file's text."""
    from scope_lint.config.keys import json_schema

    return json.dumps(json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "scope-lint.schema.json").write_text(text(), encoding="utf-8")
