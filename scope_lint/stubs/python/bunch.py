"""bunch: munch under its older name."""

from munch import Bunch, bunchify, unbunchify  # noqa: F401
