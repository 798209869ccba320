"""Scope names rewritten: string expressions without the slashes at their ends."""

from __future__ import annotations

import re

import libcst as cst
from libcst.helpers import ensure_type


def without_slashes(node: cst.BaseExpression) -> cst.BaseExpression | None:
    """A name without the slash that it begins or ends with, and with single ones inside; None where it is not written there.

    ``"a/"``, ``f"{x}/"``, ``x + "/"``, ``"%s/" % x`` and ``"{}/".format(x)``.
    """
    new = _stripped(node, start=True, end=True)
    return None if new is None or new is node else new


def is_empty(node: cst.BaseExpression) -> bool:
    """Whether a name is written as the empty string."""
    return isinstance(node, cst.SimpleString) and node.raw_value == ""


def _stripped(node: cst.BaseExpression, start: bool, end: bool) -> cst.BaseExpression | None:
    """The node itself where there is nothing to strip; None where nothing would be left of it."""
    if isinstance(node, cst.SimpleString):
        text = _plain(node.raw_value, start, end)
        return node if text == node.raw_value else node.with_changes(value=f"{node.prefix}{node.quote}{text}{node.quote}") if text else None
    if isinstance(node, cst.FormattedString):
        return _formatted(node, start, end)
    if isinstance(node, cst.ConcatenatedString):
        return _pair(node, start, end)
    if isinstance(node, cst.BinaryOperation):
        if isinstance(node.operator, cst.Add):
            return _pair(node, start, end)
        if isinstance(node.operator, cst.Modulo):
            left = _stripped(node.left, start, end)
            return left and node.with_changes(left=left) if left is not node.left else node
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "format":
        value = _stripped(node.func.value, start, end)
        return value and node.with_changes(func=node.func.with_changes(value=value)) if value is not node.func.value else node
    return node


def _pair(node: cst.BinaryOperation | cst.ConcatenatedString, start: bool, end: bool) -> cst.BaseExpression | None:
    left, right = _stripped(node.left, start, False), _stripped(node.right, False, end)
    if left is None or right is None:
        return left or right
    return node if left is node.left and right is node.right else node.with_changes(left=left, right=right)


def _formatted(node: cst.FormattedString, start: bool, end: bool) -> cst.BaseExpression | None:
    parts: list[cst.BaseFormattedStringContent] = []
    last = len(node.parts) - 1
    for i, part in enumerate(node.parts):
        if isinstance(part, cst.FormattedStringText):
            text = _plain(part.value, start and i == 0, end and i == last)
            if text != part.value:
                if text:
                    parts.append(ensure_type(part.with_changes(value=text), cst.FormattedStringText))
                continue
        parts.append(part)
    if len(parts) == len(node.parts) and all(a is b for a, b in zip(parts, node.parts)):
        return node
    return node.with_changes(parts=parts) if parts else None


def _plain(text: str, start: bool, end: bool) -> str:
    text = re.sub("/{2,}", "/", text)
    text = text.lstrip("/") if start else text
    return text.rstrip("/") if end else text
