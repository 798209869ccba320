"""Settings from ``[tool.scope-lint]`` in pyproject.toml."""

from scope_lint.config.document import ConfigError
from scope_lint.config.settings import find, load

__all__ = ["ConfigError", "find", "load"]
