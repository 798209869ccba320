"""The JSON schema of the configuration: current, and of one mind with what is read."""

from __future__ import annotations

import runpy

import jsonschema
import pytest

from scope_lint.config import ConfigError, load
from scope_lint.config.document import Document
from scope_lint.config.keys import KEYS, json_schema
from scope_lint.options import Options
from tests.environments import ROOT


def test_the_file_in_docs_is_current():
    made = runpy.run_path(str(ROOT / "tools" / "config_schema.py"))["text"]()
    assert (ROOT / "docs" / "scope-lint.schema.json").read_text(encoding="utf-8") == made, "run tools/config_schema.py"


def test_it_is_a_schema():
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_every_key_is_an_option_with_a_text():
    for key in KEYS.values():
        assert hasattr(Options(), key.field)
        assert key.text.endswith(".")


@pytest.mark.parametrize(
    "text, right",
    [
        ('tf-version = "1.4"', True), ('tf-version = "1.4.1"', True), ('tf-version = "compat.v1"', True),
        ('tf-version = "2.1"', False), ('tf-version = "1.16"', False), ("tf-version = 1.4", False),
        ('select = ["TFS3", "ALL"]', True), ('ignore = ["E501"]', False), ('extend-select = "TFS3"', False), ("ignore = [1]", False),
        ('src = ["."]', True), ('stub-path = "."', False), ('exclude = ["a/"]', True), ("exclude = {}", False),
        ('per-file-ignores = {"a" = ["TFS1"]}', True), ('per-file-ignores = {"a" = "TFS1"}', False), ("per-file-ignores = []", False),
        ("force-exclude = true", True), ("force-exclude = 1", False), ('baseline = "b.json"', True), ("baseline = []", False),
        ('baseline = ""', False), ("unknown = 1", False), ("", True),
    ],
)  # fmt: skip
def test_it_takes_what_is_read_and_refuses_what_is_refused(tmp_path, text, right):
    path = tmp_path / "scope-lint.toml"
    path.write_text(text + "\n")
    assert jsonschema.Draft7Validator(json_schema()).is_valid(Document(path).data) is right
    if right:
        load(tmp_path)
    else:
        with pytest.raises(ConfigError):
            load(tmp_path)
