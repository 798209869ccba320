"""Expressions: one function for each kind of node."""

from __future__ import annotations

import ast
import functools
from functools import partial
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators, strings
from scope_lint.interpreter.attributes import get_attribute
from scope_lint.interpreter.call_events import NEWEST, check_version, record_call, watched
from scope_lint.interpreter.calls import OPEN, OpenArguments, call
from scope_lint.interpreter.classes import fill_dict
from scope_lint.interpreter.comprehensions import run_comprehension
from scope_lint.interpreter.conditions import branch, condition
from scope_lint.interpreter.errors import fault
from scope_lint.interpreter.evaluation import EVALUATE, evaluate, outer_value
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import items_of, mapping_of
from scope_lint.interpreter.subscripts import get_item
from scope_lint.interpreter.values import Choice, DictV, Env, Function, Instance, ListV, SetV, Value
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import join
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


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
    name = node.id
    value = MISSING if f.globals and name in f.globals else f.env.get(name, MISSING)
    if value is MISSING:
        value = outer_value(m, f, name)
        if value is MISSING:
            f.at = node.at
            return m.unbound_name(f, name)
    return m.resolve(value) if type(value) is Choice else value


def _attribute(m: Machine, f: Frame, node: ir.Attribute) -> Value:
    value = EVALUATE[type(node.value)](m, f, node.value)
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
        if type(a) is not ir.Starred:
            values.append(EVALUATE[type(a)](m, f, a))
        else:
            source = evaluate(m, f, a.value)
            items = items_of(m, source)
            if items is None:
                known = m.resolve(source)
                if isinstance(known, ListV):
                    values += known.items
                values.append(OpenArguments(known if isinstance(known, Unknown) else Unknown("args", "the items of a starred argument")))
            else:
                values += items
    named: Env = {}
    for k in keywords:
        value = EVALUATE[type(k.value)](m, f, k.value)
        if k.name is not None:
            named[k.name] = value
            continue
        value = m.resolve(value)
        if isinstance(value, Instance):
            value = mapping_of(m, value) or value
        if isinstance(value, DictV):
            named.update({str(key): x for key, x in value.items.items()})
            if value.open:
                named[OPEN] = OpenArguments(value.open)
        elif value is not None:
            source = value if isinstance(value, Unknown) else Unknown("kwargs", "the items of a ** argument")
            named[OPEN] = OpenArguments(source)
    return values, named


def _call(m: Machine, f: Frame, node: ir.Call) -> Value:
    fn = EVALUATE[type(node.func)](m, f, node.func)
    args, kwargs = arguments(m, f, node.args, node.keywords)
    f.at = node.at
    if not f.hidden:
        api = watched(m, fn)
        if api is not None:
            record_call(m, f, node, api, fn, args, kwargs)
        if kwargs and m.version < NEWEST:
            check_version(m, fn, kwargs)
    result = call(m, fn, args, kwargs)
    return m.resolve(result) if type(result) is Choice else result


def _binary(m: Machine, f: Frame, node: ir.BinOp) -> Value:
    left = EVALUATE[type(node.left)](m, f, node.left)
    right = EVALUATE[type(node.right)](m, f, node.right)
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
    test = m.resolve(condition(m, value))
    if type(test) is not Choice:
        return _bool_from(m, f, op, nodes, i + 1) if bool(test) == (op == "and") else m.resolve(value)
    rest, decided = partial(_bool_from, m, f, op, nodes, i + 1), partial(m.resolve, value)
    return branch(m, test, rest, decided) if op == "and" else branch(m, test, decided, rest)


def _compare(m: Machine, f: Frame, node: ir.Compare) -> Value:
    left = EVALUATE[type(node.left)](m, f, node.left)
    if len(node.ops) == 1:
        right = EVALUATE[type(node.rights[0])](m, f, node.rights[0])
        f.at = node.at
        return operators.compare(m, node.ops[0], left, right)
    return _chain(m, f, node, left, 0)


def _chain(m: Machine, f: Frame, node: ir.Compare, left: Value, i: int) -> Value:
    right = evaluate(m, f, node.rights[i])
    f.at = node.at
    result = operators.compare(m, node.ops[i], left, right)
    if i == len(node.ops) - 1:
        return result
    return branch(m, condition(m, result), partial(_chain, m, f, node, right, i + 1), partial(m.resolve, result))


def _conditional(m: Machine, f: Frame, node: ir.IfExp) -> Value:
    test = m.resolve(condition(m, evaluate(m, f, node.test)))
    if type(test) is not Choice:
        return evaluate(m, f, node.body if test else node.orelse)
    return branch(m, test, partial(evaluate, m, f, node.body), partial(evaluate, m, f, node.orelse))


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
        if type(n) is ir.Starred:
            source = evaluate(m, f, n.value)
            items = items_of(m, source)
            if items is None:
                unknown = True
                known = m.resolve(source)
                out += known.items if isinstance(known, ListV) else []
            else:
                out += items
        else:
            out.append(EVALUATE[type(n)](m, f, n))
    if m.tf.unused:
        m.escapes(*out)
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
    made = DictV({})
    for k, x in zip(node.keys, node.values):
        if k is None:
            fill_dict(m, made, [evaluate(m, f, x)], {})
        else:
            key = strings.native(m.resolve(evaluate(m, f, k)))
            value = evaluate(m, f, x)
            m.escapes(value)
            try:
                made.items[key] = value
            except TypeError as e:
                fault(m, "TypeError", str(e))
    return made


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


EVALUATE.update({
    ir.Const: _const, ir.Bytes: _bytes, ir.Literal: _literal, ir.Name: _name, ir.Attribute: _attribute, ir.Subscript: _subscript,
    ir.Slice: _slice, ir.Starred: _starred, ir.Call: _call, ir.BinOp: _binary, ir.UnaryOp: _unary, ir.BoolOp: _bool,
    ir.Compare: _compare, ir.IfExp: _conditional, ir.Lambda: _lambda, ir.ListExpr: _list, ir.TupleExpr: _tuple, ir.SetExpr: _set,
    ir.DictExpr: _dict, ir.Comprehension: run_comprehension, ir.Formatted: _formatted, ir.FString: _fstring, ir.Yield: _yield,
    ir.YieldFrom: _yield, ir.Await: _await, ir.NamedExpr: _walrus,
})  # fmt: skip
