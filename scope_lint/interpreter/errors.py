"""How the analysed program's exceptions arise."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Final

from scope_lint.interpreter.values import OBJECT, Class, Instance, Raised, Value
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


def _hierarchy() -> dict[str, Class]:
    classes: dict[str, Class] = {}

    def make(host: type) -> Class:
        found = classes.get(host.__name__)
        if found is None:
            base = OBJECT if host is BaseException else make(host.__bases__[0])
            found = classes[host.__name__] = Class(host.__name__, (base,))
        return found

    for value in vars(builtins).values():
        if isinstance(value, type) and issubclass(value, BaseException):
            make(value)
    classes["EnvironmentError"] = classes["IOError"] = classes["OSError"]
    classes["StandardError"] = classes["Exception"]
    return classes


EXCEPTIONS: Final[dict[str, Class]] = _hierarchy()
"""The built-in exception classes by name."""

HOLDS_ANYWAY: Final = frozenset({"invalid-name", "argument-order", "argument-type", "reuse-needs-name", "version", "constant-initializer-shape"})
"""Causes of errors that hang on the arguments of one call alone."""

_TF_ERRORS: Final[dict[str, Class]] = {}


def exception_class(name: str) -> Class:
    """A built-in exception class, or one of TensorFlow's (errors.NotFoundError …)."""
    found = EXCEPTIONS.get(name) or _TF_ERRORS.get(name)
    if found is None:
        base = EXCEPTIONS["Exception"] if name == "OpError" else exception_class("OpError")
        found = _TF_ERRORS[name] = Class(name, (base,), module="tensorflow.errors")
    return found


def make_exception(name: str, message: Value = "") -> Instance:
    """An exception instance as the program sees it."""
    exc = Instance(exception_class(name))
    exc.attrs["args"] = (message,) if message != "" else ()
    return exc


def fault(m: Machine, name: str, message: str, certain: bool = False) -> Unknown:
    """Python would raise this, as far as the analysis knows.

    Where the program would catch it, or where it is ``certain`` for all that is known of the object and everything was known up to
    here, it is raised. Elsewhere it is more likely that something was not followed (a working program does not raise): then the result
    is unknown and the place is noted.
    """
    raised = Raised(make_exception(name, message))
    if m.would_catch(raised):
        raise raised
    if certain and m.determined():
        raised.place = m.stack()
        raise raised
    m.doubt(f"{name}: {message}")
    return Unknown("?", message).as_given()


def tf_error(m: Machine, error: TFError) -> Raised:
    """The exception of the program for an error of TensorFlow, recorded as an event.

    Where the analysis is likely to be mistaken, no event is recorded.
    """
    raised = Raised(make_exception(error.type, error.message))
    if doubtful(m, error):
        return raised
    pinned, m.pinned = m.pinned, None  # an error stands where the traceback ends
    event = m.tf.error_event(error, definite=m.certain(), caught=m.would_catch(raised))
    m.pinned = pinned
    m.record(event)
    raised.event = event
    return raised


def doubtful(m: Machine, error: TFError) -> bool:
    """Whether an error of TensorFlow says more of the analysis than of the program, so that it is not claimed.

    After a limit was hit or an exception was left out, an argument that TensorFlow does not take is more likely one that the program
    never gives. Where only one side of conditions was followed, the other one may be what runs. A list that has nothing in it may lack
    what could not be followed. In a second round of a loop whose length is not known, operands are made of what happened to be
    there twice.
    """
    if m.unsupported(error.kind, error.cause):
        return True
    if error.cause == "empty":
        return bool(m.incomplete)
    if error.kind != "other" and (error.variable is not None or error.kind != "shape"):
        return False
    return m.cut_short or ((m.doubted() or m.guessed()) and error.cause in ("other", "op-shape", "shape"))
