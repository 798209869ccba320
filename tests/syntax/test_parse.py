"""Texts that are not today's Python: older ones, and none."""

from __future__ import annotations

import sys
import threading
import warnings
from typing import Any

import pytest

from scope_lint.syntax import ir
from scope_lint.syntax.lower import SyntaxProblem, lower


def problem(text: str) -> SyntaxProblem:
    with pytest.raises(SyntaxProblem) as caught:
        lower(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("x = 1\ny = (\n", 2, 5), ("x = = 2\n", 1, 5), ("if a:\nb\n", 2, 1), ("'é' 'ü' x\n", 1, 9), ("é = = 2", 1, 5)],
)
def test_where_the_error_is(text: str, line: int, column: int) -> None:
    found = problem(text)
    assert (found.line, found.column) == (line, column)
    assert str(found) == f"{line}:{column}: {found.reason}"


@pytest.mark.parametrize(
    "text",
    ["(" * 20_000 + ")" * 20_000, "(" * 20_000, "-" * 20_000 + "1", "a" + "[0]" * 20_000, "a" + "+a" * 20_000,
     "if a:\n" + "".join("  " * n + "if a:\n" for n in range(1, 110)) + "  " * 110 + "b"],
    ids=["parentheses", "open parentheses", "signs", "subscripts", "sum", "indentation"],
)  # fmt: skip
def test_too_deep(text: str) -> None:
    assert problem(text).reason == "nested too deeply to parse"


def test_a_lowering_that_starts_deep_in_the_stack() -> None:
    def deeper(depth: int) -> ir.Module:
        return deeper(depth - 1) if depth else lower("x = " + "[" * 60 + "]" * 60)

    assert deeper(sys.getrecursionlimit() - 250).body


def test_null_byte() -> None:
    assert "null byte" in problem("x = 1\0\n").reason


def test_lone_surrogate() -> None:
    found = problem("a\nb = '\ud800'\n")
    assert (found.line, found.column) == (2, 6)
    assert "surrogate" in found.reason


def test_warnings_are_kept_quiet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lower("x = '\\d'\nassert (x, 1)\nx is 1\n")


def test_former_names() -> None:
    module = lower("def f(x, async=True):\n    await = async\n    s = 'async = 1'\n    return g(async=async).async\n")
    assert not module.python2
    (function,) = module.body
    assert isinstance(function, ir.FunctionDef)
    assert function.code.locals == ["x", "async", "await", "s"]
    text: Any = function.code.body[1]
    assert text.value.value == "async = 1"
    assert function.at == (1, 1, 1, 21)


def test_former_names_beside_the_keywords() -> None:
    module = lower("async def f():\n    async with a: await b\n    return async\n")
    (function,) = module.body
    assert isinstance(function, ir.FunctionDef)
    assert function.code.is_async


def calls(text: str) -> int:
    """The calls, of Python's own functions too, that lowering a text takes."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        lower(text)
    finally:
        sys.setprofile(None)
    return count


def test_the_cost_of_long_literal_data_grows_with_its_length() -> None:
    short, long = (calls("x = [" + ", ".join(map(str, range(length))) + "]\n") for length in (1_000, 10_000))
    assert long < 10.5 * short
    assert calls("y = '" + "a" * 1_000_000 + "'\n") == calls("y = 'a'\n")


def test_from_another_thread() -> None:
    results: list[ir.Module] = []
    thread = threading.Thread(target=lambda: results.append(lower("print 'a'\n")))
    thread.start()
    thread.join()
    assert results[0].python2
