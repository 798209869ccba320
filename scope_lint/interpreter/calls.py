"""Calls: what is called, how arguments meet parameters, and running a function's body."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter.code import Stmt, run_block
from scope_lint.interpreter.conditions import each
from scope_lint.interpreter.errors import fault, tf_error
from scope_lint.interpreter.frames import Frame
from scope_lint.interpreter.values import (
    BoundMethod,
    Choice,
    Class,
    ClassMethod,
    DictV,
    Env,
    Function,
    HostFunction,
    Instance,
    Iterator,
    ListV,
    Module,
    Partial,
    Raised,
    StaticMethod,
    Value,
)  # fmt: skip
from scope_lint.symbolic.first_of import first_of
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.upstream import holds_no_tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


class OpenArguments:
    """Stands among the arguments for ``*unknown`` or ``**unknown``: there may be more arguments than are seen."""

    __slots__ = ("source",)

    def __init__(self, source: Value) -> None:
        self.source = source


OPEN: Final = "**"
"""The key under which keyword arguments hold OpenArguments."""


def call(m: Machine, fn: Value, args: list[Value], kwargs: Env) -> Value:
    """``fn(*args, **kwargs)``."""
    kind = type(fn)
    if m.tf.unused:
        for one in (*args, *kwargs.values()):
            m.tf.escaped(one)
    if kind is BoundMethod:
        return call(m, fn.func, [fn.receiver, *args], kwargs)
    if kind is Function:
        return call_function(m, fn, args, kwargs)
    if kind is HostFunction:
        return _call_host(m, fn, args, kwargs)
    if kind is Class:
        from scope_lint.interpreter.classes import instantiate

        return instantiate(m, fn, args, kwargs)
    if kind is Partial:
        return call(m, fn.func, [*fn.args, *args], {**fn.kwargs, **kwargs})
    if kind is Choice:
        return each(m, fn, partial(_call_one, m, args, kwargs))
    if kind is Unknown:
        return _call_unknown(m, fn, args, kwargs)
    if isinstance(fn, Instance):
        own = fn.cls.find("__call__")
        if own is not MISSING:
            return call(m, own.func if isinstance(own, StaticMethod) else own, args if isinstance(own, StaticMethod) else [fn, *args], kwargs)
        if fn.cls.open is not None:
            return _call_unknown(m, fn.cls.open, args, kwargs)
    if kind in (StaticMethod, ClassMethod):
        return call(m, fn.func, args, kwargs)
    if isinstance(fn, Exposed) and callable(fn):
        from scope_lint.interpreter.hostcalls import call_twin

        return call_twin(m, getattr(fn, "name", "call"), fn, args, kwargs)
    if isinstance(fn, Module):
        return fault(m, "TypeError", "'module' object is not callable")
    return fault(m, "TypeError", f"'{type(fn).__name__}' object is not callable")


def _call_one(m: Machine, args: list[Value], kwargs: Env, fn: Value) -> Value:
    return call(m, fn, list(args), dict(kwargs))


def call_method(m: Machine, value: Value, name: str, args: list[Value], kwargs: Env | None = None) -> Value:
    """``value.name(*args)``, looked up as an attribute."""
    from scope_lint.interpreter.attributes import get_attribute

    return call(m, get_attribute(m, value, name), args, kwargs or {})


def _call_host(m: Machine, fn: HostFunction, args: list[Value], kwargs: Env) -> Value:
    open_args = args and isinstance(args[-1], OpenArguments)
    if open_args or OPEN in kwargs:
        source = args[-1].source if open_args else kwargs[OPEN].source
        args = [a for a in args if not isinstance(a, OpenArguments)]
        kwargs = {k: a for k, a in kwargs.items() if k != OPEN}
        if fn.api is not None and not getattr(fn.impl, "takes_open", False):
            m.unfollowed(f"arguments of {fn.name} are not known")
            return Unknown(fn.name, source.reason, opaque_code=True)
        if not args and not kwargs:
            return Unknown(fn.name, source.reason)
    try:
        return fn.impl(m, args, kwargs)
    except TFError as error:
        raise tf_error(m, error) from None
    except (AttributeError, TypeError, KeyError, IndexError, ValueError, AssertionError, NotImplementedError) as e:
        if os.environ.get("SCOPE_LINT_DEBUG"):
            raise
        m.unfollowed(f"{fn.name}: arguments that the model does not understand ({type(e).__name__}: {e})")
        return Unknown(f"{fn.name}()", f"{fn.name} was not understood")


def _call_unknown(m: Machine, fn: Unknown, args: list[Value], kwargs: Env) -> Value:
    from scope_lint.interpreter.conditions import key_of

    if fn.opaque_code or fn.given:
        m.unknown_code(fn)
    simple = all(a is None or isinstance(a, (str, int, float, bool, Unknown)) for a in (*args, *kwargs.values()))
    label = fn.label if fn.label.endswith("()") else f"{fn.label}()"
    if simple:
        key = ("call", tuple(key_of(a) for a in args), tuple((k, key_of(a)) for k, a in kwargs.items()))
        made: Unknown = fn.part(key, label)
        if type(made) is not Unknown:
            return made
    else:
        made = Unknown(label, fn.reason, fn.opaque_code)
    made.data = fn.data and all(_is_data(a) for a in (*args, *kwargs.values()))
    return made


def _is_data(value: Value) -> bool:
    """Whether a value surely holds no tensor."""
    if isinstance(value, (ListV, tuple)):
        return all(_is_data(one) for one in (value.items if isinstance(value, ListV) else value))
    return isinstance(value, (Class, HostFunction)) or holds_no_tensor(value)


def call_function(m: Machine, fn: Function, args: list[Value], kwargs: Env) -> Value:
    """Runs a function of the program."""
    code = fn.code
    ident = id(code)
    depth = m.active.get(ident, 0)
    if len(m.frames) > m.limits.call_depth or depth >= (m.limits.unknown_recursion if m.assumptions else m.limits.recursion):
        m.bounded(f"{fn.qualname} calls itself too deeply (limits: call_depth, recursion)")
        return Unknown(f"{fn.name}()", "a call nested too deeply")
    m.note_ran(ident, fn)
    key = m.memo.key(m, fn, args, kwargs) if m.memo.on and not depth and not code.is_generator else None
    if key is not None:
        known = m.memo.recall(m, key)
        if known is not MISSING:
            return known
    env = bind(m, fn, args, kwargs)
    frame = Frame(env, fn.closure, fn.module, fn.qualname, fn)
    frame.globals, frame.nonlocals = code.globals, code.nonlocals
    frame.at = code.at
    frame.owner = fn.owner
    if code.params:
        frame.receiver = env.get(code.params[0].name)
    if code.is_generator:
        from scope_lint.interpreter.generators import run_generator

        return Iterator(run_generator(m, frame, code.body), name=fn.name)
    if key is not None:
        return m.memo.watch(m, key, partial(run_frame, m, frame, code.body, ident))
    return run_frame(m, frame, code.body, ident)


def run_frame(m: Machine, frame: Frame, body: list[Stmt], ident: int) -> Value:
    """Runs a body in a new frame and gives what it returns."""
    depth = len(m.frames)
    m.frames.append(frame)
    m.active[ident] = m.active.get(ident, 0) + 1
    frame.path_mark = len(m.assumptions)
    frame.obtained_mark = len(m.obtained)
    frame.log = m.journal.log
    try:
        run_block(m, frame, body)
    except Raised as e:
        e.without_frames()
        raise
    finally:
        m.active[ident] -= 1
        del m.frames[depth:]
        for atom, holds in reversed(frame.assumed):
            m.forget(atom, holds)
    return returned_value(m, frame)


def returned_value(m: Machine, frame: Frame) -> Value:
    """What a finished frame returns, over all the paths that returned early."""
    value = frame.returned
    for path, early in reversed(frame.pending):
        value = _under(m, path, early, value)
    return value


def _under(m: Machine, path: Any, early: Value, rest: Value) -> Value:
    if not path:
        return early
    atom, holds = path[0]
    inner = _under(m, path[1:], early, rest)
    return m.join(atom, inner, rest) if holds else m.join(atom, rest, inner)


def bind(m: Machine, fn: Function, args: list[Value], kwargs: Env) -> Env:
    """The parameters' values for a call; a parameter that no argument surely reaches is unknown, not missing."""
    env: Env = {}
    more: Value = None
    if args and type(args[-1]) is OpenArguments:
        more = args[-1].source
        args = args[:-1]
    elif any(type(a) is OpenArguments for a in args):
        cut = next(i for i, a in enumerate(args) if type(a) is OpenArguments)
        more = args[cut].source
        args = args[:cut]
    maybe: Value = None
    if OPEN in kwargs:
        maybe = kwargs[OPEN].source
        kwargs = {k: a for k, a in kwargs.items() if k != OPEN}
    used = 0
    taken = 0
    count = len(args)
    for p in fn.code.params:
        name = p.name
        if p.by_position:
            if used < count:
                env[name] = args[used]
                used += 1
                if kwargs and name in kwargs and p.kind == "normal":
                    _misfit(m, fn, f"got multiple values for argument '{name}'")
                    taken += 1
            elif name in kwargs:
                env[name] = kwargs[name]
                taken += 1
            elif (source := more or maybe) is not None:
                env[name] = source.part(("parameter", name), name)
            elif name in fn.defaults:
                env[name] = fn.defaults[name]
            else:
                env[name] = _misfit(m, fn, f"missing 1 required positional argument: '{name}'")
        elif p.kind == "star":
            env[name] = tuple(args[used:]) if more is None else more
            used = count
        elif p.kind == "keyword":
            if name in kwargs:
                env[name] = kwargs[name]
                taken += 1
            elif maybe is not None:
                env[name] = maybe.part(("parameter", name), name)
            elif name in fn.defaults:
                env[name] = fn.defaults[name]
            else:
                env[name] = _misfit(m, fn, f"missing 1 required keyword-only argument: '{name}'")
        else:
            rest: dict[Value, Value] = {k: a for k, a in kwargs.items() if k not in fn.code.keywords}
            env[name] = DictV(rest, open=maybe)
            taken = len(kwargs)
    if used < count:
        _misfit(m, fn, f"takes {used} positional arguments but {count} were given")
    if taken < len(kwargs):
        unexpected = first_of([k for k in kwargs if k not in fn.code.keywords])
        if unexpected is not None:
            _misfit(m, fn, f"got an unexpected keyword argument '{unexpected}'")
    return env


def _misfit(m: Machine, fn: Function, words: str) -> Value:
    """A call that a function of the program does not take raises; one of ours may take less than that which it stands for."""
    return fault(m, "TypeError", f"{fn.name}() {words}", not fn.module.stub)
