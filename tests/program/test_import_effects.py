"""Modules are loaded once for all scripts: what is found of a script is what is found of it alone, whatever others import."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.interpreter.session import Session
from scope_lint.options import Options
from scope_lint.program.program import Program

REGISTRY = """import absl.flags
import tensorflow as tf

MODELS = {}
NAMES = ["none"]


class Base(object):
    made = 0


def register(fn):
    if fn.__name__ in MODELS:
        raise ValueError("registered twice")
    MODELS[fn.__name__] = fn
    NAMES.append(fn.__name__)
    return fn


def build_all():
    for name in NAMES[1:]:
        with tf.variable_scope("model"):
            MODELS[name]()
"""
FIRST = """import tensorflow as tf
import registry


@registry.register
def first():
    tf.get_variable("w", [1])


registry.Base.first = True

if __name__ == "__main__":
    registry.build_all()
    tf.get_variable("only_%d" % len(registry.NAMES), [1])
    tf.get_variable("only_2", [1])
"""
SECOND = FIRST.replace("first", "second")
BOTH = """import first
import second
from registry import build_all

build_all()
"""
NEITHER = """import tensorflow as tf
import registry

for _ in registry.MODELS:
    tf.get_variable("never", [1])
    tf.get_variable("never", [1])
if hasattr(registry.Base, "first") or "first" in registry.NAMES:
    tf.get_variable("never", [1])
    tf.get_variable("never", [1])
"""
PACKAGE_USER = """import tensorflow as tf
import pack.inner

x = pack.inner.size([1])
with tf.variable_scope("a"):
    tf.get_variable("w", [x])
    tf.get_variable("w", [x])
"""
SPACES = """from gym import spaces
import tensorflow as tf

BOX = spaces.Box(low=0, high=1, shape=(3,))


def observation(space):
    if isinstance(space, spaces.Box):
        return tf.get_variable("box", space.shape)
    tf.get_variable("twice", [1])
    return tf.get_variable("twice", [1])
"""
ACTS = "from gym import spaces\n\nimport acting\n\nacting.observation(acting.BOX)\nacting.observation(spaces.Box(0, 1, (2,)))\n"
FLAGS = """import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_integer("width", 3, "")
FLAGS = flags.FLAGS

if __name__ == "__main__":
    tf.get_variable("w", [FLAGS.width])
    tf.get_variable("w", [FLAGS.width])
"""
FILES = {
    "registry.py": REGISTRY, "first.py": FIRST, "second.py": SECOND, "both.py": BOTH, "neither.py": NEITHER, "pack/__init__.py": "",
    "pack/inner.py": "def size(x):\n    return len(x)\n", "uses.py": PACKAGE_USER, "uses_again.py": PACKAGE_USER, "acting.py": SPACES, "act.py": ACTS,
    "act_again.py": ACTS, "train.py": FLAGS, "evaluate.py": "import train\n" + FLAGS.replace("width", "size"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pack").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)


def errors(*paths: str) -> list[tuple[str, int, str]]:
    """What surely raises. (A function that no script reaches is run on its own: what may raise there hangs on what else is checked.)"""
    found = api.check(list(paths), Options(no_cache=True)).findings
    return sorted((f.path, f.line, f.message) for f in found if f.certainty == "definite")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("order", [sorted(FILES), sorted(FILES, reverse=True)], ids=["forwards", "backwards"])
def test_together_as_alone(order: list[str]) -> None:
    alone = sorted({found for name in order for found in errors(name)})
    assert errors(*order) == alone
    assert [(path, line) for path, line, _ in alone] == [
        ("act.py", 6), ("act_again.py", 6), ("evaluate.py", 10), ("first.py", 15), ("registry.py", 23), ("second.py", 15), ("train.py", 9),
        ("uses.py", 7), ("uses_again.py", 7),
    ]  # fmt: skip


@pytest.mark.usefixtures("project")
def test_a_file_is_one_module_however_it_is_named() -> None:
    """A script imports it by its absolute path, its functions are run by the path that was given: it does not register twice."""
    Path("hub.py").write_text("import third\n")
    Path("third.py").write_text("import hub\n" + FIRST.replace("first", "third") + "\n\ndef alone():\n    tf.Variable(1.0, name='a b')\n")
    Path("uses_hub.py").write_text("import hub\n")
    found = api.check(["third.py", "uses_hub.py"], Options(no_cache=True)).findings
    assert [(f.path, f.line, f.code) for f in found] == [("third.py", 20, "TFS108")]


@pytest.mark.usefixtures("project")
def test_what_another_script_has_loaded_changes_nothing() -> None:
    """Not what a module outside the program says, nor how many statements are counted."""
    Path("ranks.py").write_text("import cluster\nimport enum\n\n\ndef rank():\n    return cluster.rank()\n")
    Path("loads.py").write_text("import ranks\n")
    twice = "    tf.get_variable('never', [1])\n" * 2
    Path("model.py").write_text(
        f"import tensorflow as tf\nimport cluster\nimport ranks\n\nif cluster.rank() == 0 and ranks.rank() != 0:\n{twice}tf.get_variable('w', [1])\n"
    )

    def run(*names: str) -> tuple[int, int, int]:
        session = Session(Program([Path()]), (1, 15))
        result = [session.run_script(Path(name)) for name in names][-1]
        return result.steps, len(result.events), len(result.incomplete)

    assert run("loads.py", "model.py") == run("model.py")
    assert not errors("loads.py", "model.py")
