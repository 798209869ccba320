"""Binary and unary operators and comparisons."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import strings
from scope_lint.interpreter.conditions import condition, each, key_of, label_of, negate
from scope_lint.interpreter.errors import fault, tf_error
from scope_lint.interpreter.identities import Identity
from scope_lint.interpreter.tensor_operators import tensor_operator, tensor_unary
from scope_lint.interpreter.values import Choice, Class, DictV, HostObject, Instance, Iterator, ListV, SetV, Value
from scope_lint.symbolic.conditions import Above, Atom
from scope_lint.symbolic.missing import MISSING
from scope_lint.symbolic.names import SymStr, join, may_equal
from scope_lint.symbolic.same import Same
from scope_lint.symbolic.unknown import Unknown
from scope_lint.tf1.errors import TFError
from scope_lint.tf1.exposed import Exposed
from scope_lint.tf1.shapes import Dimension, TensorShape
from scope_lint.tf1.tensor import Tensor

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine

HOST: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod,
    "**": operator.pow, "@": operator.matmul, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
DUNDER: Final = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul", "<<": "lshift",
    ">>": "rshift", "&": "and", "|": "or", "^": "xor", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne",
}  # fmt: skip
_REFLECTED: Final = {"<": "gt", "<=": "ge", ">": "lt", ">=": "le", "==": "eq", "!=": "ne"}
_NUMBERS: Final = (bool, int, float, complex)
_NATIVE: Final = (bool, int, float, complex, str, bytes, tuple)
_LARGEST: Final = 100_000
"""Strings and sequences that operators make are cut off here."""


_CONSTANTS: Final = frozenset({bool, int, float, str})
_OF_ANY: Final = frozenset({"==", "!="})


def binary(m: Machine, op: str, a: Value, b: Value) -> Value:
    """``a op b``."""
    if type(a) is Choice or type(b) is Choice:
        a, b = m.resolve(a), m.resolve(b)
    if isinstance(a, _NUMBERS) and isinstance(b, _NUMBERS):
        return _host(m, op, a, b)
    if isinstance(a, Choice):
        return each(m, a, partial(binary, m, op, b=b))
    if isinstance(b, Choice) and not (op == "%" and isinstance(a, (str, SymStr))):
        return each(m, b, partial(binary, m, op, a))
    if isinstance(a, Tensor) or (isinstance(b, Tensor) and not isinstance(a, Instance)):
        return tensor_operator(m, op, a, b)
    own = _overloaded(m, op, a, b)
    if own is not MISSING:
        return own
    a, b = strings.native(a), strings.native(b)
    if isinstance(a, (str, SymStr)) or (op == "+" and isinstance(b, (str, SymStr))):
        return _text(m, op, a, b)
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _unknown(op, a, b)
    if isinstance(a, _NATIVE) and isinstance(b, _NATIVE):
        return _host(m, op, a, b)
    if isinstance(a, ListV):
        if op == "+" and isinstance(b, ListV):
            if len(a.items) + len(b.items) > _LARGEST:
                return ListV(list(a.items), a.cls, open=True)
            return ListV(a.items + b.items, a.cls, a.open or b.open)
        if op == "*" and isinstance(b, int):
            return ListV(a.items * b if len(a.items) * b < _LARGEST else a.items, a.cls, a.open or len(a.items) * b >= _LARGEST)
        if op == "*" and isinstance(b, Unknown):
            return ListV(list(a.items), a.cls, open=True)
    if isinstance(b, ListV) and op == "*" and not isinstance(a, ListV):
        return binary(m, op, b, a)
    if isinstance(a, tuple) and op == "*" and isinstance(b, Unknown):
        return Unknown("tuple", "a tuple of unknown length")
    if isinstance(a, SetV) and isinstance(b, SetV):
        return _sets(m, op, a, b)
    if isinstance(a, HostObject) or isinstance(b, HostObject):
        from scope_lint.interpreter.hostcalls import NotPlain, from_host, plain

        try:
            return from_host(HOST[op](plain(m, a), plain(m, b)))
        except (TypeError, ValueError, NotPlain):
            return Unknown("?", f"an operation {op!r}")
    if isinstance(a, Exposed) or isinstance(b, Exposed):
        return _of_twin(m, op, a, b)
    return fault(m, "TypeError", f"unsupported operand type(s) for {op}")


def _of_twin(m: Machine, op: str, a: Value, b: Value) -> Value:
    """Arithmetic and comparison of the twin's own objects (dimensions, dtypes)."""
    try:
        return HOST[op](a, b)
    except TFError as e:
        raise tf_error(m, e) from None
    except (TypeError, ValueError, ZeroDivisionError):
        return Unknown("dim", "arithmetic with a dimension")


def _host(m: Machine, op: str, a: Any, b: Any) -> Value:
    if op == "**" and (abs(b) > 4096 if isinstance(b, (int, float)) else True):
        return Unknown("power", "a huge power")
    if op == "*" and isinstance(a, (str, bytes, tuple)) and isinstance(b, int) and len(a) * b > _LARGEST:
        return Unknown("?", "a huge sequence")
    if op == "*" and isinstance(b, (str, bytes, tuple)) and isinstance(a, int) and len(b) * a > _LARGEST:
        return Unknown("?", "a huge sequence")
    if op == "+" and isinstance(a, (str, bytes, tuple)) and isinstance(b, (str, bytes, tuple)) and len(a) + len(b) > _LARGEST:
        return Unknown("?", "a huge sequence")
    if op == "<<" and isinstance(b, int) and b > 4096:
        return Unknown("?", "a huge number")
    try:
        return HOST[op](a, b)
    except (TypeError, ZeroDivisionError, ValueError, OverflowError) as e:
        return fault(m, type(e).__name__, str(e))


def _overloaded(m: Machine, op: str, a: Value, b: Value) -> Value:
    from scope_lint.interpreter.calls import call_method

    name = DUNDER[op]
    if isinstance(a, Instance):
        method = f"__{name}__"
        if a.cls.find(method) is MISSING and op == "/":
            method = "__div__"
        if a.cls.find(method) is not MISSING and type(a.cls.find(method)).__name__ != "HostFunction":
            found = call_method(m, a, method, [b])
            if found is not NotImplemented:
                return found
        elif a.cls.open is not None and a.payload is MISSING:
            return Unknown(a.cls.name, "an operator of a class that is not known")
    if isinstance(b, Instance):
        method = f"__{_REFLECTED.get(op, 'r' + name)}__"
        if type(b.cls.find(method)).__name__ == "Function":
            found = call_method(m, b, method, [a])
            if found is not NotImplemented:
                return found
    return MISSING


def _text(m: Machine, op: str, a: Value, b: Value) -> Value:
    if op == "%" and isinstance(a, str):
        return strings.percent(m, a, b)
    if op == "+" and isinstance(a, (str, SymStr, Unknown)) and isinstance(b, (str, SymStr, Unknown)):
        return join(a, b) if sum(len(x) for x in (a, b) if isinstance(x, str)) <= _LARGEST else Unknown("text", "a huge text")
    if isinstance(a, str) and isinstance(b, (str, int)):
        return _host(m, op, a, b)
    if isinstance(a, (str, SymStr)) and isinstance(b, (str, SymStr, Unknown, int)):
        return Unknown("text", f"a string after {op!r}")
    return fault(m, "TypeError", f"unsupported operand type(s) for {op}: a string and {type(b).__name__}")


def _unknown(op: str, a: Value, b: Value) -> Unknown:
    base, other, side = (a, b, "left") if isinstance(a, Unknown) else (b, a, "right")
    shown = f"{label_of(a)}{op}{label_of(b)}"
    found: Unknown = base.part(("operator", op, side, key_of(other)), shown if len(shown) < 30 else base.label)
    if base.above is not None and isinstance(other, int) and (op == "+" or (op == "-" and side == "left")):
        found.above = base.above + (other if op == "+" else -other)
    return found


def _by_bound(op: str, a: Value, b: Value) -> bool | None:
    """How an integer of which a lower bound is known compares with one that is known; None where that does not tell."""
    if isinstance(b, Unknown):
        a, b, op = b, a, {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(op, op)
    if not isinstance(a, Unknown) or a.above is None or not isinstance(b, (int, float)):
        return None
    least = a.above + 1
    if b < least:
        return op in (">", ">=", "!=")
    return {"<": False, ">=": True}.get(op) if b == least else None


def _sets(m: Machine, op: str, a: SetV, b: SetV) -> Value:
    if op == "-":
        return SetV({k: None for k in a.items if k not in b.items}, a.cls, a.open)
    if op == "|":
        return SetV({**a.items, **b.items}, a.cls, a.open or b.open)
    if op == "&":
        return SetV({k: None for k in a.items if k in b.items}, a.cls, a.open or b.open)
    if op == "^":
        return SetV({k: None for k in {**a.items, **b.items} if (k in a.items) != (k in b.items)}, a.cls, a.open or b.open)
    return fault(m, "TypeError", f"unsupported operand type(s) for {op}: sets")


def unary(m: Machine, op: str, value: Value) -> Value:
    """``op value``."""
    value = m.resolve(value)
    if op == "not":
        return negate(condition(m, value))
    if isinstance(value, Choice):
        return each(m, value, partial(unary, m, op))
    value = strings.native(value)
    if isinstance(value, _NUMBERS):
        return -value if op == "-" else +value if op == "+" else fault(m, "TypeError", "~") if isinstance(value, (float, complex)) else ~value
    if isinstance(value, Unknown):
        return value.part(("unary", op), f"{op}{value.label}")
    if isinstance(value, Tensor):
        return tensor_unary(m, op, value)
    if isinstance(value, Instance):
        from scope_lint.interpreter.calls import call_method

        name = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}[op]
        if value.cls.find(name) is not MISSING:
            return call_method(m, value, name, [])
    return Unknown(op, f"{op} of a {type(value).__name__}")


def compare(m: Machine, op: str, a: Value, b: Value) -> Value:
    """``a op b`` for a comparison: a bool, a Choice of bools, or what an overloaded operator gives."""
    if type(a) is Choice or type(b) is Choice:
        a, b = m.resolve(a), m.resolve(b)
        if isinstance(a, Choice):
            return _split(m, a, partial(compare, m, op, b=b))
        if isinstance(b, Choice):
            return _split(m, b, partial(compare, m, op, a))
    elif type(a) in _CONSTANTS and type(b) in _CONSTANTS and (type(a) is type(b) or op in _OF_ANY):
        if op in HOST:
            return HOST[op](a, b)
        if op in _OF_ANY:
            return (a == b) is (op == "==")
    if op in ("is", "is not"):
        same = identical(m, a, b)
        return same if op == "is" else negate(same)
    if op in ("in", "not in"):
        found = contains(m, b, a)
        return found if op == "in" else negate(found)
    if op in ("==", "!="):
        own = _overloaded(m, op, a, b) if isinstance(a, Instance) or isinstance(b, Instance) else MISSING
        if own is not MISSING:
            return own
        if isinstance(a, (Dimension, TensorShape)) or isinstance(b, (Dimension, TensorShape)):
            return _of_shapes(m, op, a, b)
        same = equal(m, a, b)
        return same if op == "==" else negate(same)
    if isinstance(a, Tensor) or isinstance(b, Tensor):
        return tensor_operator(m, op, a, b)
    own = _overloaded(m, op, a, b)
    if own is not MISSING:
        return own
    a, b = strings.native(a), strings.native(b)
    if isinstance(a, _NATIVE) and isinstance(b, _NATIVE):
        try:
            return HOST[op](a, b)
        except TypeError as e:
            return fault(m, "TypeError", str(e))
    if isinstance(a, SetV) and isinstance(b, SetV):
        inside, outside = (a, b) if op in ("<", "<=") else (b, a)
        return all(k in outside.items for k in inside.items) and (op in ("<=", ">=") or len(outside.items) > len(inside.items))
    if isinstance(a, ListV) and isinstance(b, ListV):
        return compare(m, op, tuple(a.items), tuple(b.items))
    if isinstance(a, (Unknown, SymStr)) or isinstance(b, (Unknown, SymStr)):
        bounded = _by_bound(op, a, b)
        if bounded is not None:
            return bounded
        return asked(m, Atom((op, key_of(a), key_of(b)), f"{label_of(a)} {op} {label_of(b)}"))
    if isinstance(a, Exposed) or isinstance(b, Exposed):
        known = _of_twin(m, op, a, b)
        return known if known is None or isinstance(known, bool) else asked(m, Atom((op, key_of(a), key_of(b)), f"{label_of(a)} {op} {label_of(b)}"))
    return asked(m, Atom((op, key_of(a), key_of(b)), f"… {op} …"))


def _of_shapes(m: Machine, op: str, a: Value, b: Value) -> Value:
    """``a == b`` or ``a != b`` of shapes or dimensions; None is an answer too."""
    from scope_lint.interpreter.hostcalls import to_twin

    if not isinstance(a, TensorShape) and (isinstance(b, TensorShape) or not isinstance(a, Dimension)):
        a, b = b, a
    b = to_twin(m, b)
    if op == "!=" and isinstance(a, TensorShape):
        try:
            answer = a.differs(b)
        except TFError as e:
            raise tf_error(m, e) from None
    else:
        answer = a.equals(b)
        answer = not answer if op == "!=" and isinstance(answer, bool) else answer
    if answer is not NotImplemented:
        return answer
    asked_for = asked(m, Atom(("==", key_of(a), key_of(b)), f"{label_of(a)} == {label_of(b)}"))
    return asked_for if op == "==" else negate(asked_for)


def _split(m: Machine, value: Choice, run: Callable[[Value], Value]) -> Value:
    yes = run(value.yes) if value.yes is not MISSING else False
    no = run(value.no) if value.no is not MISSING else False
    if isinstance(yes, bool) and yes is no:
        return yes
    return Choice(value.atom, yes, no)


def asked(m: Machine, atom: Atom) -> Value:
    """The answer to a question about unknown values: a bool where it is assumed here, else a Choice of bools."""
    held = m.known(atom)
    return Choice(atom, True, False) if held is None else held


def identical(m: Machine, a: Value, b: Value) -> Value:
    """``a is b``."""
    if a is b:
        return True
    for x, other in ((a, b), (b, a)):
        if isinstance(x, Unknown):
            if other is None and m.truth.get(Atom(("truth", x.serial), "")):
                return False
            subject = ("is", x.serial)
            return asked(m, Atom(("is", key_of(x), key_of(other)), f"{x.label} is {label_of(other)}", subject, key_of(other)))
    if a is None or b is None or isinstance(a, bool) or isinstance(b, bool):
        return False
    if isinstance(a, (int, str, bytes, float, tuple)) and isinstance(b, (int, str, bytes, float, tuple)):
        return type(a) is type(b) and a == b
    return bool(a == b) if type(a) is type(b) and not isinstance(a, (Instance, Class)) else False


def equal(m: Machine, a: Value, b: Value) -> Value:
    """``a == b`` without overloading."""
    a, b = m.resolve(strings.native(a)), m.resolve(strings.native(b))
    if isinstance(a, Choice) or isinstance(b, Choice):
        return compare(m, "==", a, b)
    if a is b:
        return True
    if isinstance(a, Identity) and isinstance(b, Identity):
        return False
    if _by_bound("==", a, b) is False:
        return False
    if isinstance(a, Unknown) and a.above is not None and isinstance(b, Unknown):
        a, b = b, a
    for x, other in ((a, b), (b, a)):
        if isinstance(x, Unknown):
            if x.above is None and isinstance(other, Unknown) and other.above is not None:
                return asked(m, Atom(("==", key_of(x), key_of(other)), f"{x.label} == {other.label}", ("==", x.serial), Above(other.above)))
            if isinstance(other, (str, int, float, bytes)) or other is None:
                return asked(m, Atom(("==", key_of(x), key_of(other)), f"{x.label} == {label_of(other)}", ("==", x.serial), other))
            return asked(m, Atom(("==", key_of(x), key_of(other)), f"{x.label} == {label_of(other)}"))
    if isinstance(a, (str, SymStr)) and isinstance(b, (str, SymStr)):
        if a == b:
            return True
        if not may_equal(a, b):
            return False
        return asked(m, Atom(("==", key_of(a), key_of(b)), f"{label_of(a)} == {label_of(b)}"))
    if isinstance(a, _NUMBERS) and isinstance(b, _NUMBERS):
        return a == b
    if isinstance(a, tuple) and isinstance(b, tuple):
        return _all_equal(m, list(a), list(b))
    if isinstance(a, ListV) and isinstance(b, ListV):
        if a.open or b.open:
            return asked(m, Atom(("==", key_of(a), key_of(b)), "two lists are equal"))
        return _all_equal(m, a.items, b.items)
    if isinstance(a, DictV) and isinstance(b, DictV):
        if a.open or b.open:
            return asked(m, Atom(("==", key_of(a), key_of(b)), "two dicts are equal"))
        if a.items.keys() != b.items.keys():
            return False
        return _all_equal(m, list(a.items.values()), [b.items[k] for k in a.items])
    if isinstance(a, SetV) and isinstance(b, SetV):
        return a.items.keys() == b.items.keys()
    if isinstance(a, (Instance, Tensor)) or isinstance(b, (Instance, Tensor)):
        return False
    if isinstance(a, (Dimension, TensorShape)) or isinstance(b, (Dimension, TensorShape)):
        same = _of_shapes(m, "==", a, b)
        return False if same is None else same
    try:
        result = a == b
    except TypeError:
        return False
    if result is None or isinstance(result, Unknown):
        return asked(m, Atom(("==", key_of(a), key_of(b)), "two dimensions are equal"))
    return bool(result) if isinstance(result, bool) else False


def _all_equal(m: Machine, a: list[Value], b: list[Value]) -> Value:
    if len(a) != len(b):
        return False
    unsure: Value = True
    m.enter()
    try:
        for x, y in zip(a, b):
            same = equal(m, x, y)
            if same is False:
                return False
            if same is not True:
                unsure = same
    finally:
        m.leave()
    return unsure


def contains(m: Machine, container: Value, item: Value) -> Value:
    """``item in container``."""
    container, item = m.resolve(container), m.resolve(item)
    if isinstance(container, Choice):
        return _split(m, container, partial(contains, m, item=item))
    if isinstance(container, Instance):
        own = container.cls.find("__contains__")
        if type(own).__name__ == "Function":
            from scope_lint.interpreter.calls import call_method

            return condition(m, call_method(m, container, "__contains__", [item]))
    if isinstance(container, Class) and container.by_metaclass("__contains__") is not None:
        from scope_lint.interpreter.calls import call

        return condition(m, call(m, container.by_metaclass("__contains__"), [container, item], {}))
    container, item = strings.native(container), strings.native(item)
    if isinstance(container, str):
        if isinstance(item, str):
            return item in container
        return asked(m, Atom(("in", key_of(item), container), f"{label_of(item)} in {container!r}"))
    if isinstance(container, SymStr) and isinstance(item, str):
        if any(isinstance(p, str) and item in p for p in container.parts):
            return True
        return asked(m, Atom(("in", item, key_of(container)), f"{item!r} in {label_of(container)}"))
    if isinstance(container, (DictV, SetV)):
        if isinstance(item, Identity) and not container.open and all(isinstance(k, (Identity, str)) for k in container.items):
            return item in container.items
        if isinstance(item, (Unknown, SymStr)) and item not in container.items:
            return asked(m, Atom(("in", key_of(item), Same(container)), f"{label_of(item)} in …")) if container.items or container.open else False
        try:
            if item in container.items:
                return True
        except TypeError as e:
            return fault(m, "TypeError", str(e))
        return asked(m, Atom(("in", key_of(item), Same(container)), f"{label_of(item)} in …")) if container.open else False
    if isinstance(container, range):
        return item in container if isinstance(item, (int, float)) else asked(m, Atom(("in", key_of(item), str(container)), "… in range"))
    if isinstance(container, Unknown):
        return asked(m, Atom(("in", key_of(item), key_of(container)), f"{label_of(item)} in {container.label}"))
    items = None
    if not isinstance(container, Iterator):
        from scope_lint.interpreter.iteration import items_of

        items = container.items if isinstance(container, ListV) else items_of(m, container)
    if items is None:
        return asked(m, Atom(("in", key_of(item), key_of(container)), f"{label_of(item)} in …"))
    unsure: Value = False
    for one in items:
        same = one is item or compare(m, "==", one, item)
        same = condition(m, same)
        if same is True:
            return True
        if same is not False:
            unsure = same
    if isinstance(container, ListV) and container.open:
        return asked(m, Atom(("in", key_of(item), Same(container)), f"{label_of(item)} in …"))
    return unsure
