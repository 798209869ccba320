"""Constants and imports of harmless modules that come, go or change: only who asks for them, or speaks of them, runs again."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.findings import Finding
from scope_lint.options import Options
from tests.program.edits import replace, rerun

LIB = """import os
import tensorflow as tf
from typing import Any

WIDTH = 8
DEPTHS = [1, 2]


def net(name):
    return tf.get_variable(name, [WIDTH])


def other(x):
    return x
"""
USE = 'import tensorflow as tf\nimport lib\n\nlib.net("a")\n'
APART = "import tensorflow as tf\nimport lib\nimport collections\n\nlib.other(1)\n"
OWN = {"lib.py", "functions of lib.py"}


def check(**options: bool) -> list[Finding]:
    return api.check(["."], Options(**options)).findings  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    """Every test is in a folder of its own."""
    for name, text in {"lib.py": LIB, "use.py": USE, "apart.py": APART}.items():
        Path(name).write_text(text)


def edited(old: str, new: str, ran: list[str]) -> set[str]:
    """What runs after an edit of lib.py."""
    check()
    replace("lib.py", old, new)
    jobs = rerun(check, ran)
    replace("lib.py", new, old)
    rerun(check, ran)
    return jobs - OWN


@pytest.mark.parametrize("more", [
    "SIZE = 3\n", "SIZE = -1.5\n", "SIZE = OTHER = 'a'\n", "SIZE = [1, (2, None)]\n", "SIZE = {'a': [1]}\n", '"""Sizes."""\n', "pass\n", "import itertools\n",
    "import numpy as np\n", "import functools as f, types\n", "from inspect import signature as s, getsource\n",
])  # fmt: skip
def test_what_nobody_asks_for(more: str, ran: list[str]) -> None:
    assert edited("    return x\n", f"    return x\n\n\n{more}", ran) == set()
    assert edited("WIDTH = 8\n", f"WIDTH = 8\n{more}", ran) == set()


def test_names_of_an_import(ran: list[str]) -> None:
    assert edited("import Any\n", "import Any, List\n", ran) == set()
    assert edited("import Any\n", "import (\n    Any,\n    List,\n)\n", ran) == set()
    assert edited("import os\n", "import os, re\n", ran) == set()


def test_a_script_of_its_own(ran: list[str]) -> None:
    check()
    Path("use.py").write_text(USE + "\nSIZE = 3\n")
    assert rerun(check, ran) == set()


@pytest.mark.parametrize("more", [
    "SIZE = WIDTH\n", "SIZE = other(1)\n", "import os.path\n", "import collections\n", "from numpy import random\n", "from os import path\n",
    "from functools import *\n", "from . import other_one\n", "SIZE, OTHER = 1, 2\n", "os.size = 3\n", "WIDTH = 9\n", "len = 3\n",
    "__getattr__ = 3\n", "SIZE: Any = other(1)\n",
])  # fmt: skip
def test_what_may_do_more(more: str, ran: list[str]) -> None:
    assert edited("    return x\n", f"    return x\n\n\n{more}", ran) >= {"use.py", "apart.py"}


def test_another_value(ran: list[str]) -> None:
    assert edited("WIDTH = 8", "WIDTH = 9", ran) == {"use.py"}
    assert edited("WIDTH = 8", "WIDTH = -8.0", ran) == {"use.py"}
    assert edited("DEPTHS = [1, 2]", "DEPTHS = [1, 3]", ran) == set()


SEEN = 'tf.get_variable("seen", [1]); tf.get_variable("seen", [1])\n'
WAYS = {
    "a function": ("", "lib.net('seen').shape.as_list() == [9]"),
    "a function in another": ("def outer():\n    def inner():\n        return WIDTH\n    return inner\n", "lib.outer()() == 9"),
    "a lambda": ("f = lambda: WIDTH\n", "lib.f() == 9"),
    "a method": ("class Thing(object):\n    def size(self):\n        return WIDTH\n", "lib.Thing().size() == 9"),
    "the body of a class": ("class Thing(object):\n    size = WIDTH\n", "lib.Thing.size == 9"),
    "a default": ("def size(x=WIDTH):\n    return x\n", "lib.size() == 9"),
    "an import": ("SIZE = WIDTH + 0\n", "lib.SIZE == 9"),
    "a function that an import runs": ("def size():\n    return WIDTH\n\n\nSIZE = size()\n", "lib.SIZE == 9"),
    "a branch": ("if WIDTH == 9:\n    SIZE = 1\nelse:\n    SIZE = 2\n", "lib.SIZE == 1"),
    "an attribute": ("", "lib.WIDTH == 9"),
    "an attribute that is put together": ("", "getattr(lib, 'WID' + 'TH') == 9"),
    "vars": ("", "vars(lib)['WID' + 'TH'] == 9"),
    "globals": ("def size():\n    return globals()['WID' + 'TH']\n", "lib.size() == 9"),
    "import": ("", "__import__('lib').WIDTH == 9"),
    "eval": ("", "eval('lib.WID' + 'TH') == 9"),
    "eval inside": ("def size():\n    return eval('WIDTH')\n", "lib.size() == 9"),
    "global": ("def sets():\n    global WIDTH\n    WIDTH += 1\n\n\ndef size():\n    sets()\n    return WIDTH\n", "lib.size() == 10"),
    "import *": ("", "WIDTH == 9"),
    "a copy": ("", "copied.WIDTH == 9"),
    "__all__": ("__all__ = ['WIDTH']\n", "WIDTH == 9"),
    "the text": ("", "'WIDTH = 9' in open('lib.py').read()"),
    "inspect": ("import inspect\n", "9 in [value for _, value in inspect.getmembers(lib)]"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_another_value_that_is_noticed(way: str) -> None:
    more, condition = WAYS[way]
    Path("lib.py").write_text(LIB + "\n\n" + more)
    Path("copied.py").write_text("from lib import *\n")
    Path("use.py").write_text(f"import inspect\nimport tensorflow as tf\nimport lib\nimport copied\nfrom lib import *\n\nif {condition}:\n    {SEEN}")
    found = []
    for old, new in (("= 8", "= 9"), ("= 9", "= 8"), ("= 8", "= 9")):
        found.append(check())
        assert found[-1] == check(no_cache=True)
        replace("lib.py", f"WIDTH {old}", f"WIDTH {new}")
    assert found[0] == found[2] != found[1]


def test_what_nobody_asks_for_any_more(ran: list[str]) -> None:
    for more in ("SIZE = OTHER = 3\n", "import timeit as timing\n", "from heapq import merge as merge_heaps, nsmallest\n"):
        Path("lib.py").write_text(LIB + more)
        check()
        Path("lib.py").write_text(LIB)
        assert rerun(check, ran) <= OWN


def test_a_module_of_the_program(ran: list[str]) -> None:
    """``import itertools`` is harmless as long as the program has no such module."""
    check()
    Path("lib.py").write_text(LIB + "\nimport itertools\n")
    assert rerun(check, ran) <= OWN
    Path("itertools.py").write_text("import tensorflow as tf\n" + SEEN)
    assert rerun(check, ran) >= {"use.py", "apart.py"}
    replace("lib.py", "import itertools", "import itertools\nimport re")
    assert rerun(check, ran) <= OWN
    Path("lib.py").write_text(LIB)
    assert rerun(check, ran) >= {"use.py", "apart.py"}


@pytest.mark.parametrize("name", ["sys.modules", "getattr(sys, 'mod' + 'ules')", "vars(sys)['modules']"])
def test_sys_modules(name: str) -> None:
    Path("use.py").write_text(f"import sys\nimport tensorflow as tf\nimport lib\n\nif 'itertools' in {name}:\n    {SEEN}")
    found = []
    for text in (LIB, LIB + "\nimport itertools\n", LIB):
        Path("lib.py").write_text(text)
        found.append(check())
        assert found[-1] == check(no_cache=True)
    assert found[0] == found[2] != found[1]


def test_statements_more_in_a_file_that_runs_as_long_as_is_allowed() -> None:
    """They are none that count."""
    from scope_lint.interpreter.limits import CHECK

    made = f"for i in range({CHECK.quiet_steps - 2}):\n    pass\n"
    for text in (made, made + "SIZE = 3\n", made + "SIZE = 3\nimport itertools\n"):
        Path("lib.py").write_text(text)
        assert check() == check(no_cache=True)


@pytest.mark.parametrize("one", ["FLAGS_OF_OLD = 1\n", "import argparse\n", 'SOURCE = "argv"\n', "def later():\n    argv = 1\n"])
def test_what_a_script_may_read_its_settings_with(one: str) -> None:
    """Where its text speaks of a command line, an attribute that is missing is more likely not seen; where nothing does, it ends the script."""
    script = f'import tensorflow as tf\nimport lib\n\n{{}}\ntf.get_variable("a", [1])\nlib.nothing_there\n{SEEN}'
    found = []
    other = one.replace("argv", "other") if "argv" in one else "# Nothing.\n"
    for text in (one, other, one):
        Path("use.py").write_text(script.format(text))
        found.append(check())
        assert found[-1] == check(no_cache=True)
    assert found[0] == found[2] != found[1]
