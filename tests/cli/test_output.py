"""``--output FILE``: whole or not at all."""

from __future__ import annotations

import json
import os
import stat

import pytest

from scope_lint.cli.failure import Failure
from scope_lint.cli.output import destination
from tests.report.samples import check_report, clash, names_report, unreadable


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "html"])
def test_check_writes_what_it_would_have_printed(run, fake_api, folder, format):
    fake_api.check_answer = check_report(clash())
    printed = run("check", "--format", format).out
    outcome = run("check", "--format", format, "--output", "report")
    assert (outcome.status, outcome.out, outcome.err) == (1, "", "")
    assert (folder / "report").read_text(encoding="utf-8") == printed
    assert os.listdir(folder) == ["report"]


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_names_too(run, fake_api, folder, format):
    fake_api.names_answer = names_report()
    printed = run("names", "m.py", "--format", format).out
    assert run("names", "m.py", "--format", format, "-o", "report").out == ""
    assert (folder / "report").read_text(encoding="utf-8") == printed


def test_config_too(run, folder):
    assert run("config", "--format", "json", "-o", "c.json").status == 0
    assert json.loads((folder / "c.json").read_text())["schema"] == 1


def test_no_colour_in_a_file_but_on_request(run, fake_api, folder, monkeypatch):
    fake_api.check_answer = check_report(clash())
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", "-o", "report")
    assert "\x1b[" not in (folder / "report").read_text()
    run("check", "-o", "report", "--color", "always")
    assert "\x1b[" in (folder / "report").read_text()


def test_what_was_left_out_is_still_told(run, fake_api, folder):
    fake_api.check_answer = check_report(unreadable())
    assert run("check", "-o", "report").err == "broken.py:3: unexpected indent\n"


@pytest.mark.parametrize(
    "path, message",
    [("nosuch/report", "--output: no folder 'nosuch'"), (".", "--output: '.' is a folder"), ("", "--output: '' is a folder")],
)
def test_a_wrong_place_is_told_before_the_work(run, fake_api, path, message):
    outcome = run("check", "--output", path)
    assert (outcome.status, outcome.err) == (2, f"scope-lint: {message}\n")
    assert fake_api.paths == ()


def test_a_failure_leaves_the_old_report(folder):
    (folder / "report").write_text("old")
    with pytest.raises(RuntimeError), destination("report") as stream:
        stream.write("half")
        raise RuntimeError
    assert (folder / "report").read_text() == "old"
    assert os.listdir(folder) == ["report"]


def test_the_old_file_is_there_until_the_new_one_is_complete(folder):
    (folder / "report").write_text("old")
    with destination("report") as stream:
        stream.write("new")
        stream.flush()
        assert (folder / "report").read_text() == "old"
    assert (folder / "report").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")
def test_links_modes_and_devices(folder):
    (folder / "real").write_text("old")
    (folder / "real").chmod(0o640)
    (folder / "link").symlink_to("real")
    with destination("link") as stream:
        stream.write("new")
    assert (folder / "link").is_symlink()
    assert (folder / "real").read_text() == "new"
    assert stat.S_IMODE((folder / "real").stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        with destination("fresh") as stream:
            stream.write("x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "fresh").stat().st_mode) == 0o640
    with destination("/dev/null") as stream:
        stream.write("x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="needs names for open files")
def test_a_pipe(folder):
    out, into = os.pipe()
    with destination(f"/dev/fd/{into}") as stream:
        stream.write("x")
    os.close(into)
    with open(out) as file:
        assert file.read() == "x"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_no_right_to_write(folder):
    folder.chmod(0o500)
    with pytest.raises(Failure, match="cannot be written"), destination("report"):
        pass


def test_names_that_are_no_utf_8(folder):
    with destination("report") as stream:
        stream.write("caf\udce9")
    assert (folder / "report").read_text() == "caf\\udce9"
