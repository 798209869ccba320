"""distutils.version."""

from packaging.version import Version

LooseVersion = StrictVersion = Version
