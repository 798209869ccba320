"""Classes that come or go: only who asks for one of them runs again, and who may notice that a class is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.findings import Finding
from scope_lint.options import Options
from tests.program.edits import rerun

LIB = """import abc
import collections
import tensorflow as tf
import base


class Net(tf.keras.Model):
    size = 1

    def call(self, x):
        return tf.get_variable("a", [self.size])


class Old(base.Base):
    pass


def other(x):
    return x
"""
BASE = """SEEN = []


class Base(object):
    pass


class Hooked(object):
    def __init_{}subclass__(cls):
        SEEN.append(cls)


class Meta(type):
    def __init__(cls, name, bases, attrs):
        {}


def register(cls):
    SEEN.append(cls)
    return cls
"""
SEEN = 'tf.get_variable("seen", [1]); tf.get_variable("seen", [1])\n'
APART = "import tensorflow as tf\nimport lib\n\nlib.other(1)\n"
OWN = {"lib.py", "functions of lib.py"}


def check(**options: bool) -> list[Finding]:
    return api.check(["."], Options(**options)).findings  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    """Every test is in a folder of its own."""
    for name, text in {"base.py": BASE.format("_", "pass"), "lib.py": LIB, "apart.py": APART}.items():
        Path(name).write_text(text)


def edited(more: str, ran: list[str]) -> set[str]:
    """What runs where this stands at the end of lib.py, and where it is taken out again."""
    check()
    jobs = set()
    for text in (LIB + "\n\n" + more, LIB):
        Path("lib.py").write_text(text)
        jobs |= rerun(check, ran)
    return jobs - OWN


BODY = """
    size = 3
    names = ("a", "b")

    def __init__(self, x=1):
        self.x = x

    @staticmethod
    def plain():
        return 1

    @property
    def twice(self):
        return self.x * 2
"""


@pytest.mark.parametrize("head", ["New", "New(object)", "New(tf.keras.Model)", "New(Old)", "New(base.Base, Net)", "New(ValueError)"])
def test_what_nobody_asks_for(head: str, ran: list[str]) -> None:
    assert edited(f"class {head}:{BODY}", ran) == set()
    assert edited(f"class {head}:{BODY}\n\nclass Newer(New):\n    pass\n", ran) == set()


@pytest.mark.parametrize("more", [
    "class New(tf.keras.Sequential):\n    pass\n", "class New(base.register):\n    pass\n", "class New(Missing):\n    pass\n",
    "@base.register\nclass New(object):\n    pass\n", "class New(object, metaclass=base.Meta):\n    pass\n", "class __getattr__(object):\n    pass\n",
    "class New(object):\n    size = other(1)\n", "class New(object):\n    @abc.abstractmethod\n    def f(self):\n        pass\n", "class Net(object):\n    pass\n",
    "class New(object):\n    class Inner(object):\n        pass\n", "class New(object):\n    def f(self, x=other(1)):\n        pass\n",
    "class New(collections.namedtuple('New', 'a')):\n    pass\n", "def property(f):\n    return f\n\n\nclass New(object):\n    @property\n    def f(self):\n        pass\n",
    "del base.Base\n\n\nclass New(base.Base):\n    pass\n", "base = base\n\n\nclass New(base.Base):\n    pass\n", "class len(object):\n    pass\n",
])  # fmt: skip
def test_what_may_do_more(more: str, ran: list[str]) -> None:
    assert edited(more, ran) == {"apart.py"}


WAYS = {
    "a metaclass": ("class First(object, metaclass=base.Meta):\n    pass\n", "First", "len(base.SEEN) > 1", "SEEN.append(name)"),
    "__init_subclass__": ("class First(base.Hooked):\n    pass\n", "base.Hooked", "len(base.SEEN) > 1", "pass"),
    "__subclasses__": ("class First(base.Hooked):\n    pass\n", "base.Base", "len(base.Base.__subclasses__()) > 1", "pass"),
    "a method of a class": ("", "object", "hasattr(lib, 'New') and lib.New().f() == 1", "pass"),
    "a name that is put together": ("", "Old", "hasattr(getattr(lib, 'N' + 'ew', None), 'f')", "pass"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_notices_it(way: str) -> None:
    more, of, condition, meta = WAYS[way]
    Path("base.py").write_text(BASE.format("" if way == "__init_subclass__" else "_", meta))
    Path("use.py").write_text(f"import tensorflow as tf\nimport base\nimport lib\n\nif {condition}:\n    {SEEN}")
    found = []
    for new in ("", f"class New({of}):\n    def f(self):\n        return 1\n", ""):
        Path("lib.py").write_text(f"{LIB}\n\n{more}\n\n{new}")
        found.append(check())
        assert found[-1] == check(no_cache=True)
    assert found[0] == found[2]
    if way != "__subclasses__":  # what it gives is not known
        assert found[0] != found[1]


def test_classes_more_in_a_file_that_runs_as_long_as_is_allowed() -> None:
    """They are nothing that counts."""
    from scope_lint.interpreter.limits import CHECK

    made = f"for i in range({CHECK.quiet_steps - 2}):\n    pass\n"
    for text in (made, made + f"class New(object):{BODY}"):
        Path("lib.py").write_text(text)
        assert check() == check(no_cache=True)


def test_a_decorator_that_takes_the_docstring(ran: list[str]) -> None:
    """It does not ask for the names of a function's variables."""
    text = "import functools\nimport tensorflow as tf\n\n\ndef named(f):\n    @functools.wraps(f)\n    def inner(*args):\n        return f(*args)\n    return inner\n\n\n"
    text += "@named\ndef net(x):\n    return x\n"
    Path("lib.py").write_text(text + "\n\ndef other(x):\n    return x\n")
    check()
    Path("lib.py").write_text(text.replace("    return x\n", "    y = x\n    return y\n") + "\n\ndef other(x):\n    return x\n")
    assert rerun(check, ran) <= OWN
