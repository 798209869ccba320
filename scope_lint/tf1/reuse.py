"""The reuse flag: True, False, AUTO_REUSE, not known, or different under different conditions."""

from __future__ import annotations

from typing import Any, Final

from scope_lint.events import Reuse
from scope_lint.symbolic.conditions import Path
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.splits import UNSURE, Split, resolve


class ReuseMode(Exposed):
    """The type of ``tf.AUTO_REUSE``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "_ReuseMode.AUTO_REUSE"


AUTO_REUSE: Final = ReuseMode()


def check_argument(reuse: Any) -> None:
    """Since 1.1 only True, False, None and AUTO_REUSE are taken."""
    if reuse is None or isinstance(reuse, (bool, ReuseMode, Unknown)):
        return
    raise TFError("ValueError", "The reuse parameter must be True or False or None.", cause="argument-type")


def inherit(argument: Any, outer: Any) -> Any:
    """``argument or outer``."""
    if isinstance(argument, Unknown):
        return argument
    return argument if argument else outer


def current(flag: Any, path: Path) -> Any:
    """True, False, AUTO_REUSE or an Unknown: the flag under a path."""
    flag = resolve(flag, path)
    if isinstance(flag, Split) or flag is UNSURE:
        return _DEPENDS
    return flag


def as_event(flag: Any) -> Reuse:
    """The flag as events write it."""
    if isinstance(flag, (Unknown, Split)) or flag is UNSURE:
        return "unknown"
    return "AUTO_REUSE" if isinstance(flag, ReuseMode) else bool(flag)


_DEPENDS: Final = Unknown("reuse", "reuse depends on a condition")
