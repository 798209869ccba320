"""The bytes test for single files, folder by folder: what folders share of it changes no answer."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scope_lint.program.reach import Folders, Reach
from scope_lint.program.roots import roots_for

TF = "import tensorflow as tf\n\ntf.get_variable('w', [1])\n"
FOLDERS = ("", "a", "b", "a/c", "lib")
NAMES = ("a", "b", "c", "m", "n")
IMPORTS = ("import {0}", "import {0}.{1}", "from {0} import {1}", "from . import {0}", "from .{0} import {1}", "from .. import {0}", "from ..{0} import {1}")

texts = st.one_of(
    st.just(TF),
    st.lists(st.builds(lambda form, *names: form.format(*names), st.sampled_from(IMPORTS), *2 * [st.sampled_from(NAMES)]), max_size=3).map("\n".join),
)  # fmt: skip
files = st.dictionaries(st.tuples(st.sampled_from(FOLDERS), st.sampled_from((*NAMES, "__init__"))), texts, min_size=3, max_size=14)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=files, stubbed=st.booleans())
def test_as_with_the_import_roots_of_each(tmp_path_factory, files: dict[tuple[str, str], str], stubbed: bool) -> None:
    top = tmp_path_factory.mktemp("project")
    (top / "setup.py").write_text("")
    for (folder, name), text in files.items():
        (top / folder).mkdir(parents=True, exist_ok=True)
        (top / folder / f"{name}.py").write_text(text)
    stubs = [str(top / "lib")] if stubbed else []
    folders = Folders()
    for folder, name in files:
        path = top / folder / f"{name}.py"
        roots = roots_for([path.parent])
        expected = Reach(roots, stubs).matters(path)
        assert folders.of(str(path.parent), [*map(str, roots)], stubs).matters(str(path)) is expected


def test_a_name_that_only_one_folder_has(tmp_path: Path) -> None:
    """shared.py imports ``nets``: what that is hangs on the folder of the script."""
    for name, text in {"setup.py": "", "shared.py": "import nets\n", "one/use.py": "import shared\n", "two/use.py": "import shared\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "two" / "nets.py").write_text(TF)
    folders = Folders()
    found = {name: folders.of(str(tmp_path / name), [str(tmp_path / name), str(tmp_path)], []) for name in ("one", "two")}
    for _ in range(2):
        assert {name: reach.matters(str(tmp_path / name / "use.py")) for name, reach in found.items()} == {"one": False, "two": True}
