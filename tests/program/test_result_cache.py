"""Results kept between runs: used while nothing that they hung on has changed, and never after."""

from __future__ import annotations

from pathlib import Path

import pytest

from scope_lint import api
from scope_lint.options import Options

NETS = 'import tensorflow as tf\n\n\ndef net(name):\n    with tf.variable_scope(name):\n        return tf.get_variable("w", [1])\n'
TRAIN = 'from nets import net\n\nnet("a")\nnet("b")\n'
OTHER = 'import tensorflow as tf\n\ntf.get_variable("v", [1])\ntf.get_variable("v", [1])\n'


@pytest.fixture
def project(folder: Path) -> Path:
    (folder / "nets.py").write_text(NETS)
    (folder / "train.py").write_text(TRAIN)
    (folder / "other.py").write_text(OTHER)
    return folder


def run(ran: list[str], **options: object) -> list[tuple[str, int, str]]:
    """The findings; ``ran`` is left with what ran for them with the cache."""
    ran.clear()
    found = api.check(["."], Options(**options)).findings  # type: ignore[arg-type]
    kept = list(ran)
    assert found == api.check(["."], Options(no_cache=True, **options)).findings  # type: ignore[arg-type]
    ran[:] = kept
    return [(f.path, f.line, f.code) for f in found]


def test_nothing_has_changed(project: Path, ran: list[str]) -> None:
    first = run(ran)
    assert first == [("other.py", 4, "TFS301")] and ran
    assert run(ran) == first
    assert ran == []


def test_an_imported_file_has_changed(project: Path, ran: list[str]) -> None:
    run(ran)
    (project / "nets.py").write_text(NETS.replace("variable_scope(name)", 'variable_scope("net")'))
    assert run(ran) == [("other.py", 4, "TFS301"), ("train.py", 4, "TFS301")]
    assert ran == ["train.py", "functions of nets.py"]  # these to see that there is still none that nothing reached


def test_an_import_leads_elsewhere(project: Path, ran: list[str]) -> None:
    run(ran)
    (project / "nets").mkdir()
    (project / "nets" / "__init__.py").write_text(NETS.replace("variable_scope(name)", 'variable_scope("net")'))
    assert ("train.py", 4, "TFS301") in run(ran)


def test_a_missing_module_comes(project: Path, ran: list[str]) -> None:
    (project / "nets.py").unlink()
    assert run(ran) == [("other.py", 4, "TFS301")]
    (project / "nets.py").write_text(NETS.replace("variable_scope(name)", 'variable_scope("net")'))
    assert ("train.py", 4, "TFS301") in run(ran)


def test_a_data_file_has_changed(project: Path, ran: list[str]) -> None:
    (project / "names.json").write_text('["a", "b"]')
    (project / "train.py").write_text('import json\nfrom nets import net\n\nfor name in json.load(open("names.json")):\n    net(name)\n')
    assert run(ran) == [("other.py", 4, "TFS301")]
    assert run(ran) == [("other.py", 4, "TFS301")] and ran == []
    (project / "names.json").write_text('["a", "a"]')
    assert ("train.py", 5, "TFS310") in run(ran)


def test_a_function_that_is_called_no_more(project: Path, ran: list[str]) -> None:
    """The functions of a file that has not changed are run on their own once no script calls them."""
    text = 'import tensorflow as tf\n\n\ndef net(reuse):\n    tf.Variable(1.0, name="a b")\n'
    (project / "nets.py").write_text(text)
    (project / "train.py").write_text("import nets\n")
    alone = run(ran)
    assert ("nets.py", 5, "TFS108") in alone
    (project / "train.py").write_text("import nets\nnets.net(None)\n")
    assert ("nets.py", 5, "TFS108") in run(ran)
    (project / "train.py").write_text("import nets\n")
    assert run(ran) == alone


def test_options_have_results_of_their_own(project: Path, ran: list[str]) -> None:
    run(ran)
    run(ran, tf_version="1.4")
    assert "train.py" in ran
    run(ran)
    assert ran == []


def test_broken_entries_are_run_again(project: Path, ran: list[str], tmp_path: Path) -> None:
    first = run(ran)
    for entry in (tmp_path / "cache").rglob("*.run"):
        entry.write_bytes(entry.read_bytes()[:-7] + b"garbage")
    assert run(ran) == first
    assert "train.py" in ran


def test_a_module_that_was_imported_before(project: Path, ran: list[str]) -> None:
    """What a package has since another file imported it, is imported by who asks the package for it, too."""
    (project / "pack").mkdir()
    (project / "pack" / "__init__.py").write_text("")
    (project / "pack" / "nets.py").write_text(NETS)
    (project / "pack" / "model.py").write_text('from pack import nets\n\n\ndef model():\n    nets.net("a")\n    nets.net("b")\n')
    (project / "attribute.py").write_text("import pack\n\n\ndef model():\n    pack.nets.net('a')\n    pack.nets.net('b')\n")
    (project / "first.py").write_text("import pack.nets\nimport pack.model\nimport attribute\n" + "# Long files come first.\n" * 50)
    (project / "train.py").write_text("import pack.model\n\npack.model.model()\n")
    (project / "again.py").write_text("import pack.nets\nimport attribute\n\nattribute.model()\n")
    found = run(ran)
    assert ran[0] == "first.py"
    (project / "pack" / "nets.py").write_text(NETS.replace("variable_scope(name)", 'variable_scope("net")'))
    assert set(run(ran)) - set(found) == {("attribute.py", 6, "TFS301"), ("pack/model.py", 6, "TFS301")}
    assert {"train.py", "again.py"} <= set(ran)
