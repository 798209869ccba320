"""random, time, uuid and tempfile: each call gives something else, and none of it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.iteration import items_of
from scope_lint.interpreter.stdlib.base import function
from scope_lint.interpreter.values import Class, Env, HostFunction, Instance, ListV, Value
from scope_lint.symbolic.names import SymStr
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def fresh(label: str, reason: str) -> HostFunction:
    """A function that gives a new unknown at each call."""
    return HostFunction(label, lambda m, args, kwargs: Unknown(label, reason))


def fresh_text(label: str, reason: str) -> HostFunction:
    """A function that gives a new unknown string at each call."""
    return HostFunction(label, lambda m, args, kwargs: SymStr((Unknown(label, reason),)))


def nothing(name: str) -> HostFunction:
    """A function whose effect does not matter here."""
    return HostFunction(name, lambda m, args, kwargs: None)


def _choice(m: Machine, source: Value) -> Value:
    items = items_of(m, source)
    return items[0] if items is not None and len(items) == 1 else Unknown("choice", "a random choice")


def _shuffle(m: Machine, items: Value, *random: Value) -> Value:
    if isinstance(items, ListV) and len(items.items) > 1:
        m.journal.set(items, "items", [Unknown("item", "an item of a shuffled list") for _ in items.items])
    return None


def _sample(m: Machine, population: Value, k: Value) -> Value:
    if isinstance(k, int):
        return ListV([Unknown("item", "a random sample") for _ in range(k)])
    return Unknown("sample", "a random sample")


def _choices(m: Machine, population: Value, *more: Value, k: Value = 1, **options: Value) -> Value:
    return _sample(m, population, k)


_RANDOM: Final[Env] = {
    **{name: fresh("random", "a random number") for name in (
        "random", "randint", "randrange", "uniform", "gauss", "normalvariate", "betavariate", "expovariate", "gammavariate", "triangular",
        "lognormvariate", "vonmisesvariate", "paretovariate", "weibullvariate", "getrandbits", "getstate",
    )}, "seed": nothing("seed"), "setstate": nothing("setstate"), "choice": function("choice", _choice), "shuffle": function("shuffle", _shuffle),
    "sample": function("sample", _sample), "choices": function("choices", _choices),
}  # fmt: skip


def _method(fn: HostFunction) -> HostFunction:
    return HostFunction(fn.name, lambda m, args, kwargs: fn.impl(m, args[1:], kwargs))


RANDOM: Final = Class("Random", (v.OBJECT,), {k: _method(x) for k, x in _RANDOM.items()}, module="random", construct=lambda m, cls, args, kwargs: Instance(cls))


def _random(m: Machine) -> Env:
    return {**_RANDOM, "Random": RANDOM, "SystemRandom": RANDOM}


_MOMENT: Final = "the time at which the program runs"


def _time(m: Machine) -> Env:
    env: Env = {name: fresh("time", _MOMENT) for name in ("time", "clock", "perf_counter", "monotonic", "process_time", "time_ns", "localtime", "gmtime", "mktime")}
    env.update({name: fresh_text("time", _MOMENT) for name in ("strftime", "ctime", "asctime")})
    return {**env, "sleep": nothing("sleep")}


def _uuid(m: Machine) -> Env:
    return {name: fresh("uuid", "a random identifier") for name in ("uuid1", "uuid3", "uuid4", "uuid5", "getnode")}


def _tempfile(m: Machine) -> Env:
    file = "a temporary file"
    env: Env = {name: fresh_text("tmp", file) for name in ("mkdtemp", "mktemp", "gettempdir", "gettempprefix")}
    env["mkstemp"] = HostFunction("mkstemp", lambda m, args, kwargs: (Unknown("fd", file), SymStr((Unknown("tmp", file),))))
    return env


MODULES: Final[dict[str, Any]] = {"random": _random, "time": _time, "uuid": _uuid, "tempfile": _tempfile}
