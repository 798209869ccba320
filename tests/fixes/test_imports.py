"""Functions that are imported by name: what fixes call instead is imported too, and what nothing needs any more is not."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.fixes.imports import without_idle
from scope_lint.options import Options

USE = "with op_scope([], 'a'):\n    w = tf.Variable(0.0)\n"
FIXED = "with name_scope('a', values=[]):\n    w = tf.Variable(0.0)\n"


def fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    monkeypatch.chdir(tmp_path)
    Path("m.py").write_bytes(text.encode())
    outcome = api.fix(["m.py"], Options(no_cache=True), unsafe=True)
    return outcome.files.get("m.py", (b"", text.encode()))[1].decode()


@pytest.mark.parametrize(
    "before, after",
    [
        ("from tensorflow import op_scope\n", "from tensorflow import name_scope\n"),
        ("from tensorflow import op_scope  # noqa\n", "from tensorflow import name_scope  # noqa\n"),
        ("from tensorflow import add, op_scope, multiply\n", "from tensorflow import add, name_scope, multiply\n"),
        ("from tensorflow import op_scope, name_scope\n", "from tensorflow import name_scope\n"),
        ("from tensorflow import name_scope, op_scope\n", "from tensorflow import name_scope\n"),
        ("from tensorflow import (\n    add,\n    op_scope,\n)\n", "from tensorflow import (\n    add,\n    name_scope,\n)\n"),
        ("from tensorflow import add, \\\n    op_scope\n", "from tensorflow import add, \\\n    name_scope\n"),
        ("from tensorflow.python.framework.ops import op_scope\n", "from tensorflow.python.framework.ops import name_scope\n"),
        ("from tensorflow import name_scope\nfrom tensorflow import op_scope\n", "from tensorflow import name_scope\n"),
        ("from tensorflow.python.framework.ops import name_scope\nfrom tensorflow import op_scope  # old\n", None),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_import(before, after, ending, tmp_path, monkeypatch):
    text = "import tensorflow as tf\n" + before + USE
    wanted = "import tensorflow as tf\n" + (before if after is None else after) + FIXED
    assert fixed(tmp_path, monkeypatch, text.replace("\n", ending)) == wanted.replace("\n", ending)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_many_calls(count, tmp_path, monkeypatch):
    before, after = "import tensorflow as tf\nfrom tensorflow import op_scope, add\n", "import tensorflow as tf\nfrom tensorflow import name_scope, add\n"
    assert fixed(tmp_path, monkeypatch, before + USE * count) == after + FIXED * count


def test_what_is_used_otherwise_stays(tmp_path, monkeypatch):
    before = "import tensorflow as tf\nfrom tensorflow import op_scope\n" + USE
    both = before.replace("import op_scope", "import op_scope, name_scope").replace(USE, FIXED)
    assert fixed(tmp_path, monkeypatch, before + "old = op_scope\n") == both + "old = op_scope\n"
    assert fixed(tmp_path, monkeypatch, before + "__all__ = ['op_scope']\n").endswith(FIXED + "__all__ = ['op_scope']\n")


@pytest.mark.parametrize(
    "text",
    [
        "from tensorflow import *\nfrom tensorflow import op_scope as scope, name_scope as op_scope\n" + USE.replace("op_scope", "scope") + "name_scope = 1\n",
        "from tensorflow import op_scope\ndef name_scope(x):\n    return x\n" + USE,
        "from tensorflow import op_scope\ndef f(name_scope):\n    " + USE.replace("\n    ", "\n        ").rstrip() + "\nf(1)\n",
        "try:\n    from tensorflow import op_scope\nexcept ImportError:\n    op_scope = None\n" + USE,
        "from kit import op_scope\n" + USE,
        "scope = tf.op_scope\n" + USE.replace("op_scope", "scope"),
    ],
)
def test_what_is_not_sure_is_not_fixed(text, tmp_path, monkeypatch):
    (tmp_path / "kit.py").write_text("import tensorflow as tf\nop_scope = tf.op_scope\n")
    text = "import tensorflow as tf\n" + text
    assert fixed(tmp_path, monkeypatch, text) == text


def test_name_scopes_for_variables(tmp_path, monkeypatch):
    text = (
        "import tensorflow as tf\nfrom tensorflow import name_scope\nwith name_scope('a'):\n    w = tf.get_variable('w', [1])\n"
        "print(tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope='a'))\n"
    )
    assert fixed(tmp_path, monkeypatch, text) == text.replace("name_scope", "variable_scope")


@pytest.mark.parametrize(
    "body, wanted",
    [
        ("from tensorflow import a", ""), ("from tensorflow import a, b", "from tensorflow import b"),
        ("from tensorflow import b, a", "from tensorflow import b"), ("from tensorflow import a, b, c", "from tensorflow import b"),
        ("from tensorflow import a, c", ""), ("from tensorflow import b, a, c", "from tensorflow import b"),
        ("from tensorflow import (a,\n    b)", "from tensorflow import (b)"), ("from tensorflow import (b,\n    a)", "from tensorflow import (b)"),
        ("from tensorflow import (\n    a,\n    b,\n)", "from tensorflow import (\n    b,\n)"),
        ("from tensorflow import (\n    b,\n    a,\n)", "from tensorflow import (\n    b,\n)"),
        ("from tensorflow import (\n    a,\n    c,\n)", ""),
        ("from tensorflow import (\n    a,  # why\n    b,\n)", None), ("from tensorflow import a  # why", None),
        ("x = 1; from tensorflow import a", None), ("from other import a", None), ("from .tensorflow import a", None),
        ("from tensorflow import é as a, b", "from tensorflow import b"), ("if b:\n    from tensorflow import a", None),
        ("if b:\n    from tensorflow import a\n\n    b = 1", "if b:\n    b = 1"),
    ],
)  # fmt: skip
def test_what_is_idle_goes(body, wanted):
    """``a`` and ``c`` were used."""
    for first, ending in itertools.product(("", "# é\n"), ("\n", "\r\n")):
        text = (first + body + "\nb = 2\n").replace("\n", ending)
        clean = text if wanted is None else (first + wanted + "\n" * bool(wanted) + "b = 2\n").replace("\n", ending)
        assert without_idle("a\nc\n" + text, text) == clean
    assert without_idle(body, body) == body
