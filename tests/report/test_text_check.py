"""Findings as text."""

from __future__ import annotations

import io

from scope_lint.findings import Incomplete, StackFrame
from scope_lint.report.console import Output
from scope_lint.report.text_check import CheckText
from tests.report.samples import GAN, check_report, clash, unreadable


def text_of(*findings, **others):
    stream = io.StringIO()
    CheckText(Output(stream)).report(check_report(*findings, **others))
    return stream.getvalue()


def test_a_finding_in_full():
    assert text_of(clash()) == (
        "fixtures/example/gan.py:45:12: error TFS301: Variable discriminator/conv1/kernel (and 5 more) already exists: "
        "discriminator() is called again\n"
        "  45 |     fake = discriminator(generator(noise))\n"
        "     |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ definite\n"
        "  called through:\n"
        "    fixtures/example/gan.py:59  in <module>       tf.app.run(main)\n"
        "    fixtures/example/gan.py:55  in main           build()\n"
        "    fixtures/example/gan.py:45  in build          fake = discriminator(generator(noise))\n"
        '    fixtures/example/gan.py:30  in discriminator  hidden = tf.nn.leaky_relu(conv(images, 32, "conv1"))\n'
        '    fixtures/example/gan.py:15  in conv           kernel = tf.get_variable("kernel", [5, 5, depth, filters])\n'
        "  see also:\n"
        "    fixtures/example/gan.py:44  first created here      real = discriminator(images)\n"
        '    fixtures/example/gan.py:15  get_variable("kernel")  kernel = tf.get_variable("kernel", [5, 5, depth, filters])\n'
        "  what to do: Open the scope with reuse=tf.AUTO_REUSE, or pass reuse=True from the second call on.\n"
        "\n"
        "Found 1 error in 12 files (TensorFlow 1.15).\n"
        "Why, and how to put it right: scope-lint rule TFS301\n"
    )


def bare(**changes):
    return clash(**({"stack": (), "related": (), "help": ""} | changes))


def excerpt(tmp_path, source, **changes):
    path = tmp_path / "m.py"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return text_of(bare(path=str(path), **changes)).splitlines()[1:-3]


def test_several_lines(tmp_path):
    source = "with a:\n    x = f(1,\n          2)\n"
    assert excerpt(tmp_path, source, line=2, column=9, end_line=3, end_column=13) == [
        "  2 |     x = f(1,",
        "    |         ^^^^",
        "  3 |           2)",
        "    |           ^^ definite",
    ]


def test_of_many_lines_only_the_first(tmp_path):
    source = "f(\n" + "  1,\n" * 10 + ")\n"
    lines = excerpt(tmp_path, source, line=1, column=1, end_line=12, end_column=2)
    assert lines[-1] == "    |   ^^ … definite"
    assert len(lines) == 10


def test_tabs_and_wide_characters(tmp_path):
    assert excerpt(tmp_path, "if a:\n\tx = f()\n", line=2, column=6, end_line=2, end_column=9) == [
        "  2 |         x = f()",
        "    |             ^^^ definite",
    ]
    assert excerpt(tmp_path, '名 = "名"; f()\n', line=1, column=10, end_line=1, end_column=13) == [
        '  1 | 名 = "名"; f()',
        "    |            ^^^ definite",
    ]


def test_other_encodings_and_line_ends(tmp_path):
    source = '# coding: latin-1\r\nx = "é"; f()\r\n'.encode("latin-1")
    assert excerpt(tmp_path, source, line=2, column=10, end_line=2, end_column=13) == [
        '  2 | x = "é"; f()',
        "    |          ^^^ definite",
    ]
    # A form feed and a line separator end no line of Python.
    assert excerpt(tmp_path, "a = '\x0c\u2028'\nf()\n", line=2, column=1, end_line=2, end_column=4) == [
        "  2 | f()",
        "    | ^^^ definite",
    ]


def test_a_file_that_is_gone_or_shorter(tmp_path):
    assert text_of(bare(path="nosuch.py")).splitlines()[1] == "  definite"
    assert excerpt(tmp_path, "f()\n", line=9, column=1, end_line=9, end_column=2) == ["  definite"]


def test_the_text_of_strangers_cannot_drive_the_terminal(tmp_path):
    lines = excerpt(tmp_path, "f('\x1b[2J\u202e')\n", line=1, column=1, end_line=1, end_column=10)
    assert lines[0] == r"  1 | f('\x1b[2J\u202e')"
    assert "\x1b" not in text_of(bare(path="\x1b[2J.py", message="\x1b[2J\n", help="\x1b[2J"))


def test_possible():
    assert text_of(bare(certainty="possible")).splitlines()[2].endswith("^^^ possible: only on a path that may run")


def test_of_a_long_chain_the_two_ends():
    stack = tuple(StackFrame(GAN, number, number, f"f{number}") for number in range(1, 21))
    lines = text_of(bare(stack=stack)).splitlines()
    assert sum("  in f" in line for line in lines) == 9
    assert "    … 11 more calls …" in lines


def test_summary():
    assert text_of() == "Nothing found in 12 files (TensorFlow 1.15).\n"
    text = text_of(bare(), bare(code="TFS401", severity="warning"), bare(severity="warning"), bare(severity="info"), unreadable())
    assert "Found 1 error, 2 warnings and 1 hint in 12 files" in text
    assert "scope-lint rule TFS301 (or another code)" in text
    assert "1 file could not be analysed." in text
    assert "broken.py" not in text
    assert "2 places could not be followed; -v lists them." in text_of(incomplete=(Incomplete("a", 1, ""), Incomplete("a", 2, "")))
