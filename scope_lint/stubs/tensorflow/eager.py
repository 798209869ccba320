"""Eager execution: from there on the program builds no graph, and what it does is not followed."""

import sys

from _scope_lint import incomplete


def enable_eager_execution(config=None, device_policy=None, execution_mode=None):
    incomplete("eager execution is not followed: the program builds no graph from here on")
    sys.exit()


def enable_v2_behavior():
    enable_eager_execution()
