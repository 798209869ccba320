"""pkg_resources: versions compare as numbers."""

from packaging.version import parse as parse_version  # noqa: F401
