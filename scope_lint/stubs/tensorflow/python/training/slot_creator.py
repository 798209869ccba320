"""tensorflow.python.training.slot_creator."""

from ...train.slots import create_slot, create_slot_with_initializer, create_zeros_slot  # noqa: F401
