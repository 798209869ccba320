"""GitHub annotations."""

from __future__ import annotations

from scope_lint.report.github import check_github
from tests.report.samples import check_report, clash


def test_within_one_line():
    text = check_github(check_report(clash(related=(), help="", message="m")))
    assert text == (
        "::error file=fixtures/example/gan.py,line=45,endLine=45,col=12,endColumn=42,"
        "title=TFS301 variable-already-exists (definite)::m"
    )


def test_over_several_lines_github_takes_no_columns():
    text = check_github(check_report(clash(end_line=47, severity="warning", related=(), help="", message="m")))
    assert text.startswith("::warning file=fixtures/example/gan.py,line=45,endLine=47,title=TFS301")


def test_related_places_and_help_are_lines_of_the_message():
    text = check_github(check_report(clash(message="m", help="one\ntwo")))
    assert text.split("::")[-1] == (
        'm%0Afixtures/example/gan.py:44: first created here%0Afixtures/example/gan.py:15: get_variable("kernel")%0Aone%0Atwo'
    )


def test_text_cannot_end_the_command():
    finding = clash(path="a,b:c%\n.py", message="100%\n::error::x\x1b[0m", severity="info", related=(), help="")
    text = check_github(check_report(finding))
    assert text.count("\n") == 0
    assert text.startswith("::notice file=a%2Cb%3Ac%25\\n.py,line=")
    assert text.endswith("::100%25\\n::error::x\\x1b[0m")


def test_one_line_each():
    assert check_github(check_report(clash(), clash())).count("\n") == 1
    assert check_github(check_report()) == ""


def test_the_surest_stand_first_and_the_rest_is_told():
    possible = [clash(certainty="possible", line=number) for number in range(1, 12)]
    lines = check_github(check_report(*possible, clash(), clash(severity="warning"))).split("\n")
    assert ["(definite)" in line for line in lines] == [True, True, *[False] * 12]
    assert lines[-1] == "scope-lint: 12 errors; GitHub shows the first 10 of a step beside the code."
    assert not any("shows the first" in line for line in check_github(check_report(*possible[:10])).split("\n"))


def test_a_long_message_is_cut():
    text = check_github(check_report(clash(message="m" * 90_000)))
    assert text.endswith("m…")
    assert len(text) < 5000
