"""The names that TensorFlow's functions give to ops where nobody asked for one."""

from __future__ import annotations

import functools
import re
from typing import Final

from scope_lint.tf1.api import RECORDED, ApiTable
from scope_lint.tf1.ops.definitions import definitions

_TOOLS: Final = frozenset({"save", "init", "loss", "training", "metrics", "gradients", "report_uninitialized_resources", "keras_learning_phase", "start_tokens"})
"""Names that savers, optimizers, Keras and decoders give."""
_DATA: Final = frozenset({"batch_size", "buffer_size", "count", "drop_remainder", "filenames", "normalize_element", "optimizations", "seed"})
"""Names of the parts of tf.data's datasets."""


def given_by_default(name: str) -> bool:
    """Whether a name is one that TensorFlow may give by itself: an op's type or a function's name, with or without a number."""
    return _plain(name) in _known()


def _plain(name: str) -> str:
    return re.sub(r"V\d$|_", "", re.sub(r"(_\d+)+$", "", name)).lower()


@functools.cache
def _known() -> frozenset[str]:
    """Names of metrics are left out: their ops are modelled, and programs like to call their own ops ``accuracy``."""
    functions = {name.rpartition(".")[2] for v in RECORDED for name in ApiTable.load(v).functions() if "metrics." not in name}
    return frozenset(_plain(name) for name in (*_TOOLS, *_DATA, *definitions(), *(f for f in functions if f.islower())))
