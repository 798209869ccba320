"""Calls rewritten: another function, arguments in another order or by keyword, with the layout that their author gave them."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from scope_lint.fixes.code import code_of
from scope_lint.fixes.nodes import below

_PLAIN_EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def function_name(call: cst.Call) -> str | None:
    """The last name of what is called: ``op_scope`` of ``tf.op_scope(…)``."""
    if isinstance(call.func, cst.Attribute):
        return call.func.attr.value
    return call.func.value if isinstance(call.func, cst.Name) else None


def argument(call: cst.Call, position: int, parameter: str) -> cst.Arg | None:
    """An argument, given by position or by keyword; None where it is neither, or may hide behind a star."""
    if any(a.star for a in call.args):
        return None
    found = [a for a in call.args if a.keyword is not None and a.keyword.value == parameter]
    positional = [a for a in call.args if a.keyword is None]
    return found[0] if found else positional[position] if position < len(positional) else None


def replaced(call: cst.Call, old: cst.Arg, value: cst.BaseExpression) -> cst.Call:
    """The call with another value for one of its arguments."""
    return call.with_changes(args=[a.with_changes(value=value) if a is old else a for a in call.args])


def renamed(call: cst.Call, old: str, new: str) -> cst.Call | None:
    """``tf.old(…)`` → ``tf.new(…)``; None for a bare ``old(…)``, whose import would have to change too."""
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value != old:
        return None
    return call.with_changes(func=call.func.with_changes(attr=call.func.attr.with_changes(value=new)))


def keyword_renamed(call: cst.Call, old: str, new: str) -> cst.Call:
    """``f(old=…)`` → ``f(new=…)``."""
    named = [a.with_changes(keyword=cst.Name(new)) if a.keyword is not None and a.keyword.value == old else a for a in call.args]
    return call.with_changes(args=named)


def rearranged(call: cst.Call, meant: Sequence[str], order: Sequence[str]) -> cst.Call | None:
    """The call with its positional arguments at the parameters they are meant for; those of the function come in ``order``.

    What cannot stand by position is passed by keyword. Where the order of evaluation or a comment would be lost, each argument
    stays where it is, as a keyword.
    """
    arguments = list(call.args)
    if any(a.star for a in arguments):
        return None
    count = sum(a.keyword is None for a in arguments)
    keywords = [a.keyword.value for a in arguments if a.keyword is not None]
    if count != len(meant) or len({*meant, *keywords}) != len(meant) + len(keywords):
        return None
    given = list(zip(meant, arguments[:count]))
    if _order_matters(arguments[:count]):
        return call.with_changes(args=[*_in_place(given, order), *arguments[count:]])
    return call.with_changes(args=[*_in_order(given, order), *arguments[count:]])


def _in_order(given: list[tuple[str, cst.Arg]], order: Sequence[str]) -> list[cst.Arg]:
    """By position as far as the parameters follow each other, then by keyword; each in the layout of the place it comes to."""
    values = dict(given)
    leading = []
    for parameter in order:
        if parameter not in values:
            break
        leading.append((values.pop(parameter), None))
    rest = [(argument, parameter) for parameter, argument in given if parameter in values]
    places = [place for _, place in given]
    return [_put(argument, parameter, place) for (argument, parameter), place in zip([*leading, *rest], places)]


def _in_place(given: list[tuple[str, cst.Arg]], order: Sequence[str]) -> list[cst.Arg]:
    same = 0
    while same < min(len(given), len(order)) and given[same][0] == order[same]:
        same += 1
    return [_put(argument, parameter if i >= same else None, argument) for i, (parameter, argument) in enumerate(given)]


def _put(argument: cst.Arg, keyword: str | None, place: cst.Arg) -> cst.Arg:
    """The argument with the commas and spaces of another place."""
    if keyword is None:
        return place.with_changes(value=argument.value)
    return place.with_changes(value=argument.value, keyword=cst.Name(keyword), equal=_PLAIN_EQUAL)


def _order_matters(arguments: Sequence[cst.Arg]) -> bool:
    acting = sum(any(below(a.value, cst.Call, cst.Await, cst.Yield, cst.NamedExpr)) for a in arguments)
    return acting > 1 or any(_has_comment(a) for a in arguments)


def _has_comment(argument: cst.Arg) -> bool:
    around = (argument.whitespace_after_arg, *(getattr(argument.comma, part, None) for part in ("whitespace_before", "whitespace_after")))
    return any("#" in code_of(space) for space in around if isinstance(space, cst.CSTNode))
