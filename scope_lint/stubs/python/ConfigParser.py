"""configparser under its name of Python 2."""

from configparser import *  # noqa: F401, F403
