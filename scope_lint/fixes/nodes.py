"""The nodes below a node of libcst, by kind. (libcst's own matchers take longer to import than the rest of libcst.)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TypeVar

import libcst as cst

N = TypeVar("N", bound=cst.CSTNode)


def below(root: cst.CSTNode, *kinds: type[N]) -> Iterator[N]:
    """A node and those inside of it, as far as they are of these kinds: outer ones before inner ones, else as they are written."""
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, kinds):
            yield node
        todo += reversed(list(_parts(node)))


def _parts(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, Sequence) and not isinstance(value, str) else (value,):
            if isinstance(part, cst.CSTNode):
                yield part
