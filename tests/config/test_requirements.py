"""The TensorFlow version that a project's requirements ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scope_lint.config.requirements import detect
from scope_lint.config.requirements.specifiers import wanted
from scope_lint.options import SUPPORTED_VERSIONS


@pytest.mark.parametrize(
    "specifier, version",
    [
        ("==1.4", "1.4"), ("==1.4.0", "1.4"), ("===1.4.1", "1.4"), ("==1.4.*", "1.4"), ("==1.15.0rc2", "1.15"), ("(==1.4)", "1.4"),
        (">=1.8,<2", "1.15"), (">=1.4", "1.15"), (">1.4", "1.15"), ("<1.5", "1.4"), ("<=1.5", "1.5"), ("<1.15,>=1.13.1", "1.14"),
        ("~=1.4", "1.15"), ("~=1.4.0", "1.4"), ("!=1.15.*,!=1.14.*,<2", "1.13"), ("==1.*", "1.15"), (">=1.12, <=1.14.0", "1.14"),
        ("=1.4", "1.4"), ("=1.12.0", "1.12"), ("1.4.*", "1.4"), (" 1.10.0", "1.10"), ("1.4|1.8", "1.8"),
        ("^1.4", "1.15"), ("^0.12", "0.12"), ("~1.4", "1.4"), ("~1", "1.15"), (">=1.15,<3", "1.15"), ("==0.12.1", "0.12"),
    ],
)  # fmt: skip
def test_the_newest_version_that_fits(specifier, version):
    found = wanted(specifier)
    assert found is not None
    assert (found.version, found.note) == (version, "")


@pytest.mark.parametrize("specifier", ["", " ", "*", "git+https", "<0.12,>=1.3"])
def test_any_version(specifier):
    assert wanted(specifier) is None


@pytest.mark.parametrize("specifier", ["==2.3.0", ">=2.0", "~=2.4", "^2.1", "==2.*"])
def test_tensorflow_2_is_taken_through_compat(specifier):
    found = wanted(specifier)
    assert found is not None
    assert (found.version, found.note) == ("1.15", "TensorFlow 2: its tensorflow.compat.v1 behaves as 1.15")


def test_older_than_any_known():
    found = wanted("==0.8.0")
    assert found is not None
    assert (found.version, found.note) == ("0.12", "the oldest version known here is 0.12")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def found(folder: Path) -> tuple[str, str, int, str] | None:
    """Version, file, line and what stands there."""
    answer = detect(folder)
    if answer is None:
        return None
    asked = answer.requirement
    return answer.version, asked.path.relative_to(folder).as_posix(), asked.line, str(asked)


FILES = [
    ("requirements.txt", "numpy\ntensorflow==1.4\n", ("1.4", 2, "tensorflow==1.4")),
    ("requirements.txt", "# tensorflow==1.2\nTensorFlow_GPU >= 1.8, <2  # old\n", ("1.15", 2, "tensorflow-gpu>=1.8,<2")),
    ("requirements.txt", 'tensorflow==1.14.0 ; python_version < "3.8" \\\n  --hash=sha256:aa\n', ("1.14", 1, "tensorflow==1.14.0")),
    ("requirements.txt", "tensorflow==1.14.0 --hash=sha256:aa==1\n", ("1.14", 1, "tensorflow==1.14.0")),
    ("requirements.txt", "tensorflow[and]==1.13.1\r\n", ("1.13", 1, "tensorflow==1.13.1")),
    (
        "requirements.txt",
        "https://example.org/linux/cpu/tensorflow-1.3.0-cp36-cp36m-linux_x86_64.whl\n",
        ("1.3", 1, "tensorflow==1.3.0"),
    ),
    (
        "requirements.txt",
        "tensorflow-gpu @ https://example.org/tensorflow_gpu-1.3.0-cp36-cp36m-linux_x86_64.whl\n",
        ("1.3", 1, "tensorflow-gpu==1.3.0"),
    ),
    ("requirements-gpu.txt", "tensorflow-gpu==1.8\n", ("1.8", 1, "tensorflow-gpu==1.8")),
    ("dev_requirements.txt", "tensorflow==1.8\n", ("1.8", 1, "tensorflow==1.8")),
    ("requirements/base.txt", "tensorflow==1.8\n", ("1.8", 1, "tensorflow==1.8")),
    (
        "environment.yml",
        "name: x\ndependencies:\n  - python=3.6\n  - conda-forge::tensorflow-gpu=1.12.0=gpu_py36h\n",
        ("1.12", 4, "tensorflow-gpu=1.12.0"),
    ),
    ("environment.yml", "dependencies: [python=3.6, 'tensorflow>=1.2,<1.7', pip]\n", ("1.6", 1, "tensorflow>=1.2,<1.7")),
    ("env.yml", "dependencies:\n- tensorflow=1.5\n", ("1.5", 2, "tensorflow=1.5")),
    ("requirements.in", "tensorflow<1.5\n", ("1.4", 1, "tensorflow<1.5")),
    ("environment.yaml", "dependencies:\n- pip:\n  - 'tensorflow==1.5.0'\n", ("1.5", 3, "tensorflow==1.5.0")),
    ("Pipfile", '[packages]\nnumpy = "*"\ntensorflow = "==1.10"\n', ("1.10", 3, "tensorflow==1.10")),
    ("Pipfile", '[packages]\ntensorflow = {version = "~=1.10.0", extras = ["x"]}\n', ("1.10", 2, "tensorflow~=1.10.0")),
    (
        "pyproject.toml",
        '[project]\ndependencies = [\n  "numpy",\n  "tensorflow>=1.4,<1.9",\n]\n',
        ("1.8", 4, "tensorflow>=1.4,<1.9"),
    ),
    ("pyproject.toml", '[project.optional-dependencies]\ntf = ["tensorflow==1.4"]\n', ("1.4", 2, "tensorflow==1.4")),
    ("pyproject.toml", '[dependency-groups]\ntf = [{include-group = "x"}, "tensorflow==1.4"]\n', ("1.4", 2, "tensorflow==1.4")),
    ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.6"\ntensorflow = "^1.4"\n', ("1.15", 3, "tensorflow^1.4")),
    ("pyproject.toml", '[tool.poetry.group.tf.dependencies]\ntensorflow = "1.4.1"\n', ("1.4", 2, "tensorflow 1.4.1")),
    (
        "setup.cfg",
        "[metadata]\ndescription = tensorflow 1.2\n[options]\ninstall_requires =\n    numpy\n    tensorflow==1.4\n",
        ("1.4", 6, "tensorflow==1.4"),
    ),
    ("setup.cfg", "[options]\ninstall_requires = tensorflow==1.4\n", ("1.4", 2, "tensorflow==1.4")),
    (
        "setup.py",
        "from setuptools import setup\nREQUIRED = ['numpy',\n 'tensorflow>=1.2,<1.5']\nsetup(install_requires=REQUIRED)\n",
        ("1.4", 3, "tensorflow>=1.2,<1.5"),
    ),
    ("setup.py", "TF = '1.7'\nsetup(install_requires=['tensorflow==' + TF])\n", ("1.7", 2, "tensorflow==1.7")),
    ("setup.py", "TF = '1.7.0'\nwanted = ['tensorflow=={}'.format(TF)]\n", ("1.7", 2, "tensorflow==1.7.0")),
    ("setup.py", "TF = 1.7\nwanted = [f'tensorflow=={TF}']\n", ("1.7", 2, "tensorflow==1.7")),
    ("setup.py", "A, B = 1, 2\nLOW = '1.4'\nHIGH = '1.' + '6'\nx = 'tensorflow>=%s,<%s' % (LOW, HIGH)\n", ("1.5", 4, "tensorflow>=1.4,<1.6")),
    ("setup.py", "gpu = G()\ntf = 'tensorflow-gpu' if gpu else 'tensorflow'\nx = [tf + '==1.4']\n", ("1.4", 3, "tensorflow-gpu==1.4")),
    ("setup.py", "x = '{name}{pin}'.format(name='tensorflow', pin='==1.4')\n", ("1.4", 1, "tensorflow==1.4")),
    ("setup.py", "x = \"\"\"\nnumpy\ntensorflow==1.6\n\"\"\".split()\n", ("1.6", 3, "tensorflow==1.6")),
    ("setup.py", "print 'tensorflow'\nsetup(extras_require={'tf': ['tensorflow==1.0']})\n", ("1.0", 2, "tensorflow==1.0")),
]  # fmt: skip


@pytest.mark.parametrize("name, text, expected", FILES, ids=[f"{at} {name}" for at, (name, _, _) in enumerate(FILES)])
def test_files(project, name, text, expected):
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text, newline="")
    version, line, asked = expected
    answer = found(project)
    assert answer is not None
    assert answer == (version, name, line, asked)


@pytest.mark.parametrize(
    "line",
    [
        "tensorflow", "tensorflow-probability==0.7", "tensorflow_hub==1.2", "tensorflow-gpu-extras==1.2", "#tensorflow==1.4",
        "tensorflow.js==1.4", "mytensorflow==1.4", "-e git+https://example.org/tensorflow.git#egg=tensorflow", "tensorflow is nice 1.4",
    ],
)  # fmt: skip
def test_not_tensorflow_or_no_version(project, line):
    (project / "requirements.txt").write_text(line + "\n")
    (project / "setup.py").write_text(f"setup(install_requires=[{line!r}])\n" if line[0] != "#" else "")
    assert found(project) is None


def test_setup_py_is_not_run(project):
    (project / "setup.py").write_text(
        "import pathlib\npathlib.Path(__file__).with_name('run').touch()\nraise SystemExit\nx = 'tensorflow==1.4'\n"
    )
    assert found(project) == ("1.4", "setup.py", 4, "tensorflow==1.4")
    assert not (project / "run").exists()


def test_included_files(project):
    (project / "requirements.txt").write_text("-r requirements/base.txt\n")
    (project / "requirements").mkdir()
    (project / "requirements" / "base.txt").write_text("-c ../requirements.txt\n--requirement=tf.in\n")
    (project / "requirements" / "tf.in").write_text("tensorflow==1.6\n")
    assert found(project) == ("1.6", "requirements/tf.in", 1, "tensorflow==1.6")


def test_a_pin_before_a_range_and_1_before_2(project):
    (project / "requirements.txt").write_text("tensorflow>=1.4\n")
    (project / "setup.py").write_text("setup(install_requires=['tensorflow==1.8.0'])\n")
    assert found(project) == ("1.8", "setup.py", 1, "tensorflow==1.8.0")
    (project / "requirements.txt").write_text("tensorflow==2.4.0; python_version > '3.7'\ntensorflow<1.3; python_version < '3.7'\n")
    (project / "setup.py").unlink()
    assert found(project) == ("1.2", "requirements.txt", 2, "tensorflow<1.3")


def test_the_nearest_folder_of_the_checkout(project):
    (project / "requirements.txt").write_text("tensorflow==1.4\n")
    inner = project / "models" / "gan"
    inner.mkdir(parents=True)
    answer = detect(inner)
    assert answer is not None and answer.version == "1.4"
    (project / "models" / "requirements.txt").write_text("tensorflow==1.8\n")
    answer = detect(inner)
    assert answer is not None and answer.version == "1.8"
    (inner / ".git").touch()
    assert detect(inner) is None


def test_without_a_checkout_the_nearest_requirement_file_is_the_last(tmp_path):
    (tmp_path / "requirements.txt").write_text("tensorflow==1.4\n")
    inner = tmp_path / "models"
    inner.mkdir()
    answer = detect(inner)
    assert answer is not None and answer.version == "1.4"
    (inner / "setup.py").write_text("setup()\n")
    assert detect(inner) is None


@pytest.mark.parametrize(
    "text",
    [
        "x = 'tensorflow=={}'.format(VERSION)\n", "a = a\nx = 'tensorflow==' + a\n", "a = b\nb = a\nx = 'tensorflow==%s' % b\n",
        "x = 'tensorflow==%s %s' % '1.4'\n", "x = 'tensorflow=={1}'.format('1.4')\n", "x = '%999999999d tensorflow' % 1\n",
        "x = '{:>999999999}'.format('tensorflow==1.4')\n", "x = 'tensorflow==1.{.real:d}'.format(4)\n", "x = f'tensorflow=={V!r}'\n",
        "a0 = 'x' * 10\n" + "".join(f"a{n + 1} = 'tensorflow==1.4' + a{n} + a{n}\n" for n in range(100)),
        "a0 = ''\n" + "".join(f"a{n + 1} = 'tensorflow'[:0] + a{n} + a{n}\n" for n in range(100)),
        "a0 = ''\n" + "".join(f"a{n + 1} = a{n} + a{n}\n" for n in range(100)),
        "x = 'tensorflow==1.4'" + "+ 'x'" * 3000,
    ],
    ids=range(13),
)  # fmt: skip
def test_strings_that_cannot_be_told(project, text):
    (project / "setup.py").write_text(text)
    found(project)  # takes no time


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml", "setup.py", "setup.cfg", "environment.yml", "Pipfile"])
def test_broken_files_ask_for_nothing(project, name):
    (project / name).write_bytes(b"tensorflow [ '''\xff\x00 == \n(")
    assert detect(project) is None


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="tensorflow-gpu=<>!~^.*0123456789, @[](){}#;\\'\"\n\t\0é/:wheljpcd_| ", max_size=200))
def test_no_text_ends_the_run(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("project")
    (folder / ".git").touch()
    for name in ("requirements.txt", "environment.yml", "Pipfile", "pyproject.toml", "setup.cfg", "setup.py"):
        (folder / name).write_text(f"tensorflow{text}\n[project]\ndependencies = ['tensorflow{text}']\n", encoding="utf-8")
    answer = detect(folder)
    assert answer is None or answer.version in SUPPORTED_VERSIONS


@pytest.mark.parametrize("line", ["tensorflow==" + "9" * 5000, "tensorflow-1" + "-a" * 100_000, "tensorflow" + " " * 200_000 + "x"])
def test_long_lines(project, line):
    (project / "requirements.txt").write_text(line)
    assert found(project) is None
