"""Which files are found."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Container
from pathlib import Path

import pytest

from scope_lint.source.discover import Discovery
from scope_lint.source.exclude import Excluded
from scope_lint.source.problem import SourceError


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def found(root: Path, *exclude: str) -> list[str]:
    return [path.relative_to(root).as_posix() for path in excluding(root, *exclude).files([root])]


def excluding(root: Path, *exclude: str, force: bool = False, there: Container[str] = ()) -> Discovery:
    """A walk where these patterns, relative to a folder, hold everywhere."""
    return Discovery(lambda folder: Excluded([(str(root), pattern) for pattern in exclude], force), there)


def test_walk_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.py", "a/z.py", "a/a.ipynb", "c/d/e.py", "a.txt", "c/f.pyc")
    assert found(tmp_path) == ["a/a.ipynb", "a/z.py", "b.py", "c/d/e.py"]


def test_default_excludes(tmp_path: Path) -> None:
    make(
        tmp_path, "a.py", ".git/a.py", ".venv/a.py", "venv/a.py", "node_modules/a.py", "build/a.py", "dist/a.py",
        ".tox/a.py", "x/__pycache__/a.py", "y.egg-info/a.py", ".ipynb_checkpoints/a.ipynb",
    )  # fmt: skip
    assert found(tmp_path) == ["a.py"]


def test_an_excluded_directory_can_be_given(tmp_path: Path) -> None:
    make(tmp_path, "build/a.py")
    assert found(tmp_path / "build") == ["a.py"]


def test_own_excludes(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "tests/b.py", "x/tests/c.py", "gen_d.py", "e/only.py", "f/e/only.py")
    assert found(tmp_path, "tests/", "gen_*.py", "/e/") == ["a.py", "f/e/only.py"]


def test_gitignore(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "out/b.py", "keep/out/c.py", "keep/d.py", "keep/e.py", "x/only.py", "only.py")
    (tmp_path / ".gitignore").write_text("out/\ne.py\n/only.py\n\n# a comment\n")
    (tmp_path / "keep" / ".gitignore").write_text("!e.py\nd.py\n")
    assert found(tmp_path) == ["a.py", "keep/e.py", "x/only.py"]


def test_gitignore_above_the_given_directory(tmp_path: Path) -> None:
    make(tmp_path, "repo/.git/HEAD", "repo/sub/a.py", "repo/sub/gen/b.py", "repo/sub/c.py")
    (tmp_path / ".gitignore").write_text("*.py\n")  # outside of the checkout
    (tmp_path / "repo" / ".gitignore").write_text("/sub/gen/\nc.py\n")
    assert found(tmp_path / "repo" / "sub") == ["a.py"]


def test_a_line_that_is_no_pattern_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "b.py")
    (tmp_path / ".gitignore").write_text("!\n//\nb.py\n")
    assert found(tmp_path) == ["a.py"]


def test_given_files_are_taken_whatever_they_are(tmp_path: Path) -> None:
    make(tmp_path, "script", "build/a.py", "ignored.py")
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    paths = [tmp_path / "script", tmp_path / "build" / "a.py", tmp_path / "ignored.py"]
    assert list(Discovery().files(paths)) == paths


def test_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "b.py")
    paths = list(Discovery().files([tmp_path / "b.py", tmp_path, tmp_path / "a.py"]))
    assert paths == [tmp_path / "b.py", tmp_path / "a.py"]


def test_missing_path(tmp_path: Path) -> None:
    make(tmp_path, "a.py")
    walk = Discovery().files([tmp_path / "a.py", tmp_path / "none", tmp_path])
    assert next(walk) == tmp_path / "a.py"
    with pytest.raises(SourceError, match="does not exist"):
        next(walk)


def test_the_walk_goes_on_after_a_missing_path(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "b.py")
    missing: list[SourceError] = []
    paths = [tmp_path / "a.py", tmp_path / "none", tmp_path / "b.py"]
    assert list(Discovery().files(paths, missing=missing.append)) == [paths[0], paths[2]]
    assert [(problem.path, problem.reason) for problem in missing] == [(paths[1], "does not exist")]


def test_symlink_loop(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.py")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert found(tmp_path) == ["a/b/c.py"]


def test_what_is_there_comes_before_links_to_it(tmp_path: Path) -> None:
    make(tmp_path, "real/a.py")
    (tmp_path / "aaa").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "z.py").symlink_to(tmp_path / "real" / "a.py")
    assert found(tmp_path) == ["real/a.py"]


def test_link_out_of_the_tree_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.py", "tree/b.py")
    (tmp_path / "tree" / "linked").symlink_to(tmp_path / "outside")
    assert found(tmp_path / "tree") == ["b.py", "linked/a.py"]


def test_directory_named_like_a_module(tmp_path: Path) -> None:
    make(tmp_path, "x.py/inner.py")
    assert found(tmp_path) == ["x.py/inner.py"]


def test_own_excludes_are_relative_to_the_root(tmp_path: Path) -> None:
    make(tmp_path, "a/old/x.py", "a/new/y.py", "b/a/old/z.py")
    for given in (tmp_path, tmp_path / "a"):
        kept = excluding(tmp_path, "a/old/*.py").files([given])
        assert {path.name for path in kept} == ({"y.py", "z.py"} if given == tmp_path else {"y.py"})


def test_what_is_given_is_only_left_out_by_force(tmp_path: Path) -> None:
    make(tmp_path, "old/x.py", "old/y.py", "venv/z.py", "new.py")
    given = [tmp_path / "old" / "x.py", tmp_path / "venv" / "z.py", tmp_path / "new.py", tmp_path / "old"]
    kept = [path.name for path in excluding(tmp_path, "old/").files(given)]
    assert kept == ["x.py", "z.py", "new.py", "y.py"]
    assert [path.name for path in excluding(tmp_path, "old/", force=True).files(given)] == ["new.py"]


def test_by_force_outside_of_the_root(tmp_path: Path) -> None:
    make(tmp_path, "project/a.py", "old/b.py")
    given = [tmp_path / "project", tmp_path / "old" / "b.py"]
    assert [path.name for path in excluding(tmp_path / "project", "old/", force=True).files(given)] == ["a.py", "b.py"]


def test_each_folder_may_have_patterns_of_its_own(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "old/a.py", "gen/a.py", "package/gen/a.py", "package/old/a.py", "package/old/new/a.py", "package/deep/old/a.py")
    own = [(str(tmp_path / "package"), "/old/*.py")]

    def excluded(folder: Path) -> Excluded:
        return Excluded(own if folder.is_relative_to(tmp_path / "package") else [(str(tmp_path), "old/"), (str(tmp_path), "gen/")])

    kept = [path.relative_to(tmp_path).as_posix() for path in Discovery(excluded).files([tmp_path])]
    assert kept == ["a.py", "package/deep/old/a.py", "package/gen/a.py", "package/old/new/a.py"]
    kept = [path.relative_to(tmp_path).as_posix() for path in Discovery(excluded).files([tmp_path / "package" / "old"])]
    assert kept == ["package/old/new/a.py"]


def test_a_file_that_is_not_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "new.py"
    assert list(Discovery(there={str(path.resolve())}).files([path])) == [path]
    assert list(excluding(tmp_path, "new.py", force=True, there={str(path.resolve())}).files([path])) == []


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git, which is the truth here")
@pytest.mark.parametrize(
    "files",
    [
        {"": "*\n!*/\n!x.py\n"},  # all is left out but for one name, in any folder
        {"": "/*\n!/a\n/a/*\n!/a/c/\n"},
        {"": "a/\n!a/x.py\n"},  # what lies in a folder that is left out cannot be brought back
        {"": "x.py\n", "a/": "!x.py\n", "a/c/": "x.py\n", "a/c/d/": "!*.py\n"},
        {"": "*.py\n", "b/": "!*/\n!y.py\n"},
        {"": "**/d\na/**\n!a/c\n!a/c/**\n"},
        {"": "/b/a\nc/**/x.py\n**/c/y.py\n", "b/": "!a/\n"},
        {"": "a/**/x.py\n!/**/d/*\n"},
        {"": "[xy].py\n[!x]*.py\n", "a/": "!\\[x\\].py\n!\\!x.py\n![[:alpha:]].py\n"},
        {"": "# x.py\n\\#x.py\n!\n/\n//\nx.py \ny.py\\ \n[x\n"},
        {"": "x.py\r\n/b/\r\n"},
        {"": "\ufeffx.py\n"},
        {"": "a b/\nc*/d\n*/x.py\n?.py\n"},
        {"": "***\n!**.py\n!**/\ny**\n"},
    ],
)  # fmt: skip
def test_gitignore_as_git_does(tmp_path: Path, files: dict[str, str]) -> None:
    folders, names = ("", "a/", "b/", "a/c/", "a/c/d/", "b/a/", "a b/"), ("x.py", "y.py", "[x].py", "!x.py", "#x.py", "gen_z.py")
    make(tmp_path, *(folder + name for folder in folders for name in names))
    for folder, text in files.items():
        (tmp_path / folder / ".gitignore").write_bytes(text.encode())
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    listing = ["git", "-C", str(tmp_path), "ls-files", "--others", "--exclude-standard", "-z"]
    left = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\0")
    assert sorted(found(tmp_path)) == sorted(name for name in left if name.endswith(".py"))
    inner = [name.removeprefix("a/") for name in left if name.startswith("a/") and name.endswith(".py")]
    if inner:  # else it is left out as a whole, and was given all the same
        assert sorted(found(tmp_path / "a")) == sorted(inner)
