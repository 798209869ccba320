"""Running statements: one function for each kind of node. A statement gives a signal where it does not end normally."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scope_lint.interpreter import operators
from scope_lint.interpreter.attributes import delete_attribute, set_attribute
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.classes import make_class
from scope_lint.interpreter.conditions import condition, each, presence
from scope_lint.interpreter.errors import fault, make_exception
from scope_lint.interpreter.expressions import arguments, evaluate, make_function
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.subscripts import delete_item, get_item, set_item
from scope_lint.interpreter.values import Choice, Class, DictV, Instance, ListV, Raised, Value
from scope_lint.symbolic.journal import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.syntax import ir

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

Signal = Any
"""None: goes on with the next statement; else one of BREAK, CONTINUE, RETURN."""

BREAK, CONTINUE, RETURN = "break", "continue", "return"


def run_block(m: Machine, f: Frame, body: list[ir.Stmt]) -> Signal:
    """Runs statements in order; the first signal ends the block."""
    for statement in body:
        m.step()
        f.at = statement.at
        signal = RUN[statement.__class__](m, f, statement)
        if signal is not None:
            return signal
    return None


# ---------------------------------------------------------------- conditions


def choose_block(m: Machine, f: Frame, test: Any, yes: Callable[[], Signal], no: Callable[[], Signal]) -> Signal:
    """Runs one of two blocks, or both where the test is not known.

    Where one side leaves (return, break, continue) and the other goes on, the condition counts as decided from there on: until
    the function returns, or the loop (or its iteration) is over.
    """
    test = m.resolve(test)
    if not isinstance(test, Choice):
        return yes() if test else no()
    results: dict[bool, tuple[Signal, Value]] = {}

    def side(holds: bool) -> Value:
        before = f.returned
        signal = choose_block(m, f, test.yes if holds else test.no, yes, no)
        results[holds] = (signal, f.returned)
        f.returned = before
        return None

    m.fork(test.atom, lambda: side(True), lambda: side(False))
    if len(results) == 1:  # the other side raised, or only one side was run
        ((signal, value),) = results.values()
        f.returned = value
        return signal
    (signal_yes, value_yes), (signal_no, value_no) = results[True], results[False]
    if signal_yes == signal_no:
        f.returned = m.join(test.atom, value_yes, value_no) if signal_yes == RETURN else f.returned
        return signal_yes
    leaves = signal_yes is not None and (signal_no is None or signal_yes == RETURN)
    left, going, value = (signal_yes, signal_no, value_yes) if leaves else (signal_no, signal_yes, value_no)
    if left == RETURN:
        m.assume(test.atom, leaves)
        f.pending.append((tuple(m.assumptions[f.path_mark :]), value))
        m.forget(test.atom, leaves)
    m.assume(test.atom, not leaves)
    f.assumed.append((test.atom, not leaves))
    if going == RETURN:
        f.returned = value_no if leaves else value_yes
    return going


def _if(m: Machine, f: Frame, node: ir.If) -> Signal:
    test = condition(m, evaluate(m, f, node.test))
    return choose_block(m, f, test, lambda: run_block(m, f, node.body), lambda: run_block(m, f, node.orelse))


# ---------------------------------------------------------------- loops


def _release(m: Machine, f: Frame, mark: int, keep_returns: bool = True) -> None:
    """Forgets what was assumed for the rest of a loop, but what holds because the function would have returned."""
    kept = []
    for atom, holds in f.assumed[mark:]:
        early = any((atom, not holds) in path for path, _ in f.pending)
        if early and keep_returns:
            kept.append((atom, holds))
        else:
            m.forget(atom, holds)
    f.assumed[mark:] = kept


def _for(m: Machine, f: Frame, node: ir.For) -> Signal:
    source = m.resolve(evaluate(m, f, node.iter))
    if isinstance(source, Choice):
        result: list[Signal] = []
        each(m, source, lambda one: result.append(_for_over(m, f, node, one)))
        return result[0] if len(result) == 1 else None
    return _for_over(m, f, node, source)


def _for_over(m: Machine, f: Frame, node: ir.For, source: Value) -> Signal:
    items = items_of(m, source)
    mark = len(f.assumed)
    f.rounds.append(0)
    try:
        signal = _for_unknown(m, f, node, source) if items is None else _for_items(m, f, node, items)
    finally:
        f.rounds.pop()
    _release(m, f, mark)
    if signal is None:
        return run_block(m, f, node.orelse)
    return None if signal == BREAK else signal


def _for_items(m: Machine, f: Frame, node: ir.For, items: list[Value]) -> Signal:
    quiet = 0
    idle = (m.graph_changes, m.steps)
    for count, item in enumerate(items):
        f.rounds[-1] = count
        if m.graph_changes != idle[0]:
            idle = (m.graph_changes, m.steps)
        elif m.steps - idle[1] > m.limits.idle_steps:
            m.unfollowed("a long loop that adds nothing to the graph is left early (limit: idle_steps)")
            return None
        there, item = presence(m.resolve(item))
        if there is not True:
            signal = choose_block(m, f, there, lambda item=item: _iteration(m, f, node, item), lambda: None)
        else:
            before = (m.session_runs, m.graph_changes)
            signal = _iteration(m, f, node, item)
            runs, changes = m.session_runs - before[0], m.graph_changes - before[1]
            quiet = quiet + 1 if runs and not changes else 0
        if signal is not None and signal != CONTINUE:
            return signal
        if quiet >= m.limits.training_iterations and count + 1 < len(items):
            return None
    return None


def _iteration(m: Machine, f: Frame, node: ir.For, item: Value) -> Signal:
    assign(m, f, node.target, item)
    return run_block(m, f, node.body)


def _for_unknown(m: Machine, f: Frame, node: ir.For, source: Value) -> Signal:
    """The body twice, for a number of items that is not known: the second time shows what would collide."""
    from scope_lint.interpreter.iteration import element_of

    known = list(source.items) if isinstance(source, ListV) else []
    if known:
        signal = _for_items(m, f, node, known)
        if signal is not None:
            return signal
    for count in (1, 2):
        f.rounds[-1] = len(known) + count - 1
        item = element_of(m, source, count)
        test = m.fresh_condition(f"the loop at line {node.at[0]} runs {'' if count == 1 else 'more than once'}".strip(), (id(node), count))
        signal = choose_block(m, f, test, lambda item=item: _iteration(m, f, node, item), lambda: BREAK)
        if signal == BREAK or signal == RETURN:
            return signal if signal == RETURN else None
    return None


def _while(m: Machine, f: Frame, node: ir.While) -> Signal:
    f.rounds.append(0)
    try:
        return _while_rounds(m, f, node)
    finally:
        f.rounds.pop()


def _while_rounds(m: Machine, f: Frame, node: ir.While) -> Signal:
    mark = len(f.assumed)
    signal: Signal = None
    unknown = quiet = 0
    idle = (m.graph_changes, m.steps)
    for count in range(m.limits.idle_iterations):
        f.rounds[-1] = count
        if m.graph_changes != idle[0]:
            idle = (m.graph_changes, m.steps)
        elif m.steps - idle[1] > m.limits.idle_steps:
            m.unfollowed("a long loop that adds nothing to the graph is left early (limit: idle_steps)")
            break
        test = condition(m, evaluate(m, f, node.test))
        if test is False:
            break
        before = (m.session_runs, m.graph_changes, len(f.assumed))
        if test is True:
            signal = run_block(m, f, node.body)
        else:
            unknown += 1
            fresh = test if count == 0 else m.fresh_condition(f"the loop at line {node.at[0]} goes on", (id(node), count))
            signal = choose_block(m, f, fresh, lambda: run_block(m, f, node.body), lambda: BREAK)
        if signal == BREAK:
            _release(m, f, mark)
            return None
        if signal == RETURN:
            _release(m, f, mark)
            return RETURN
        signal = None
        runs, changes = m.session_runs - before[0], m.graph_changes - before[1]
        quiet = quiet + 1 if runs and not changes else 0
        unknown += len(f.assumed) > before[2]
        if unknown >= 2 or quiet >= m.limits.training_iterations:
            break
    else:
        m.unfollowed(f"a loop runs more than {m.limits.idle_iterations} times (limit: idle_iterations)")
    _release(m, f, mark)
    return run_block(m, f, node.orelse)


# ---------------------------------------------------------------- with


def _with(m: Machine, f: Frame, node: ir.With) -> Signal:
    return _with_from(m, f, node, 0)


def _with_from(m: Machine, f: Frame, node: ir.With, i: int) -> Signal:
    if i == len(node.items):
        return run_block(m, f, node.body)
    item = node.items[i]
    value = m.resolve(evaluate(m, f, item.context))
    f.at = item.context.at
    return with_value(m, f, value, item, lambda: _with_from(m, f, node, i + 1))


def with_value(m: Machine, f: Frame, value: Value, item: ir.WithItem, body: Callable[[], Signal]) -> Signal:
    """Runs a body inside a context manager."""
    if isinstance(value, Choice):
        test = Choice(value.atom, True, False)
        return choose_block(
            m, f, test, lambda: with_value(m, f, m.resolve(value), item, body), lambda: with_value(m, f, m.resolve(value), item, body)
        )
    entered, leave = enter(m, value)
    if item.target is not None:
        assign(m, f, item.target, entered)
    depth = len(m.frames)
    try:
        signal = body()
    except Raised as e:
        del m.frames[depth:]
        if condition(m, leave(e)) is True:
            return None
        raise
    except BaseException:
        raise
    f.at = item.context.at
    leave(None)
    return signal


def enter(m: Machine, value: Value) -> tuple[Value, Callable[[Raised | None], Value]]:
    """Enters a context manager: what ``as`` gets, and the function that leaves it."""
    from scope_lint.interpreter.attributes import class_of, lookup

    if isinstance(value, Unknown):
        if value.opaque_code:
            m.unknown_code(value)
        return value.part(("enter",), value.label), lambda e: None
    if isinstance(value, Instance) and value.cls.open is not None and value.cls.find("__enter__") is MISSING:
        return value, lambda e: None
    entering, leaving = lookup(m, value, "__enter__"), lookup(m, value, "__exit__")
    if entering is MISSING:
        fault(m, "AttributeError", f"{class_of(value).name} is no context manager")
        return Unknown("entered", "what is no context manager"), lambda e: None
    result = call(m, entering, [], {})

    def leave(e: Raised | None) -> Value:
        if leaving is MISSING:
            return None
        if e is None:
            return call(m, leaving, [None, None, None], {})
        return call(m, leaving, [e.value.cls, e.value, None], {})

    return result, leave


# ---------------------------------------------------------------- try, raise


def _try(m: Machine, f: Frame, node: ir.Try) -> Signal:
    depth = len(m.frames)
    signal: Signal = None
    try:
        classes = [_handler_classes(m, f, h) for h in node.handlers]
        m.handlers.append([c for h, some in zip(node.handlers, classes) if not _raises_again(h) for c in some])
        marked = len(m.handlers)
        try:
            signal = run_block(m, f, node.body)
        except Raised as e:
            del m.handlers[marked - 1 :]
            del m.frames[depth:]
            handler = next((h for h, some in zip(node.handlers, classes) if _catches(m, some, e)), None)
            if handler is None:
                raise
            if e.event is not None:
                e.event.caught = not _raises_again(handler)
            if handler.name is not None:
                m.journal.write(f.env, handler.name, e.value)
            outer, m.handling = m.handling, e
            try:
                signal = run_block(m, f, handler.body)
            finally:
                m.handling = outer
            return signal
        else:
            del m.handlers[marked - 1 :]
            if signal is None:
                signal = run_block(m, f, node.orelse)
            return signal
    finally:
        if node.final:
            final = run_block(m, f, node.final)
            if final is not None:
                return final  # noqa: B012  (a return in finally swallows the exception, as in Python)


def _raises_again(handler: ir.Handler) -> bool:
    """A handler that ends by raising does not save the program: what goes wrong below it is not taken lightly."""
    return bool(handler.body) and isinstance(handler.body[-1], ir.Raise)


def _handler_classes(m: Machine, f: Frame, handler: ir.Handler) -> list[Value]:
    if handler.type is None:
        return [None]
    m.handlers.append([None])
    try:
        value = m.resolve(evaluate(m, f, handler.type))
    except Raised:
        return []
    finally:
        m.handlers.pop()
    return list(value) if isinstance(value, tuple) else [value]


def _catches(m: Machine, classes: list[Value], e: Raised) -> bool:
    return any(c is None or isinstance(c, Unknown) or c in e.value.cls.mro for c in classes)


def _raise(m: Machine, f: Frame, node: ir.Raise) -> Signal:
    if node.exc is None:
        raise m.handling if m.handling is not None else Raised(make_exception("RuntimeError", "No active exception to reraise"))
    value = m.resolve(evaluate(m, f, node.exc))
    f.at = node.at
    if isinstance(value, Class):
        value = call(m, value, [], {})
    if isinstance(value, Choice):
        value = value.yes if isinstance(value.yes, Instance) else value.no
    if not isinstance(value, Instance):
        value = make_exception("Exception", "an exception that is not known")
    raised = Raised(value)
    raised.place = m.stack()
    if m.handling is not None and m.handling.value is value:
        raised.event = m.handling.event
        if raised.event is not None:
            raised.event.caught = m.would_catch(raised)
    elif not m.by_user():
        m.stub_error(raised)
    raise raised


def _assert(m: Machine, f: Frame, node: ir.Assert) -> Signal:
    test = condition(m, evaluate(m, f, node.test))
    if test is False:
        raised = Raised(make_exception("AssertionError", "assertion failed"))
        if m.would_catch(raised):
            raise raised
        m.unfollowed("an assertion that seems to fail")
    return None


# ---------------------------------------------------------------- binding


def assign(m: Machine, f: Frame, target: Any, value: Value) -> None:
    """Binds a target: a name, an attribute, an item, or a pattern of them."""
    kind = target.__class__
    if kind is ir.Name:
        bind_name(m, f, target.id, value)
    elif kind is ir.Attribute:
        set_attribute(m, evaluate(m, f, target.value), target.attr, value)
    elif kind is ir.Subscript:
        set_item(m, evaluate(m, f, target.value), evaluate(m, f, target.index), value)
    elif kind is ir.TupleExpr or kind is ir.ListExpr:
        _unpack(m, f, target.elts, value)
    elif kind is ir.Starred:
        assign(m, f, target.value, value)


def bind_name(m: Machine, f: Frame, name: str, value: Value) -> None:
    """``name = value``, in the scope that Python would choose."""
    if name in f.globals:
        m.journal.write(f.module.env, name, value)
    elif name in f.nonlocals:
        for env in f.closure:
            if name in env:
                m.journal.write(env, name, value)
                return
        m.journal.write(f.env, name, value)
    else:
        m.journal.write(f.env, name, value)


def _unpack(m: Machine, f: Frame, targets: list[ir.Expr], value: Value) -> None:
    value = m.resolve(value)
    if isinstance(value, Choice):
        items = _unpacked_choice(m, value, len(targets))
    else:
        items = items_of(m, value)
    star = next((i for i, t in enumerate(targets) if t.__class__ is ir.Starred), None)
    if items is None:
        for i, t in enumerate(targets):
            one = get_item(m, value, i) if isinstance(value, (Unknown, ListV)) else Unknown("item", "the items of an unpacked value")
            assign(m, f, t, ListV([], open=True) if i == star else one)
        return
    if star is None:
        if len(items) != len(targets):
            fault(m, "ValueError", f"{len(items)} values to unpack into {len(targets)}")
            items = items[: len(targets)] + [Unknown("item", "an item of an unpacked value")] * (len(targets) - len(items))
        for t, item in zip(targets, items):
            assign(m, f, t, item)
        return
    after = len(targets) - star - 1
    for t, item in zip(targets[:star], items):
        assign(m, f, t, item)
    assign(m, f, targets[star], ListV(items[star : len(items) - after]))
    for t, item in zip(targets[star + 1 :], items[len(items) - after :]):
        assign(m, f, t, item)


def _unpacked_choice(m: Machine, value: Choice, count: int) -> list[Value] | None:
    """Unpacks each alternative and joins item by item."""
    if value.yes is MISSING or value.no is MISSING:
        one = value.no if value.yes is MISSING else value.yes
        return _unpacked_choice(m, one, count) if isinstance(one, Choice) else items_of(m, one)
    sides = [_unpacked_choice(m, s, count) if isinstance(s, Choice) else items_of(m, s) for s in (value.yes, value.no)]
    sides = [s if s is not None and len(s) == count else None for s in sides]
    if sides[0] is None or sides[1] is None:
        return sides[0] or sides[1]
    return [m.join(value.atom, a, b) for a, b in zip(*sides)]  # type: ignore[arg-type]


def _assign(m: Machine, f: Frame, node: ir.Assign) -> Signal:
    value = evaluate(m, f, node.value)
    for target in node.targets:
        assign(m, f, target, value)
    return None


def _augmented(m: Machine, f: Frame, node: ir.AugAssign) -> Signal:
    from scope_lint.interpreter.attributes import get_attribute

    target = node.target
    if target.__class__ is ir.Attribute:
        holder = evaluate(m, f, target.value)  # type: ignore[union-attr]
        old = get_attribute(m, holder, target.attr)  # type: ignore[union-attr]
        new = _in_place(m, f, node, old)
        set_attribute(m, holder, target.attr, new)  # type: ignore[union-attr]
    elif target.__class__ is ir.Subscript:
        holder = evaluate(m, f, target.value)  # type: ignore[union-attr]
        index = evaluate(m, f, target.index)  # type: ignore[union-attr]
        set_item(m, holder, index, _in_place(m, f, node, get_item(m, holder, index)))
    else:
        assign(m, f, target, _in_place(m, f, node, evaluate(m, f, target)))
    return None


def _in_place(m: Machine, f: Frame, node: ir.AugAssign, old: Value) -> Value:
    value = evaluate(m, f, node.value)
    f.at = node.at
    old = m.resolve(old)
    if isinstance(old, ListV) and node.op == "+":
        items = items_of(m, value)
        if items is None:
            m.journal.set(old, "open", True)
            known = m.resolve(value)
            items = list(known.items) if isinstance(known, ListV) else []
        m.journal.set(old, "items", old.items + items)
        return old
    return operators.binary(m, node.op, old, value)


def _delete(m: Machine, f: Frame, node: ir.Delete) -> Signal:
    for target in node.targets:
        if target.__class__ is ir.Name:
            if target.id in f.env:  # type: ignore[union-attr]
                m.journal.delete(f.env, target.id)  # type: ignore[union-attr]
        elif target.__class__ is ir.Attribute:
            delete_attribute(m, evaluate(m, f, target.value), target.attr)  # type: ignore[union-attr]
        elif target.__class__ is ir.Subscript:
            delete_item(m, evaluate(m, f, target.value), evaluate(m, f, target.index))  # type: ignore[union-attr]
        elif target.__class__ is ir.TupleExpr:
            _delete(m, f, ir.Delete(target.elts, node.at))  # type: ignore[union-attr]
    return None


# ---------------------------------------------------------------- the rest


def _expression(m: Machine, f: Frame, node: ir.ExprStmt) -> Signal:
    evaluate(m, f, node.value)
    return None


def _return(m: Machine, f: Frame, node: ir.Return) -> Signal:
    f.returned = None if node.value is None else evaluate(m, f, node.value)
    return RETURN


def _function(m: Machine, f: Frame, node: ir.FunctionDef) -> Signal:
    decorators = [evaluate(m, f, d) for d in node.decorators]
    value: Value = make_function(m, f, node.code)
    for d, expr in zip(reversed(decorators), reversed(node.decorators)):
        f.at = expr.at
        value = decorate(m, d, value)
    bind_name(m, f, _mangled(f, node.code.name), value)
    return None


def _mangled(f: Frame, name: str) -> str:
    """The name that ``def __name`` binds in a class body."""
    if f.name.startswith("class ") and name.startswith("__") and not name.endswith("__"):
        return f"_{f.name[6:].lstrip('_')}{name}"
    return name


def decorate(m: Machine, decorator: Value, value: Value) -> Value:
    """A decorator that cannot be followed is taken to leave its function as it is: most register or log."""
    decorator = m.resolve(decorator)
    if isinstance(decorator, Unknown):
        return value
    result = call(m, decorator, [value], {})
    return value if isinstance(result, Unknown) else result


def _class(m: Machine, f: Frame, node: ir.ClassDef) -> Signal:
    decorators = [evaluate(m, f, d) for d in node.decorators]
    bases, keywords = arguments(m, f, node.bases, node.keywords)
    env: dict[str, Value] = {"__doc__": node.docstring}
    if node.annotated:  # what they say is not evaluated
        env["__annotations__"] = DictV(dict.fromkeys(node.annotated))
    closure = f.closure if f.env is f.module.env or f.name.startswith("class ") else (f.env, *f.closure)
    inner = Frame(env, closure, f.module, f"class {node.name}")
    inner.at = node.at
    inner.owner = Class(node.name)
    depth = len(m.frames)
    m.frames.append(inner)
    try:
        run_block(m, inner, node.body)
    finally:
        del m.frames[depth:]
        for atom, holds in reversed(inner.assumed):
            m.forget(atom, holds)
    value = make_class(m, node.name, [b for b in bases], env, f.module, keywords)
    for d in reversed(decorators):
        value = decorate(m, d, value)
    bind_name(m, f, node.name, value)
    return None


def _import(m: Machine, f: Frame, node: ir.Import) -> Signal:
    for name in node.names:
        module = m.import_module(name.module, f.module, node.at)
        if name.alias is None:
            bind_name(m, f, name.module.partition(".")[0], m.top_module(name.module, module))
        else:
            bind_name(m, f, name.alias, module)
    return None


def _import_from(m: Machine, f: Frame, node: ir.ImportFrom) -> Signal:
    if node.module == "__future__":
        return None
    module = m.import_from(node.module, node.level, f.module)
    for name in node.names:
        if name.module == "*":
            for key, value in m.star_names(module).items():
                bind_name(m, f, key, value)
        else:
            bind_name(m, f, name.alias or name.module, m.imported_name(module, name.module))
    return None


def _nothing(m: Machine, f: Frame, node: Any) -> Signal:
    return None


def _unsupported(m: Machine, f: Frame, node: ir.Unsupported) -> Signal:
    m.unfollowed(f"{node.kind} statements are not followed")
    for name in node.binds:
        bind_name(m, f, name, Unknown(name, f"bound by a {node.kind} statement"))
    return None


RUN: dict[type, Callable[[Machine, Frame, Any], Signal]] = {
    ir.ExprStmt: _expression, ir.Assign: _assign, ir.AugAssign: _augmented, ir.For: _for, ir.While: _while, ir.If: _if,
    ir.With: _with, ir.Try: _try, ir.Raise: _raise, ir.Return: _return, ir.Break: lambda m, f, node: BREAK,
    ir.Continue: lambda m, f, node: CONTINUE, ir.Pass: _nothing, ir.Assert: _assert, ir.Delete: _delete,
    ir.FunctionDef: _function, ir.ClassDef: _class, ir.Import: _import, ir.ImportFrom: _import_from, ir.Unsupported: _unsupported,
}  # fmt: skip
