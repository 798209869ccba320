"""Evaluating expressions: one function for each kind of node."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators, strings
from scope_lint.interpreter.attributes import get_attribute
from scope_lint.interpreter.calls import OPEN, OpenArguments, call
from scope_lint.interpreter.conditions import branch, condition, presence
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import element_of, items_of
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Choice, DictV, Env, Function, Iterator, ListV, SetV, Value
from scope_lint.symbolic.journal import MISSING
from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def evaluate(m: Machine, f: Frame, node: Any) -> Value:
    """The value of an expression in a frame."""
    return _EVALUATE[node.__class__](m, f, node)


def name_value(m: Machine, f: Frame, name: str) -> Value:
    """What a name is bound to, from the inside out; MISSING where it is not."""
    env = f.env
    if name in env and name not in f.globals:
        return env[name]
    for env in f.closure:
        if name in env:
            return env[name]
    env = f.module.env
    if name in env:
        return env[name]
    return m.builtins.get(name, MISSING)


def _const(m: Machine, f: Frame, node: ir.Const) -> Value:
    return node.value


def _bytes(m: Machine, f: Frame, node: ir.Bytes) -> Value:
    return node.value


def _literal(m: Machine, f: Frame, node: ir.Literal) -> Value:
    found = _number(node.text)
    return Unknown(node.text, "a literal") if found is None else found


@functools.lru_cache(maxsize=4096)
def _number(text: str) -> Value:
    """A literal other than the plain ones (a complex number, a number in another notation); None: not understood."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        try:
            return float(text)
        except ValueError:
            return None


def _name(m: Machine, f: Frame, node: ir.Name) -> Value:
    value = f.env.get(node.id, MISSING)
    if value is MISSING or f.globals:
        value = name_value(m, f, node.id)
        if value is MISSING:
            f.at = node.at
            return m.unbound_name(f, node.id)
    return m.resolve(value) if value.__class__ is Choice else value


def _attribute(m: Machine, f: Frame, node: ir.Attribute) -> Value:
    value = evaluate(m, f, node.value)
    f.at = node.at
    return get_attribute(m, value, node.attr)


def _subscript(m: Machine, f: Frame, node: ir.Subscript) -> Value:
    value = evaluate(m, f, node.value)
    index = evaluate(m, f, node.index)
    f.at = node.at
    return get_item(m, value, index)


def _slice(m: Machine, f: Frame, node: ir.Slice) -> Value:
    return slice(*(None if x is None else evaluate(m, f, x) for x in (node.lower, node.upper, node.step)))


def arguments(m: Machine, f: Frame, args: list[ir.Expr], keywords: list[ir.Keyword]) -> tuple[list[Value], Env]:
    """The evaluated arguments of a call; OpenArguments where ``*`` or ``**`` is applied to something not known."""
    values: list[Value] = []
    for a in args:
        if a.__class__ is ir.Starred:
            source = evaluate(m, f, a.value)  # type: ignore[union-attr]
            items = items_of(m, source)
            if items is None:
                known = m.resolve(source)
                if isinstance(known, ListV):
                    values += known.items
                values.append(OpenArguments(known if isinstance(known, Unknown) else Unknown("args", "the items of a starred argument")))
            else:
                values += items
        else:
            values.append(evaluate(m, f, a))
    named: Env = {}
    for k in keywords:
        value = evaluate(m, f, k.value)
        if k.name is not None:
            named[k.name] = value
            continue
        value = m.resolve(value)
        if isinstance(value, DictV):
            named.update({str(key): x for key, x in value.items.items()})
            if value.open:
                named[OPEN] = OpenArguments(value.open)
        elif value is not None:
            source = value if isinstance(value, Unknown) else Unknown("kwargs", "the items of a ** argument")
            named[OPEN] = OpenArguments(source)
    return values, named


def _call(m: Machine, f: Frame, node: ir.Call) -> Value:
    fn = evaluate(m, f, node.func)
    args, kwargs = arguments(m, f, node.args, node.keywords)
    f.at = node.at
    if not f.hidden:
        api = m.watch(m, fn)
        if api is not None:
            m.note_call(m, f, node, api, fn, args, kwargs)
    result = call(m, fn, args, kwargs)
    return m.resolve(result) if result.__class__ is Choice else result


def _binary(m: Machine, f: Frame, node: ir.BinOp) -> Value:
    left = evaluate(m, f, node.left)
    right = evaluate(m, f, node.right)
    f.at = node.at
    return operators.binary(m, node.op, left, right)


def _unary(m: Machine, f: Frame, node: ir.UnaryOp) -> Value:
    value = evaluate(m, f, node.operand)
    f.at = node.at
    return operators.unary(m, node.op, value)


def _bool(m: Machine, f: Frame, node: ir.BoolOp) -> Value:
    return _bool_from(m, f, node.op, node.values, 0)


def _bool_from(m: Machine, f: Frame, op: str, nodes: list[ir.Expr], i: int) -> Value:
    value = evaluate(m, f, nodes[i])
    if i == len(nodes) - 1:
        return value
    test = condition(m, value)

    def rest() -> Value:
        return _bool_from(m, f, op, nodes, i + 1)

    return branch(m, test, rest, lambda: _falsy(m, value)) if op == "and" else branch(m, test, lambda: m.resolve(value), rest)


def _falsy(m: Machine, value: Value) -> Value:
    return m.resolve(value)


def _compare(m: Machine, f: Frame, node: ir.Compare) -> Value:
    left = evaluate(m, f, node.left)
    if len(node.ops) == 1:
        right = evaluate(m, f, node.rights[0])
        f.at = node.at
        return operators.compare(m, node.ops[0], left, right)
    return _chain(m, f, node, left, 0)


def _chain(m: Machine, f: Frame, node: ir.Compare, left: Value, i: int) -> Value:
    right = evaluate(m, f, node.rights[i])
    f.at = node.at
    result = operators.compare(m, node.ops[i], left, right)
    if i == len(node.ops) - 1:
        return result
    return branch(m, condition(m, result), lambda: _chain(m, f, node, right, i + 1), lambda: result)


def _conditional(m: Machine, f: Frame, node: ir.IfExp) -> Value:
    test = condition(m, evaluate(m, f, node.test))
    return branch(m, test, lambda: evaluate(m, f, node.body), lambda: evaluate(m, f, node.orelse))


def make_function(m: Machine, f: Frame, code: ir.Code) -> Function:
    """The function that a def or lambda makes in a frame."""
    defaults = {p.name: evaluate(m, f, p.default) for p in code.params if p.default is not None}
    inside_class = f.owner is not None and f.function is None and f.name.startswith("class ")
    closure = f.closure if inside_class or f.env is f.module.env else (f.env, *f.closure)
    prefix = f.name[6:] + "." if inside_class else "" if f.name == "<module>" else f.name + "."
    return Function(code, f.module, closure, defaults, prefix + code.name if inside_class else code.name)


def _lambda(m: Machine, f: Frame, node: ir.Lambda) -> Value:
    return make_function(m, f, node.code)


def _elements(m: Machine, f: Frame, nodes: list[ir.Expr]) -> tuple[list[Value], bool]:
    out: list[Value] = []
    unknown = False
    for n in nodes:
        if n.__class__ is ir.Starred:
            source = evaluate(m, f, n.value)  # type: ignore[union-attr]
            items = items_of(m, source)
            if items is None:
                unknown = True
                known = m.resolve(source)
                out += known.items if isinstance(known, ListV) else []
            else:
                out += items
        else:
            out.append(evaluate(m, f, n))
    return out, unknown


def _list(m: Machine, f: Frame, node: ir.ListExpr) -> Value:
    items, unknown = _elements(m, f, node.elts)
    return ListV(items, open=unknown)


def _tuple(m: Machine, f: Frame, node: ir.TupleExpr) -> Value:
    items, unknown = _elements(m, f, node.elts)
    return ListV(items, open=True) if unknown else tuple(items)


def _set(m: Machine, f: Frame, node: ir.SetExpr) -> Value:
    items, unknown = _elements(m, f, node.elts)
    return SetV(dict.fromkeys(m.resolve(i) for i in items), open=unknown)


def _dict(m: Machine, f: Frame, node: ir.DictExpr) -> Value:
    from scope_lint.interpreter.classes import fill_dict

    made = DictV({})
    for k, x in zip(node.keys, node.values):
        if k is None:
            fill_dict(m, made, [evaluate(m, f, x)], {})
        else:
            key = strings.native(m.resolve(evaluate(m, f, k)))
            value = evaluate(m, f, x)
            try:
                made.items[key] = value
            except TypeError as e:
                fault(m, "TypeError", str(e))
    return made


def _comprehension(m: Machine, f: Frame, node: ir.Comprehension) -> Value:
    if node.kind == "generator":
        first = evaluate(m, f, node.generators[0].iter)
        return Iterator(_lazy(m, f, node, first), name="<genexpr>")
    made: Any = ListV([]) if node.kind == "list" else DictV({}) if node.kind == "dict" else SetV({})

    def add(inner: Frame) -> None:
        if node.kind == "list":
            m.journal.set(made, "items", [*made.items, evaluate(m, inner, node.elt)]) if m.journal.open else made.items.append(
                evaluate(m, inner, node.elt)
            )
        elif node.kind == "set":
            m.journal.write(made.items, m.resolve(evaluate(m, inner, node.elt)), None)
        else:
            key = m.resolve(evaluate(m, inner, node.elt))
            assert node.value is not None
            m.journal.write(made.items, strings.native(key), evaluate(m, inner, node.value))

    inner = _inner_frame(f, {"list": "<listcomp>", "set": "<setcomp>", "dict": "<dictcomp>"}[node.kind])
    inner.until = node.at[2:]
    depth = len(m.frames)
    m.frames.append(inner)
    try:
        if not _generate(m, inner, f, node.generators, 0, add):
            m.journal.set(made, "open", Unknown("items", "the length of a comprehension") if node.kind == "dict" else True)
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(inner.assumed):
            m.forget(atom, holds)
    return made


def _inner_frame(f: Frame, name: str) -> Frame:
    inside_class = f.name.startswith("class ")
    inner = Frame({}, (f.env, *f.closure), f.module, name, f.function)
    inner.receiver, inner.owner = f.receiver, None if inside_class else f.owner
    inner.at = f.at
    return inner


def _generate(
    m: Machine, inner: Frame, outer: Frame, generators: list[ir.Generator], i: int, add: Callable[[Frame], None]
) -> bool:
    """Runs ``add`` for every item; False where their number is not known."""
    from scope_lint.interpreter.statements import assign

    if i == len(generators):
        add(inner)
        return True
    g = generators[i]
    source = evaluate(m, outer if i == 0 else inner, g.iter)
    items = items_of(m, source)
    complete = items is not None
    if items is None:
        known = m.resolve(source)
        items = list(known.items) if isinstance(known, ListV) and known.items else [element_of(m, known, 0)]
    for count, item in enumerate(items):
        m.step()
        inner.rounds[i:] = [count]

        def one(item: Value) -> bool:
            assign(m, inner, g.target, item)
            test: Any = True
            for cond in g.ifs:
                test = branch(m, test, lambda cond=cond: condition(m, evaluate(m, inner, cond)), lambda: False)
            return bool(branch(m, test, lambda: _generate(m, inner, outer, generators, i + 1, add), lambda: True) is not False)

        there, item = presence(m.resolve(item))
        if there is True:
            complete = one(item) and complete
        else:
            branch(m, there, lambda item=item: one(item), lambda: True)
    return complete


def _lazy(m: Machine, f: Frame, node: ir.Comprehension, first: Value) -> Any:
    """A generator expression: its items as they are asked for."""
    from scope_lint.interpreter.statements import assign

    inner = _inner_frame(f, "<genexpr>")
    inner.until = node.at[2:]

    def through(i: int, source: Value) -> Any:
        g = node.generators[i]
        items = items_of(m, source)
        if items is None:
            known = m.resolve(source)
            items = list(known.items) if isinstance(known, ListV) and known.items else [element_of(m, known, 0)]
        for item in items:
            m.step()
            assign(m, inner, g.target, item)
            keep = all(condition(m, run(cond)) is not False for cond in g.ifs)
            if not keep:
                continue
            if i + 1 == len(node.generators):
                yield run(node.elt)
            else:
                yield from through(i + 1, run(node.generators[i + 1].iter))

    def run(expr: ir.Expr) -> Value:
        depth = len(m.frames)
        m.frames.append(inner)
        try:
            return evaluate(m, inner, expr)
        finally:
            del m.frames[depth:]

    return through(0, first)


def _formatted(m: Machine, f: Frame, node: ir.Formatted) -> Value:
    spec = "" if node.spec is None else evaluate(m, f, node.spec)
    return strings.format_value(m, evaluate(m, f, node.value), spec, node.conversion)


def _fstring(m: Machine, f: Frame, node: ir.FString) -> Value:
    return join(*(strings.to_str(m, m.resolve(evaluate(m, f, p))) for p in node.parts))


def _yield(m: Machine, f: Frame, node: Any) -> Value:
    return f.sent.get(id(node))


def _await(m: Machine, f: Frame, node: ir.Await) -> Value:
    return evaluate(m, f, node.value)


def _walrus(m: Machine, f: Frame, node: ir.NamedExpr) -> Value:
    value = evaluate(m, f, node.value)
    m.journal.write(f.env, node.target, value)
    return value


def _starred(m: Machine, f: Frame, node: ir.Starred) -> Value:
    return evaluate(m, f, node.value)


_EVALUATE: dict[type, Callable[[Machine, Frame, Any], Value]] = {
    ir.Const: _const, ir.Bytes: _bytes, ir.Literal: _literal, ir.Name: _name, ir.Attribute: _attribute, ir.Subscript: _subscript,
    ir.Slice: _slice, ir.Starred: _starred, ir.Call: _call, ir.BinOp: _binary, ir.UnaryOp: _unary, ir.BoolOp: _bool,
    ir.Compare: _compare, ir.IfExp: _conditional, ir.Lambda: _lambda, ir.ListExpr: _list, ir.TupleExpr: _tuple, ir.SetExpr: _set,
    ir.DictExpr: _dict, ir.Comprehension: _comprehension, ir.Formatted: _formatted, ir.FString: _fstring, ir.Yield: _yield,
    ir.YieldFrom: _yield, ir.Await: _await, ir.NamedExpr: _walrus,
}  # fmt: skip
