"""What an import does to objects that others made: a registration, a flag that is defined, an attribute of a package.

A module that entries share is loaded once. Its own objects stay; what its load wrote to others is taken back at its end, and done again
in each entry that imports it: a registry holds what a program has registered, not what others have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scope_lint.interpreter.values import ListV, Module, Value
from scope_lint.symbolic.journal import Write, restore, value_of

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

class Effect(NamedTuple):
    """One write to an object of others: ``holder[key] = value``, or for a list what came before and after its items."""

    holder: Any
    key: Any
    value: Any
    before: tuple[Value, ...] | None = None
    """None: the value takes the place of what was there; else the items put in front, and ``value`` holds those put behind."""


def effects_of(m: Machine, inner: list[tuple[int, int]], log: list[Write]) -> list[Effect]:
    """What a load did to the objects of others, which is taken back. ``inner``: the parts of its log that are effects of modules that it imports."""
    foreign = [i for i, (holder, _, _) in enumerate(log) if holder in m.heap]
    if not foreign:
        return []
    after: dict[tuple[int, Any], Any] = {}
    found: list[Effect] = []
    by_imports = {i for begin, end in inner for i in range(begin, end)}
    for i in reversed(foreign):
        holder, key, old = log[i]
        where = (id(holder), key)
        new = after[where] if where in after else value_of(holder, key)
        after[where] = old
        if i not in by_imports:
            found.append(_effect(holder, key, old, new))
    for i in reversed(foreign):
        restore(*log[i])
    found.reverse()
    return found


def apply(m: Machine, module: Module) -> None:
    """Does again what importing a module, and those that it imports, does to others; what of them was not followed, is not followed again."""
    begin = m.journal.length
    apart = module.apart
    for name, inner in () if apart is None else apart.imports:
        if m.modules.get(name) is inner:
            continue
        m.journal.write(m.modules, name, inner)
        above, _, last = name.rpartition(".")
        package = m.modules.get(above)
        if isinstance(package, Module) and package.env.get(last) is not inner and not _has_its_own(package, name, last):
            m.reads.asked(package, last)
            m.journal.write(package.env, last, inner)
        if isinstance(inner, Module):
            if inner.trace is not None:
                m.program.trace.include(inner.trace)
            apply(m, inner)
    m.incomplete.update(module.incomplete)
    for effect in () if apart is None else apart.effects:
        _do(m, effect)
    if m.loads:
        m.loads[-1].inner.append((begin, m.journal.length))


def _has_its_own(package: Module, name: str, last: str) -> bool:
    """Whether a package has imported its submodule by itself, and bound something else of that name since."""
    return last in package.env and package.apart is not None and any(name == imported for imported, _ in package.apart.imports)


def _effect(holder: Any, key: Any, old: Any, new: Any) -> Effect:
    if isinstance(holder, ListV) and key == "items" and isinstance(old, list) and isinstance(new, list):
        size, more = len(old), len(new) - len(old)
        if more >= 0 and all(a is b for a, b in zip(old, new)):
            return Effect(holder, key, tuple(new[size:]), ())
        if more >= 0 and all(a is b for a, b in zip(old, new[more:])):
            return Effect(holder, key, (), tuple(new[:more]))
    return Effect(holder, key, new)


def _do(m: Machine, effect: Effect) -> None:
    holder, key, value, before = effect
    if before is not None:
        m.journal.set(holder, "items", [*before, *holder.items, *value])
    else:
        m.journal.put(holder, key, value)
