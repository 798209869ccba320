"""Statements to IR: what is bound where, definitions, imports."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from scope_lint.syntax import ir
from scope_lint.syntax.lower import lower


def code(text: str) -> ir.Code:
    """The code of the first function of a text."""
    statement = lower(text).body[0]
    assert isinstance(statement, ir.FunctionDef)
    return statement.code


def body(text: str) -> list[Any]:
    return list(lower(text).body)


def test_locals_in_the_order_of_the_text() -> None:
    found = code(
        """
def f(a, *args, b=1, **kwargs):
    c = 1
    d, (e, *g) = x
    h.attribute = i[0] = 2
    j += 1
    k: int = 3
    l: int
    for m, n in x: pass
    with x as o, y as (p, q): pass
    try: pass
    except E as r: pass
    import s.t, u as v
    from w import x1 as y1, z1
    def inner(not_this): also_not = 1
    class Inner: nor_this = 1
    del deleted
    [no for no in x]
    if (walrus := 1): pass
    [(walrus2 := w) for w in x]
    lambda nope: nope
    while True: in_while = 1
    async_ = 1
""".lstrip()
    )
    assert found.locals == (
        "a args b kwargs c d e g j k l m n o p q r s v y1 z1 inner Inner deleted walrus walrus2 in_while async_".split()
    )


def test_params_are_first_in_any_kind() -> None:
    assert code("def f(p, /, a, *r, k): z = a").locals == ["p", "a", "r", "k", "z"]


def test_global_and_nonlocal_are_not_locals() -> None:
    outer = code("def f():\n    x = 1\n    global g\n    g = 1\n    def h():\n        nonlocal x\n        x = 2\n")
    assert (outer.locals, outer.globals) == (["x", "h"], ["g"])
    inner = outer.body[-1]
    assert isinstance(inner, ir.FunctionDef)
    assert (inner.code.locals, inner.code.nonlocals) == ([], ["x"])


def test_generators() -> None:
    assert code("def f(): yield").is_generator
    assert code("def f():\n    x = yield from g()").is_generator
    assert not code("def f():\n    def g(): yield\n    return lambda: (yield)").is_generator
    assert code("async def f(): await x").is_async


def test_docstrings_are_not_in_the_body() -> None:
    module = lower('"""Module."""\nclass C:\n    "Class."\n    def f(self):\n        "Function."\n')
    assert module.docstring == "Module."
    (cls,) = module.body
    assert isinstance(cls, ir.ClassDef)
    assert cls.docstring == "Class."
    (function,) = cls.body
    assert isinstance(function, ir.FunctionDef)
    assert (function.code.docstring, function.code.body) == ("Function.", [])
    assert len(lower("1\n'not one'\n").body) == 2


def test_class() -> None:
    (cls,) = body("@d\nclass C(A, *B, metaclass=M):\n    x: int\n    y: str = 'a'\n    z = 1\n")
    assert isinstance(cls, ir.ClassDef)
    assert len(cls.decorators) == 1
    assert [type(base) for base in cls.bases] == [ir.Name, ir.Starred]
    assert [keyword.name for keyword in cls.keywords] == ["metaclass"]
    assert cls.annotated == ["x", "y"]
    assert [type(statement) for statement in cls.body] == [ir.Assign, ir.Assign]


def test_private_names_are_mangled() -> None:
    text = """
class _C:
    __a = 1
    def __f(self, __p, __q__):
        self.__b = __c(__k=__p.__q__)
        import __d
        from m import __e
        try: pass
        except E as __g: pass
        def __h(): global __i
        class D:
            __j = self.__k
""".lstrip()
    (cls,) = body(text)
    (assign, function) = cls.body
    assert assign.targets[0].id == "_C__a"
    assert function.code.locals == [
        "self", "_C__p", "__q__", "_C__d", "_C__e", "_C__g", "_C__h", "D",
    ]  # fmt: skip
    store, imported, from_import, _, nested, inner = function.code.body
    assert store.targets[0].attr == "_C__b"
    assert store.value.func.id == "_C__c"
    assert store.value.keywords[0].name == "_C__k"
    assert store.value.keywords[0].value.attr == "__q__"
    assert (imported.names[0].module, imported.names[0].alias) == ("__d", "_C__d")
    assert (from_import.names[0].module, from_import.names[0].alias) == ("__e", "_C__e")
    assert nested.code.globals == ["_C__i"]
    assert inner.body[0].targets[0].id == "_D__j"
    assert inner.body[0].value.attr == "_D__k"


def test_a_class_of_underscores_mangles_nothing() -> None:
    (cls,) = body("class __:\n    __a = 1\n")
    assert cls.body[0].targets[0].id == "__a"


def test_imports() -> None:
    plain, relative, star = body("import a.b as c, d.e\nfrom ..m import x, y as z\nfrom . import *\n")
    assert [(name.module, name.alias) for name in plain.names] == [("a.b", "c"), ("d.e", None)]
    assert (relative.module, relative.level) == ("m", 2)
    assert [(name.module, name.alias) for name in relative.names] == [("x", None), ("y", "z")]
    assert (star.module, star.level, star.names[0].module) == ("", 1, "*")
    assert code("def f():\n    import a.b.c\n    import d.e as g").locals == ["a", "g"]


def test_assignments() -> None:
    chained, augmented, annotated = body("a = b = c\na **= 2\na: int = 3\nb: int\n")
    assert [target.id for target in chained.targets] == ["a", "b"]
    assert augmented.op == "**"
    assert [target.id for target in annotated.targets] == ["a"]


def test_compound_statements() -> None:
    text = """
for a in b: c
else: d
while a: b
else: c
with a as b, c: d
try: a
except (B, C) as d: e
except: f
else: g
finally: h
""".lstrip()
    loop, repeat, scope, attempt = body(text)
    assert (loop.target.id, loop.iter.id, len(loop.body), len(loop.orelse)) == ("a", "b", 1, 1)
    assert (repeat.test.id, len(repeat.orelse)) == ("a", 1)
    assert [item.target and item.target.id for item in scope.items] == ["b", None]
    assert [(handler.type and type(handler.type), handler.name) for handler in attempt.handlers] == [
        (ir.TupleExpr, "d"),
        (None, None),
    ]
    assert (len(attempt.orelse), len(attempt.final)) == (1, 1)


def test_elif_is_an_if_in_the_else() -> None:
    (node,) = body("if a: b\nelif c: d\nelse: e\n")
    (inner,) = node.orelse
    assert isinstance(inner, ir.If)
    assert isinstance(inner.test, ir.Name)
    assert inner.test.id == "c"
    assert inner.at == (2, 1, 2, 7)
    assert len(inner.orelse) == 1


def test_a_long_chain_of_elif_is_not_nested_too_deeply() -> None:
    text = "if a: pass\n" + "elif b: pass\n" * 300
    assert len(body(text)) == 1


def test_match_is_not_followed_but_binds() -> None:
    text = """
def f(x):
    match x:
        case {"k": a, **rest}: b = 1
        case [c, *d] | C(e=c) as d: return (yield)
""".lstrip()
    found = code(text)
    (statement,) = found.body
    assert isinstance(statement, ir.Unsupported)
    assert statement.kind == "match"
    assert sorted(statement.binds) == ["a", "b", "c", "d", "rest"]
    assert sorted(found.locals) == ["a", "b", "c", "d", "rest", "x"]
    assert found.is_generator


@pytest.mark.skipif(sys.version_info < (3, 11), reason="except* is of Python 3.11")
def test_except_star() -> None:
    (node,) = body("try: a\nexcept* B as c: d\n")
    assert isinstance(node, ir.Try)
    assert node.handlers[0].name == "c"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type aliases are of Python 3.12")
def test_type_alias() -> None:
    (node,) = body("type X[T: int] = list[T]\n")
    assert (node.kind, node.binds) == ("type alias", ["X"])
    (function,) = body("def f[T: int](a): pass\n")
    assert function.at == (1, 1, 1, 17)
