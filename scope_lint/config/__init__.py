"""Settings: from scope-lint.toml or ``[tool.scope-lint]`` in pyproject.toml, and from what the project requires."""

from scope_lint.config.document import ConfigError
from scope_lint.config.settings import Nearest, Origin, Settings, load, shown

__all__ = ["ConfigError", "Nearest", "Origin", "Settings", "load", "shown"]
