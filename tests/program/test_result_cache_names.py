"""A function that is added to a file, or taken out of it, changes nothing for who imports the file, unless something asks for its name.

Each way to notice such a name is a program of its own, whose findings are other ones once the name is there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint import api
from scope_lint.findings import Finding
from scope_lint.interpreter.builtins import BUILTINS
from scope_lint.options import Options
from scope_lint.syntax.bindings import BUILT_IN
from tests.program.edits import rerun

LIB = '''"""A library."""

import tensorflow as tf

WIDTH = 8


def net(name):
    with tf.variable_scope(name):
        return tf.get_variable("w", [WIDTH])


DEPTHS = sorted([
    1,
    2,
])


def other(x):
    return x
'''
HELPER = "\n\ndef helper(x=None):\n    return 2\n"
SEEN = '{indent}tf.get_variable("seen", [1])\n{indent}tf.get_variable("seen", [1])\n'


def use(text: str) -> str:
    """A program that makes a variable twice at SEEN."""
    lines = []
    for line in text.splitlines(keepends=True):
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(SEEN.format(indent=indent) if line.strip() == "SEEN" else line)
    return "import tensorflow as tf\nimport lib\n\n" + "".join(lines)


NOTICED = {
    "hasattr": {"use.py": use('if hasattr(lib, "helper"):\n    SEEN\n')},
    "hasattr of a name that is put together": {"use.py": use('if hasattr(lib, "hel" + "per"):\n    SEEN\n')},
    "getattr": {"use.py": use('if getattr(lib, "helper", None) is not None:\n    SEEN\n')},
    "by sys.modules": {"use.py": use('import sys\nif hasattr(sys.modules["lib"], "helper"):\n    SEEN\n')},
    "ImportError": {"use.py": use("try:\n    from lib import helper\nexcept ImportError:\n    pass\nelse:\n    SEEN\n")},
    "AttributeError": {"use.py": use("try:\n    lib.helper\nexcept AttributeError:\n    pass\nelse:\n    SEEN\n")},
    "NameError": {
        "lib.py": LIB + "\n\ndef probe():\n    try:\n        helper\n    except NameError:\n        return False\n    return True\n",
        "use.py": use("if lib.probe():\n    SEEN\n"),
    },
    "NameError of an import": {
        "lib.py": LIB + "\n\ntry:\n    HELPS = bool(helper)\nexcept NameError:\n    HELPS = False\n",
        "use.py": use("if lib.HELPS:\n    SEEN\n"), "before": "try:",
    },
    "a text that is run": {"lib.py": LIB + '\n\nexec("helper = 1")\n', "use.py": use("if callable(lib.helper):\n    SEEN\n")},
    "a name in a text": {"use.py": use('try:\n    eval("lib.helper")\nexcept AttributeError:\n    pass\nelse:\n    SEEN\n')},
    "the file's own text": {"use.py": use('exec(open("lib.py").read())\ntry:\n    helper\nexcept NameError:\n    pass\nelse:\n    SEEN\n')},
    "runpy": {"use.py": use('import runpy\nif "helper" in runpy.run_path("lib.py"):\n    SEEN\n')},
    "import *": {"use.py": use("from lib import *\ntry:\n    helper\nexcept NameError:\n    pass\nelse:\n    SEEN\n")},
    "import * elsewhere": {"mid.py": "from lib import *\n", "use.py": use('import mid\nif hasattr(mid, "helper"):\n    SEEN\n')},
    "import * binds over it": {
        "mid.py": "def helper():\n    return 1\n\n\nfrom lib import *\n", "use.py": use("import mid\nif mid.helper() == 2:\n    SEEN\n"),
    },
    "import * of what __all__ lists": {
        "lib.py": LIB + '\n__all__ = ["helper"]\n', "use.py": use("from lib import *\nif helper() == 2:\n    SEEN\n"),
    },
    "in place of what import * brought": {
        "base.py": "def helper():\n    return 1\n", "lib.py": LIB + "\nfrom base import *\n", "use.py": use("if lib.helper() == 2:\n    SEEN\n"),
    },
    "dir": {"use.py": use('if "helper" in dir(lib):\n    SEEN\n')},
    "vars": {"use.py": use('if "helper" in vars(lib):\n    SEEN\n')},
    "__dict__": {"use.py": use('for name in lib.__dict__:\n    if name == "helper":\n        SEEN\n')},
    "inspect": {"use.py": use('import inspect\nif "helper" in [name for name, _ in inspect.getmembers(lib)]:\n    SEEN\n')},
    "globals": {"lib.py": LIB + '\n\ndef probe():\n    return "helper" in globals()\n', "use.py": use("if lib.probe():\n    SEEN\n")},
    "globals that are kept": {"lib.py": LIB + "\n\nALL = globals()\n", "use.py": use('if "helper" in lib.ALL:\n    SEEN\n')},
    "locals": {"lib.py": LIB + "\n\nALL = locals()\n", "use.py": use('if "helper" in lib.ALL:\n    SEEN\n')},
    "__getattr__": {"lib.py": LIB + "\n\ndef __getattr__(name):\n    return None\n", "use.py": use("if lib.helper is not None:\n    SEEN\n")},
    "a name that was bound": {"lib.py": LIB + "\n\nhelper = 1\n", "use.py": use("if callable(lib.helper):\n    SEEN\n")},
    "a name that a branch bound": {
        "lib.py": LIB + "\n\nif WIDTH:\n    helper = 1\n", "use.py": use("if callable(lib.helper):\n    SEEN\n"),
    },
    "a name that others bind, perhaps": {
        "use.py": use('import os\nif os.environ.get("HELP"):\n    lib.helper = None\nif lib.helper is not None:\n    SEEN\n'),
    },
    "a name that others delete": {"use.py": use('import os\nif os.environ.get("HELP"):\n    del lib.helper\nif hasattr(lib, "helper"):\n    SEEN\n')},
    "a submodule": {
        "pack/__init__.py": "", "pack/helper.py": "", "use.py": use("from pack import helper\nif callable(helper):\n    SEEN\n"),
        "file": "pack/__init__.py",
    },
    "a submodule that others import": {
        "pack/__init__.py": "", "pack/helper.py": "", "first.py": "import pack.helper\n",
        "use.py": use("import pack\nif hasattr(pack, 'helper'):\n    SEEN\nimport first\n"), "file": "pack/__init__.py",
    },
    "a built-in name": {
        "lib.py": LIB + "\n\ndef size(x):\n    return len(x)\n", "use.py": use("if lib.size([1]) == 2:\n    SEEN\n"),
        "add": HELPER.replace("helper", "len"),
    },
    "a decorator": {
        "lib.py": LIB + "\n\nALL = []\n\n\ndef register(fn):\n    ALL.append(fn)\n    return fn\n", "use.py": use("if lib.ALL:\n    SEEN\n"),
        "add": "\n\n@register" + HELPER[1:],
    },
    "a default": {
        "lib.py": LIB + "\n\nALL = []\n\n\ndef register(fn):\n    ALL.append(fn)\n    return fn\n", "use.py": use("if lib.ALL:\n    SEEN\n"),
        "add": HELPER.replace("None", "register(1)"),
    },
    "a name of a method that is put together": {
        "lib.py": LIB + "\n\nclass Thing(object):\n    pass\n", "use.py": use('if hasattr(lib.Thing(), "hel" + "per"):\n    SEEN\n'),
        "add": "\n    def helper(self):\n        return 2\n",
    },
    "a decorator of classes": {
        "lib.py": LIB + "\n\ndef count(cls):\n    cls.has = 'hel' + 'per' in vars(cls)\n    return cls\n\n\n@count\nclass Thing(object):\n    pass\n",
        "use.py": use("if lib.Thing.has:\n    SEEN\n"), "add": "\n    def helper(self):\n        return 2\n",
    },
    "a metaclass": {
        "lib.py": LIB + "\n\nclass Meta(type):\n    def __new__(cls, name, bases, attrs):\n        made = type.__new__(cls, name, bases, attrs)\n"
        "        made.has = 'helper' in attrs\n        return made\n\n\nclass Thing(object, metaclass=Meta):\n    pass\n",
        "use.py": use("if lib.Thing.has:\n    SEEN\n"), "add": "\n    def helper(self):\n        return 2\n",
    },
    "a class that has a method more": {
        "lib.py": LIB + "\n\nclass Thing(object):\n    pass\n", "use.py": use('if hasattr(lib.Thing(), "helper"):\n    SEEN\n'),
        "add": "\n    def helper(self):\n        return 2\n",
    },
    "a method in place of another": {
        "lib.py": LIB + "\n\nclass Base(object):\n    def helper(self):\n        return 1\n\n\nclass Thing(Base):\n    pass\n",
        "use.py": use("if lib.Thing().helper() == 2:\n    SEEN\n"), "add": "\n    def helper(self):\n        return 2\n",
    },
    "a function in place of another": {
        "lib.py": LIB + "\n\ndef helper():\n    return 1\n", "use.py": use("if lib.helper() == 2:\n    SEEN\n"),
    },
    "a function in a block": {
        "lib.py": LIB + "\n\nHELP = True\n", "use.py": use('if hasattr(lib, "helper"):\n    SEEN\n'),
        "add": "\n\nif HELP:" + HELPER[1:].replace("\n", "\n    ").rstrip(" "),
    },
}  # fmt: skip


def check(**options: bool) -> list[Finding]:
    return api.check(["."], Options(**options)).findings  # type: ignore[arg-type]


def made_twice() -> list[tuple[str, str]]:
    return [(f.code, f.certainty) for f in check(no_cache=True) if f.path == "use.py"]


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    """Every test is in a folder of its own."""


def make(files: dict[str, str]) -> None:
    for name, text in {"lib.py": LIB, **files}.items():
        if name.endswith(".py"):
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(text)


@pytest.mark.parametrize("name", NOTICED)
def test_a_name_that_is_noticed(name: str) -> None:
    files = NOTICED[name]
    make(files)
    path = Path(files.get("file", "lib.py"))
    before, add = path.read_text(), files.get("add", HELPER)
    if "before" in files:
        head, mark, tail = before.partition(files["before"])
        after = head + add + "\n\n" + mark + tail
    else:
        after = before + add
    found = {}
    for text in (before, after, before, after):
        path.write_text(text)
        found[text] = check()
        assert found[text] == check(no_cache=True)
    assert found[before] != found[after]


CLASS = """

class helper(object):
    \"\"\"Helps.\"\"\"

    size = 2

    def __init__(self, x=None):
        self.x = x

    @property
    def helps(self):
        return self.x
"""


@pytest.mark.parametrize("add", [CLASS, "\n\nhelper = [2, -1.5, {'a': (b'1', None)}]\n", "\n\nimport itertools as helper\n", "\n\nfrom functools import wraps as helper\n"])
@pytest.mark.parametrize("name", [name for name, files in NOTICED.items() if not {"add", "before"} & files.keys()])
def test_a_class_a_constant_or_an_import_that_is_noticed(name: str, add: str) -> None:
    files = NOTICED[name]
    make(files)
    path = Path(files.get("file", "lib.py"))
    before = path.read_text()
    for text in (before, before + add, before, before + add + add, before + add):
        path.write_text(text)
        assert check() == check(no_cache=True)


USE = use("lib.other(1)\n")
NAMES = use('lib.net("a")\n')
"""Its results name lines of lib.py."""


def edited(old: str, new: str, ran: list[str]) -> set[str]:
    """What runs after an edit of lib.py, and after it was taken back."""
    make({"use.py": USE, "names.py": NAMES, "apart.py": use("print(lib.WIDTH, hasattr(lib, 'auxiliary'))\n")})
    text = Path("lib.py").read_text()
    assert old in text
    assert check() == check(no_cache=True)
    jobs = []
    for now in (text.replace(old, new, 1), text):
        Path("lib.py").write_text(now)
        jobs.append(rerun(check, ran) - {"lib.py", "functions of lib.py"})
    assert jobs[0] == jobs[1]
    return jobs[0]


def test_a_function_at_the_end(ran: list[str]) -> None:
    assert edited("    return x\n", "    return x\n" + HELPER.replace("helper", "assistant"), ran) == set()


def test_functions_that_call_each_other(ran: list[str]) -> None:
    more = "\n\ndef ping(x, y=(-1, 'a'), *more, z=b''):\n    return pong(x)\n\n\ndef pong(x):\n    yield ping(x)\n"
    assert edited("    return x\n", "    return x\n" + more, ran) == set()


def test_a_function_in_the_middle(ran: list[str]) -> None:
    assert edited("DEPTHS", "def assistant(x):\n    return x\n\n\nDEPTHS", ran) == set()


LONGER = LIB + HELPER.replace("helper", "assistant")


@pytest.mark.parametrize(("before", "after", "again"), [(LIB, LONGER, set()), (LONGER, LIB, {"use.py"})])
def test_a_function_that_a_text_speaks_of(before: str, after: str, again: set[str], ran: list[str]) -> None:
    """That matters where the function goes: the text may be what asks for it."""
    make({"lib.py": before, "use.py": use("# lib.assistant()\n"), "apart.py": use("")})
    check()
    Path("lib.py").write_text(after)
    ran.clear()
    found = check()
    assert {"use.py", "apart.py"} & set(ran) == again
    assert check(no_cache=True) == found


THING = LIB + "\n\nclass Thing(object):\n    def first(self):\n        return 1\n\n\nclass Other(Thing):\n    def first(self):\n        return 2\n"
METHOD = "\n    def assistant(self, x=None):\n        return 2\n"


def edited_class(text: str, ran: list[str], use_it: str = "lib.Other().first()\n") -> set[str]:
    """What runs where Thing gets something more, and where it is taken out again."""
    make({"lib.py": THING, "use.py": use(use_it)})
    check()
    jobs = set()
    for now in (THING.replace("        return 1\n", "        return 1\n" + text), THING):
        Path("lib.py").write_text(now)
        ran.clear()
        found = check()
        jobs |= set(ran) - {"lib.py", "functions of lib.py"}
        assert check(no_cache=True) == found
    return jobs


def test_a_method(ran: list[str]) -> None:
    assert edited_class(METHOD, ran) == set()
    assert edited_class(METHOD, ran, "print(getattr(lib.Thing, 'fir' + 'st'), hasattr(lib, 'assist' + 'ants'))\n") == set()


def test_a_method_that_others_speak_of(ran: list[str]) -> None:
    assert edited_class(METHOD, ran, "# assistant\n") == {"use.py"}


def test_methods_that_have_a_meaning(ran: list[str]) -> None:
    for text in ("    __enter__ = 1\n", METHOD.replace("assistant", "__len__"), METHOD.replace("assistant", "__private"), METHOD.replace("assistant", "build"),
                 METHOD.replace("assistant", "first"), METHOD.replace("    def", "    @staticmethod\n    def")):  # fmt: skip
        assert edited_class(text, ran) == {"use.py"}


def test_a_class_that_is_looked_at_as_a_whole(ran: list[str]) -> None:
    for text in ("dir(lib.Other)\n", "dir(lib.Other())\n", "vars(lib.Thing)\n", "lib.Thing.__dict__\n", "getattr(lib.Other(), 'assist' + 'ant', 1)\n",
                 "import six\n\n\nclass Meta(type):\n    pass\n\n\nsix.add_metaclass(Meta)(lib.Thing)\n", "exec('x = 1')\n"):  # fmt: skip
        assert edited_class(METHOD, ran, text) == {"use.py"}


def test_a_function_that_is_asked_for_elsewhere(ran: list[str]) -> None:
    assert edited("    return x\n", "    return x\n\n\ndef auxiliary():\n    pass\n", ran) == {"apart.py"}


def test_a_comment_behind_code(ran: list[str]) -> None:
    assert edited("WIDTH = 8", "WIDTH = 8  # so wide", ran) == set()
    assert edited("    1,", "    1,  # one", ran) == set()
    assert edited("def net(name):", "def net(name):  # a net", ran) == set()
    assert edited("return x", "return x  # the same", ran) == set()


def test_lines_of_comments_within_code(ran: list[str]) -> None:
    assert edited("    1,", "    # One.\n    1,", ran) == set()
    assert edited("        return tf", "        # A variable.\n        return tf", ran) == set()


def test_code_that_is_put_on_another_line(ran: list[str]) -> None:
    assert {"use.py", "apart.py", "names.py"} <= edited("    1,\n    2,", "    1, 2,", ran)
    assert {"use.py", "apart.py", "names.py"} <= edited("def other(x):", "def other( x):", ran)
    assert edited("WIDTH = 8", "WIDTH =  8", ran) == {"apart.py", "names.py"}  # those that speak of it


def test_a_docstring(ran: list[str]) -> None:
    assert edited("def other(x):\n", 'def other(x):\n    """Gives x."""\n', ran) == set()
    assert {"use.py", "apart.py"} <= edited("A library.", "The library.", ran)


def test_a_docstring_that_is_read() -> None:
    make({"use.py": use('if lib.other.__doc__:\n    SEEN\n')})
    assert not check()
    Path("lib.py").write_text(LIB.replace("def other(x):\n", 'def other(x):\n    """Gives x."""\n'))
    assert check() == check(no_cache=True) != []


def test_names_of_variables_that_are_read() -> None:
    make({"use.py": use('if "y" in lib.other.__code__.co_varnames:\n    SEEN\n')})
    assert not check()
    Path("lib.py").write_text(LIB.replace("    return x", "    y = x\n    return y"))
    assert check() == check(no_cache=True) != []


def test_a_comment_that_suppresses() -> None:
    make({"lib.py": LIB + '\ntf.Variable(1.0, name="a b")\n', "use.py": use("")})
    assert [(f.path, f.code) for f in check()] == [("lib.py", "TFS108")]
    Path("lib.py").write_text(LIB + '\ntf.Variable(1.0, name="a b")  # noqa: TFS108\n')
    assert check() == check(no_cache=True) == []


def test_a_function_more_in_a_file_that_runs_as_long_as_is_allowed() -> None:
    """A definition is no statement that counts."""
    from scope_lint.interpreter.limits import CHECK

    made = f"for i in range({CHECK.quiet_steps - 2}):\n    pass\n"
    make({"lib.py": made, "use.py": use("SEEN\n")})
    for text in (made, made + HELPER, made + HELPER + HELPER.replace("helper", "another")):
        Path("lib.py").write_text(text)
        assert check() == check(no_cache=True)


PROBES = (
    'if hasattr(lib, "{name}"):\n    SEEN\n', 'if "{name}" in dir(lib):\n    SEEN\n', 'if getattr(lib, "{name}", None) is not None:\n    SEEN\n',
    "try:\n    from lib import {name}\nexcept ImportError:\n    SEEN\n", "try:\n    lib.{name}\nexcept AttributeError:\n    SEEN\n",
    "from lib import *\ntry:\n    {name}\nexcept NameError:\n    SEEN\n", "import mid\ntry:\n    mid.{name}\nexcept AttributeError:\n    SEEN\n",
    "lib.{name} = None\n", "import lib.{name}\n", 'if lib.probe("{name}"):\n    SEEN\n', "if callable(lib.{name}):\n    SEEN\n",
    "if lib.reads() == 2:\n    SEEN\n", "if lib.{name} == 1:\n    SEEN\n", "if lib.reads() == 1:\n    SEEN\n", "if lib.Thing().{name}() == 2:\n    SEEN\n", 'if hasattr(lib.Thing, "{name}"):\n    SEEN\n',
    'lib.net("{name}")\n', "def later():\n    return lib.{name}()\n", "lib.other(lib.{name})\n",
)
PARTS = (
    "def {name}(x=None):\n    return 2\n", "def {name}(x=WIDTH):\n    return {other}(x)\n", "@other\ndef {name}(x=None):\n    return 2\n", "{name} = 1\n",
    "{name} = 2\n", "{name} = {other} = 1\n", "import itertools as {name}\n", "import os, {name}\n", "from functools import wraps, reduce as {name}\n",
    "class Thing(object):\n    def {name}(self):\n        return 2\n", "def reads():\n    try:\n        return {name}()\n    except NameError:\n        return 1\n",
    "def probe(name):\n    return name in globals()\n", "def reads():\n    return {name}\n", "def sets():\n    global {name}\n    {name} = 3\n", "from base import *\n", "WIDTH = 8  # so wide\n",
    "# A comment.\n", "if WIDTH:\n    def {name}():\n        return 3\n", "sets()\n", 'exec("{name} = 4")\n', "def __getattr__(name):\n    return None\n",
    "def {name}():\n    \"\"\"Says something.\"\"\"\n    return [\n        1,  # one\n    ]\n", "del {name}\n",
)
METHODS = (
    "    def {name}(self, x=None):\n        return 2\n", "    def {name}(self):\n        return self.{other}()\n", "    {name} = 1\n",
    "    @property\n    def {name}(self):\n        return 2\n", "    size = 2  # more\n", "    def __getattr__(self, name):\n        return lambda: 2\n",
)
NAME = st.sampled_from(["assistant", "len", "net", "late", "base"])
PART = st.builds(lambda part, name, other: part.format(name=name, other=other), st.sampled_from(PARTS), NAME, NAME)
PROBE = st.builds(lambda probe, name: probe.format(name=name), st.sampled_from(PROBES), NAME)
METHOD_OF_ANY = st.builds(str.format, st.sampled_from(METHODS), name=NAME, other=NAME)
CLASS = st.builds(
    lambda name, bases, methods: f"class {name}({bases}):\n    size = 1\n\n" + "\n".join(methods),
    st.sampled_from(["Thing", "Base"]), st.sampled_from(["object", "Base", "Thing"]), st.lists(METHOD_OF_ANY, max_size=3),
)  # fmt: skip
EDIT = st.tuples(st.integers(0, 9), st.one_of(st.none(), PART, CLASS, METHOD_OF_ANY))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(PROBE, min_size=1, max_size=2), min_size=1, max_size=3), st.lists(st.one_of(PART, CLASS), max_size=4), st.lists(EDIT, min_size=1, max_size=4))
def test_any_names(probes: list[list[str]], parts: list[str], edits: list[tuple[int, str | None]]) -> None:
    """Parts of a file put in or taken out, while others look for its names: what is found is what is found without a cache."""
    make({"mid.py": "from lib import *\n", "base.py": "def late():\n    return 2\n"})
    for number, some in enumerate(probes):
        Path(f"use{number}.py").write_text(use("".join(some)))
    parts = [LIB, *parts]
    for where, what in [(0, ""), *edits]:
        number = where % len(parts)
        if what and what.startswith("    ") and parts[number].startswith("class "):
            parts[number] += what
        elif what is None:
            parts = [part for number, part in enumerate(parts) if number == 0 or number != where]
        elif what and not what.startswith("    "):
            parts.insert(where % (len(parts) + 1), what)
        Path("lib.py").write_text("\n\n".join(parts))
        assert check() == check(no_cache=True)


def test_all_built_in_names_are_known() -> None:
    assert BUILT_IN >= set(BUILTINS)
