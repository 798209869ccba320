"""Sessions side by side in one process: none has anything of another, and none stays when it is no longer needed."""

from __future__ import annotations

import gc
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from scope_lint.events import EntryResult, VariableEvent
from scope_lint.interpreter.session import Session
from scope_lint.program.program import Program
from scope_lint.workers import run_script

FIXTURES = Path(__file__).parents[2] / "fixtures"

SHARED = """
import tensorflow as tf

def variable():
    with tf.Graph().as_default():
        return tf.Variable(1.0, name="made").name
"""
PROGRAM = "import shared\nimport tensorflow as tf\ntf.get_variable(shared.variable().replace(':', '_'), [1])\n"


def made(result: EntryResult) -> list[str]:
    return [str(event.name) for event in result.events if isinstance(event, VariableEvent)]


def test_classes_of_tensorflow_belong_to_a_session(tmp_path: Path) -> None:
    """The second session's classes are not those that the first one's modules make things of."""
    (tmp_path / "shared.py").write_text(SHARED)
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    first, second = Session(Program([tmp_path]), (1, 15)), Session(Program([tmp_path]), (1, 4))
    expected = made(run_script(first, path))
    assert expected == ["made", "made_0"]
    assert made(run_script(second, path)) == expected
    assert made(run_script(first, path)) == expected


def objects() -> Counter[str]:
    gc.collect()
    return Counter(type(one).__qualname__ for one in gc.get_objects() if str(type(one).__module__).startswith("scope_lint"))


def test_nothing_stays_of_sessions() -> None:
    """A process that begins anew has the memory back, however many files it has run."""
    paths = sorted((FIXTURES / "unseen").glob("*.py"))[:12]

    def run() -> None:
        session = Session(Program([FIXTURES / "unseen"]), (1, 15))
        for path in paths:
            run_script(session, path)

    machines = objects()["Machine"]
    run()
    before = objects()
    run()
    after = objects()
    assert {name: after[name] for name in ("Machine", "Module", "Function", "Code", "ListV", "Unknown") if after[name] > before[name] + 5} == {}
    assert after["Machine"] == machines


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


MAKES = "import tensorflow as tf\n{}\ntf.get_variable(helper.NAME, [1])\n"


def test_a_module_is_shared_where_its_imports_lead_to_the_same(tmp_path: Path) -> None:
    """As Python does: the folder of the script comes first, also for what the modules that it imports import."""
    write(
        tmp_path, helper="import settings\nNAME = settings.NAME\n", settings="NAME = 'roots'\n", sub__settings="NAME = 'own'\n",
        sub__one=MAKES.format("import helper"), two=MAKES.format("import helper"), other__three=MAKES.format("import helper"),
    )  # fmt: skip
    expected = {"sub/one.py": ["own"], "two.py": ["roots"], "other/three.py": ["roots"]}
    for names in (list(expected), list(reversed(expected))):
        session = Session(Program([tmp_path]), (1, 15))
        for name in [*names, *names]:
            assert made(run_script(session, tmp_path / name)) == expected[name], names
        shared = session.machine.shared
        assert shared is not None
        assert {name: len(loaded) for (_, name), loaded in shared.known.items()} == {"helper": 2, "settings": 1}


def test_a_module_is_shared_where_sys_path_finds_the_same(tmp_path: Path) -> None:
    write(
        tmp_path, helper="import settings\nNAME = settings.NAME\n", settings="NAME = 'roots'\n", lib__settings="NAME = 'lib'\n",
        one=MAKES.format("import helper"), two=MAKES.format(f"import sys\nsys.path.insert(0, {str(tmp_path / 'lib')!r})\nimport helper"),
    )  # fmt: skip
    expected = {"one.py": ["roots"], "two.py": ["lib"]}
    for names in (list(expected), list(reversed(expected))):
        session = Session(Program([tmp_path]), (1, 15))
        for name in [*names, *names]:
            assert made(run_script(session, tmp_path / name)) == expected[name], names


def test_a_file_that_is_imported_by_two_names_is_two_modules(tmp_path: Path) -> None:
    write(
        tmp_path, pkg____init__="", pkg__helper="NAME = __name__.replace('.', '_')\n", pkg__one=MAKES.format("import helper"),
        two=MAKES.format("from pkg import helper"),
    )  # fmt: skip
    expected = {"pkg/one.py": ["helper"], "two.py": ["pkg_helper"]}
    for names in (list(expected), list(reversed(expected))):
        session = Session(Program([tmp_path]), (1, 15))
        for name in names:
            assert made(run_script(session, tmp_path / name)) == expected[name], names


ORDERS = {
    "in the graph": (
        {"own": "import tensorflow as tf\nw = tf.get_variable('w', [1])\n", "user": "import own\nW = own.w\n"},
        {"one": ("import own\nimport user\n", ["w"]), "two": ("import user\nimport tensorflow as tf\ntf.get_variable('b', [1])\n", ["w", "b"])},
    ),
    "written to": (
        {"config": "N = 1\n", "helper": "import config\nNAME = 'v%d' % config.N\n", "other": "import helper\nNAME = helper.NAME\n"},
        {
            "one": (MAKES.format("import config\nconfig.N = 5\nimport helper"), ["v5"]),
            "two": (MAKES.format("import helper"), ["v1"]),
            "three": (MAKES.format("import config\nconfig.N = 3\nimport other as helper"), ["v3"]),
            "five": (MAKES.format("import config\nconfig.N = 7\nimport os.path\nimport helper"), ["v7"]),
            "four": (MAKES.format("import other as helper\nimport config\nconfig.N = 3"), ["v1"]),
        },
    ),
    "an attribute of a class": (
        {"config": "class Config:\n    n = 1\n", "helper": "from config import Config\nNAME = 'v%d' % Config.n\n"},
        {
            "one": (MAKES.format("from config import Config\nConfig.n = 5\nimport helper"), ["v5"]),
            "two": (MAKES.format("import helper"), ["v1"]),
        },
    ),
    "its import fails": (
        {"env": "import tensorflow as tf\nNAME = 'n'\nraise RuntimeError('no')\n", "helper": "from env import NAME, tf\n"},
        {
            "one": (MAKES.format("import env\nimport helper"), ["n"]),
            "two": (MAKES.format("import helper\nimport env"), ["n"]),
            "three": ("try:\n    import env\nexcept RuntimeError:\n    import tensorflow as tf\n    tf.get_variable('caught', [1])\n", ["caught"]),
        },
    ),
    "a cycle that makes something in the graph": (
        {
            "own": "import user\nimport tensorflow as tf\nw = tf.get_variable('w', [1])\nNAME = 'n'\n",
            "user": "import own\ndef name():\n    return own.NAME\n",
        },
        {
            "one": ("import own\nimport user\nimport tensorflow as tf\ntf.get_variable(user.name(), [1])\n", ["w", "n"]),
            "two": ("import user\nimport tensorflow as tf\ntf.get_variable(user.name(), [1])\n", ["w", "n"]),
        },
    ),
    "a cycle within another": (
        {
            "own": "import mid\nNAME = 'n'\n",
            "mid": "import user\nimport tensorflow as tf\nw = tf.get_variable('w', [1])\n",
            "user": "import own\nimport mid\ndef name():\n    return own.NAME\n",
        },
        {
            "one": ("import own\nimport user\nimport tensorflow as tf\ntf.get_variable(user.name(), [1])\n", ["w", "n"]),
            "two": ("import user\nimport tensorflow as tf\ntf.get_variable(user.name(), [1])\n", ["w", "n"]),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ORDERS)
def test_an_entry_does_not_hang_on_those_before_it(case: str, tmp_path: Path) -> None:
    """Each entry gives what it gives in a process of its own, which is what Python does."""
    modules, scripts = ORDERS[case]
    write(tmp_path, **modules, **{name: text for name, (text, _) in scripts.items()})
    for names in permutations(scripts):
        session = Session(Program([tmp_path]), (1, 15))
        for name in [*names, *names]:
            assert made(run_script(session, tmp_path / f"{name}.py")) == scripts[name][1], (names, name)


def test_what_a_package_binds_over_its_submodule_stays(tmp_path: Path) -> None:
    """lay.conv2d is the module while it is imported, and the function from then on, in all entries."""
    write(
        tmp_path, lay__block="import lay\ndef block():\n    return lay.conv2d()\n",
        lay__conv2d="import tensorflow as tf\ndef conv2d():\n    tf.get_variable('made', [1])\n",
        main="from lay.block import block\nblock()\n", other="import lay\nlay.conv2d()\n", third="import lay.conv2d\nlay.conv2d()\n",
    )  # fmt: skip
    (tmp_path / "lay" / "__init__.py").write_text("from lay.conv2d import conv2d\n")
    session = Session(Program([tmp_path]), (1, 15))
    for name in ("main", "other", "third", "main"):
        assert made(run_script(session, tmp_path / f"{name}.py")) == ["made"], name


def test_the_folder_of_a_package_does_not_hide_the_standard_library(tmp_path: Path) -> None:
    """Unless a script is run there: then its own folder comes first."""
    uses = "import logging\nimport tensorflow as tf\nlogging.{}\ntf.get_variable({}, [1])\n"
    write(
        tmp_path, pkg__logging="NAME = 'own'\n", pkg__script=uses.format("NAME", "logging.NAME"),
        script=uses.format("getLogger('x')", "'standard'"),
    )  # fmt: skip
    (tmp_path / "pkg" / "__init__.py").write_text("")
    session = Session(Program([tmp_path / "pkg", tmp_path]), (1, 15))
    for _ in range(2):
        assert made(run_script(session, tmp_path / "script.py")) == ["standard"]
        assert made(run_script(session, tmp_path / "pkg" / "script.py")) == ["own"]
