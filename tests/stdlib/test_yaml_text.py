"""The reader for simple YAML against PyYAML, where that is installed; what it does not know it must refuse, never misread."""

from __future__ import annotations

import pytest

from scope_lint.interpreter.stdlib.yaml_text import NotSimple, parse

yaml = pytest.importorskip("yaml")

READ = [
    "", "a: 1", "a: 1\nb: two\n", "---\na: 1\n", "# only a comment\n", "a: 1 # comment\nb: 'x # y'\n", "a:\n  b: 1\n  c:\n    d: [1, 2, 3]\ne: 2\n",
    "a:\n- 1\n- 2\n", "a:\n  - 1\n  - b: 2\n    c: 3\n  - [x, y]\n", "- 1\n- - 2\n  - 3\n- a: 1\n", "a: [1, 2.5, 'x', \"y\", null, true, foo]",
    "a: {b: 1, c: [2, 3], d: {e: f}}", "a: 1e-3\nb: 1.0e-3\nc: 1.0e+3\nd: .5\ne: 5.\nf: -3\ng: +4\nh: 1_000\n", "a: yes\nb: No\nc: on\nd: OFF\ne: True\nf: y\n",
    "a: ~\nb: null\nc:\nd: ''\n", "a: .inf\nb: -.inf\n", "path: /a/b:c/d\nurl: http://x.org/y\n", "'a b': 1\n\"c\": 2\n", "a: [1,\n    2,\n    3]\nb: 1\n",
    "a b: c d e\n", "1: x\n2: y\n", "a: it's\nb: 'it''s'\n", "a: []\nb: {}\n", "key: -x\n", "a: x-y_z.w\n", "[1, 2]", "just text", "a: 1:\n", "a: ?x\n",
    "units: [64, 32]\ncell: lstm\ndropout: 0.2\noptimizer:\n  name: adam\n  lr: 0.001\n", "a:   1   \nb:\t2\n", "a: [a b, c: d]", "a: (1, 2)\n", "a: 0\nb: 007\n",
    "a: 12e03\n", "a: 0x1F\n", "a: 2001-01-01\n", "a: 12:30:45\n", "a: -\n",
]  # fmt: skip
REFUSED = [
    "a: &x 1\nb: *x\n", "a: |\n  text\n", "a: >\n  text\n", "a: !!python/tuple [1]\n", "a: 1\n---\nb: 2\n", "a: \"x\\ny\"\n", "a: one\n  two\n", "<<: *base\n",
    "a: 1\n b: 2\n", "a: [1, 2\n",
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_like_pyyaml(text: str) -> None:
    try:
        expected = yaml.safe_load(text)
    except yaml.YAMLError:
        with pytest.raises(NotSimple):
            parse(text)
        return
    try:
        assert repr(parse(text)) == repr(expected)
    except NotSimple:
        pass


@pytest.mark.parametrize("text", READ[:24])
def test_is_read(text: str) -> None:
    parse(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(NotSimple):
        parse(text)
