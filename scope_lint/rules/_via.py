"""Which part of TensorFlow asked for a variable, from the names of its functions between the user's code and the variable."""

from __future__ import annotations

import re

_CELL = re.compile(r"\brnn_cell\b|\bcontrib\.rnn\b|_rnn\b|RNNCell\b|[A-Z]\w*Cell(Wrapper)?\b|\braw_rnn\b|\bnn\.rnn\b")
_SLOTS = re.compile(r"Optimizer\b|\bExponentialMovingAverage\b|\bassign_moving_average\b|\bslot_creator\b")
_AVERAGE = re.compile(r"\bExponentialMovingAverage\b|\bassign_moving_average\b")
_WHOLE_MODEL = re.compile(r"seq2seq\.(basic|tied|embedding)_")
_LAYER = re.compile(r"^tf\.(layers|contrib\.(layers|slim|framework))\b")
_KERAS = re.compile(r"\bkeras\b")

Via = tuple[str, ...]


def is_cell(via: Via) -> bool:
    """An RNN cell, or a function that runs one (not a ready-made model of the legacy seq2seq library)."""
    return any(_CELL.search(v) for v in via) and not _WHOLE_MODEL.search(via[0])


def is_slot(via: Via) -> bool:
    """An optimizer or a moving average keeps its own variables."""
    return any(_SLOTS.search(v) for v in via)


def is_average(via: Via) -> bool:
    """A moving average."""
    return any(_AVERAGE.search(v) for v in via)


def is_layer(via: Via) -> bool:
    """A layer of tf.layers, contrib.layers or slim, called by the user."""
    return bool(via) and bool(_LAYER.match(via[0])) and not is_cell(via)


def is_contrib_layer(via: Via) -> bool:
    """A layer of contrib.layers or slim."""
    return is_layer(via) and ".contrib." in via[0]


def is_keras(via: Via) -> bool:
    """A Keras layer, called by the user."""
    return bool(via) and bool(_KERAS.search(via[0]))


def api_of(via: Via, default: str) -> str:
    """The TensorFlow function that the user called: ``tf.layers.dense``."""
    return _public(via[0]) if via else default


_PACKAGES = {"tf", "layers", "nn", "rnn_cell", "contrib", "slim", "rnn", "seq2seq", "legacy_seq2seq", "train", "keras", "losses", "image"}


def _public(name: str) -> str:
    """As a user writes it: ``tf.layers.core.Dense.__call__`` is ``tf.layers.Dense``."""
    *modules, last = re.sub(r"\.(__\w+__|apply|build|call)$", "", name).split(".")
    return ".".join([m for m in modules if m in _PACKAGES or m[:1].isupper()] + [last])
