"""Names as a table and as a tree."""

from __future__ import annotations

import io

from scope_lint.findings import NamesReport
from scope_lint.report.console import Output
from scope_lint.report.text_names import NamesText, totals
from tests.report.samples import GAN, names_report, variable


def text_of(report=None, **others):
    stream = io.StringIO()
    NamesText(Output(stream), **others).report(report or names_report())
    return stream.getvalue()


def test_table():
    assert text_of() == f"""\
fixtures/example/gan.py
  name                        shape          dtype    status                  place
  discriminator/conv1/kernel  [5, 5, 1, 32]  float32  created                 {GAN}:15
  discriminator/conv1/bias    [32]           float32  created                 {GAN}:16
  discriminator/conv1/bias    [32]           float32  reused                  {GAN}:16
  discriminator/{{name}}/bias   [?]            float32  created (possible)      {GAN}:16
  step                        []             int32    created, not trainable  {GAN}:40
  {GAN}:15: ValueError: Variable discriminator/conv1/kernel already exists, disallowed.
  4 variables (3 trainable, at least 832 parameters), 1 reused, 1 error

operations
  name  type    place
  add   Add     {GAN}:17

1 place could not be followed; -v lists them.
"""


def test_one_parameter_is_no_more():
    report = NamesReport(tf_version="1.15", variables=[variable("a/w", shape=(1,))], ops=[], errors=[], incomplete=[])
    assert "a/  1 parameter\n" in text_of(report, tree=True)


def test_tree():
    tree = f"""\
fixtures/example/gan.py
  ├── discriminator/
  │   ├── conv1/  832 parameters
  │   │   ├── kernel  [5, 5, 1, 32] float32  {GAN}:15
  │   │   └── bias    [32] float32  {GAN}:16
  │   └── {{name}}/
  │       └── bias  [?] float32  {GAN}:16  (possible)
  └── step  [] int32  {GAN}:40
"""
    assert text_of(tree=True).startswith(tree)
    ascii_only = tree.replace("├── ", "|-- ").replace("│   ", "|   ").replace("└── ", "`-- ")
    assert text_of(tree=True, unicode=False).startswith(ascii_only)


def test_a_variable_and_a_scope_of_one_name():
    report = NamesReport(
        tf_version="1.15", variables=[variable("a"), variable("a/w"), variable("b//w")], ops=[], errors=[], incomplete=[]
    )
    tree = text_of(report, tree=True)
    assert "├── a  [5" in tree
    assert "├── a/  800 parameters" in tree
    assert "└── b/  800 parameters\n      └── /  800 parameters\n          └── w  [5" in tree


def test_targets_stand_apart():
    report = NamesReport(
        tf_version="1.15",
        variables=[variable("w", target="a.py::f"), variable("w", target="a.py::g", shape=None, dtype=None, status="unknown")],
        ops=[], errors=[], incomplete=[],
    )  # fmt: skip
    text = text_of(report)
    assert "a.py::f\n  name" in text
    assert "  1 variable (1 trainable, 800 parameters)\n\na.py::g\n" in text
    assert "  w     ?      ?      unknown  fixtures" in text


def test_without_variables():
    assert text_of(NamesReport(tf_version="1.15", variables=[], ops=[], errors=[], incomplete=[])) == "No variables.\n"


def test_a_scalar_is_one_parameter():
    assert totals([variable("s", shape=())], []) == "1 variable (1 trainable, 1 parameter)"
    assert totals([variable("s", shape=(0, 3))], []) == "1 variable (1 trainable, 0 parameters)"


def test_what_two_branches_make_under_one_name_is_one_variable():
    twice = [variable("w", certainty="possible"), variable("w", certainty="possible")]
    assert totals(twice, []) == "1 variable (1 trainable, 800 parameters)"
    report = NamesReport(tf_version="1.15", variables=twice, ops=[], errors=[], incomplete=[])
    assert text_of(report).count("\n  w ") == 1
