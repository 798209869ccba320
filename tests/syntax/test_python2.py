"""Python 2: what it means, on the lines and in the columns where it stood.

The expected meaning is that of Python 2.7's own documentation; the lines and columns are those of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scope_lint.syntax import ir
from scope_lint.syntax.lower import SyntaxProblem, lower


def lowered(text: str) -> ir.Module:
    module = lower(text)
    assert module.python2
    return module


def calls(node: Any, name: str) -> Iterator[ir.Call]:
    if isinstance(node, list):
        for item in node:
            yield from calls(item, name)
    elif isinstance(node, ir.Node):
        if isinstance(node, ir.Call) and isinstance(node.func, ir.Name) and node.func.id == name:
            yield node
        for field in node.__struct_fields__:
            yield from calls(getattr(node, field), name)


def call(text: str, name: str) -> ir.Call:
    return next(calls(lowered(text).body, name))


def test_print() -> None:
    found = call('print "a" % b\n', "print")
    assert [type(argument) for argument in found.args] == [ir.BinOp]
    assert found.args[0].at == (1, 7, 1, 14)


def test_print_variants() -> None:
    text = 'print\nprint >>f, a, b,\nprint (a), b\nprint "%d" % a; print "b"\n'
    found = list(calls(lowered(text).body, "print"))
    assert [len(node.args) for node in found] == [0, 2, 2, 1, 1]
    assert [keyword.name for keyword in found[1].keywords] == ["end", "file"]
    assert [node.at[0] for node in found] == [1, 2, 3, 4, 4]


def test_print_function_in_a_file_that_is_python_2_by_something_else() -> None:
    text = "from __future__ import print_function\ntry:\n    print(a, file=f)\nexcept E, e:\n    pass\n"
    assert [keyword.name for keyword in call(text, "print").keywords] == ["file"]
    assert call(text.replace("from __future__ import print_function", ""), "print").keywords


def test_except_and_raise() -> None:
    module = lowered("try: pass\nexcept (A, B), e: raise C, 'x'\nexcept D: raise C, 'x', tb\nexcept: raise\n")
    (attempt,) = module.body
    assert isinstance(attempt, ir.Try)
    assert [handler.name for handler in attempt.handlers] == ["e", None, None]
    first = attempt.handlers[0].body[0]
    assert isinstance(first, ir.Raise)
    assert isinstance(first.exc, ir.Call)
    assert [type(argument) for argument in first.exc.args] == [ir.Const]


def test_except_with_a_tuple() -> None:
    module = lowered("try:\n    a\nexcept E, (b, c):\n    # why\n    d\ne\n")
    attempt, after = module.body
    assert isinstance(attempt, ir.Try)
    assign, use = attempt.handlers[0].body
    assert isinstance(assign, ir.Assign)
    assert isinstance(assign.targets[0], ir.TupleExpr)
    assert isinstance(assign.value, ir.Attribute)
    assert (assign.at[0], use.at[0], after.at[0]) == (5, 5, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0777", 511),
        ("0777L", 511),
        ("0L", 0),
        ("10L", 10),
        ("0xFFl", 255),
        ("00", 0),
        ("ur'a\\d'", "a\\d"),
        ("u'a'", "a"),
    ],
)
def test_literals(text: str, value: object) -> None:
    module = lowered(f"print {text}\n")
    (statement,) = module.body
    assert isinstance(statement, ir.ExprStmt)
    assert isinstance(statement.value, ir.Call)
    (argument,) = statement.value.args
    assert isinstance(argument, ir.Const)
    assert argument.value == value


def test_backticks_not_equal_exec() -> None:
    module = lowered("x = `a`\ny = a <> b\nexec 'c' in d\n")
    assert list(calls(module.body, "repr"))
    assert list(calls(module.body, "exec"))
    compare: Any = module.body[1]
    assert compare.value.ops == ["!="]


def test_a_backslash_in_a_plain_string() -> None:
    module = lowered("print 'C:\\users'\n")
    statement: Any = module.body[0]
    assert statement.value.args[0].value == "C:\\users"


def test_tuple_parameters() -> None:
    module = lowered('def f(a, (b, (c, d)), e=1):\n    """Doc."""\n    return b\nx = 1\n')
    function, after = module.body
    assert isinstance(function, ir.FunctionDef)
    assert len(function.code.params) == 3
    assert function.code.docstring == "Doc."
    assign, result = function.code.body
    assert isinstance(assign, ir.Assign)
    assert isinstance(result, ir.Return)
    assert (assign.at[0], result.at, after.at[0]) == (3, (3, 5, 3, 13), 4)


def test_tuple_parameters_of_a_lambda() -> None:
    module = lowered("f = lambda (a,\n  b): a + b\nprint f\n")
    assign, shown = module.body
    assert isinstance(assign, ir.Assign)
    assert isinstance(assign.value, ir.Lambda)
    assert len(assign.value.code.params) == 1
    assert shown.at[0] == 3


def test_statements_that_the_conversion_joins_keep_their_lines() -> None:
    module = lowered("raise A, \\\n    'message'\nprint a, \\\n    b\nx = 1\n")
    assert [statement.at[0] for statement in module.body] == [1, 3, 5]


def test_tabs_are_eight_columns_wide() -> None:
    module = lowered("if a:\n        print b\n\tc = d\ne = f\n")
    branch, after = module.body
    assert isinstance(branch, ir.If)
    assert [statement.at for statement in branch.body] == [(2, 9, 2, 16), (3, 2, 3, 7)]
    assert after.at == (4, 1, 4, 6)


def test_tabs_alone_make_a_file_python_2() -> None:
    module = lowered("if a:\n        b\n\tc\n")
    (branch,) = module.body
    assert isinstance(branch, ir.If)
    assert len(branch.body) == 2


def test_columns_are_those_of_the_author() -> None:
    text = "for k, v in d.iteritems(): print 'é', `k`, f(v)\n"
    assert call(text, "f").at == (1, 44, 1, 48)


def test_division_can_still_be_told() -> None:
    module = lowered("from __future__ import division\nprint 1 / 2\n")
    assert isinstance(module.body[0], ir.ImportFrom)


def test_meaning() -> None:
    assert call("print map(f, x)\n", "list")
    assert call("print unicode(x)\n", "str")
    assert call("print xrange(3)\n", "range")
    comparison: Any = call("print d.has_key(a)\n", "print").args[0]
    assert comparison.ops == ["in"]


def test_no_newline_at_the_end() -> None:
    assert len(lowered("print 'a'\nx = 1").body) == 2


def test_the_parser_that_came_further_says_where_it_is_wrong() -> None:
    with pytest.raises(SyntaxProblem) as caught:
        lower("print 'a'\nprint 'b'\nx = = 1\n")
    assert caught.value.line == 3
    with pytest.raises(SyntaxProblem) as caught:
        lower("def f():\n    return 1 1\n")
    assert (caught.value.line, caught.value.column) == (2, 14)


def test_python_2_that_has_no_equal_in_python_3() -> None:
    with pytest.raises(SyntaxProblem, match="after conversion from Python 2"):
        lower("print 1\nx.False = 1\n")
