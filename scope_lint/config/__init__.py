"""Settings: from scope-lint.toml or ``[tool.scope-lint]`` in pyproject.toml, and from what the project requires."""

from scope_lint.config.document import ConfigError
from scope_lint.config.settings import Origin, Settings, detected, find, load, settings_for, shown

__all__ = ["ConfigError", "Origin", "Settings", "detected", "find", "load", "settings_for", "shown"]
