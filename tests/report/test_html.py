"""The HTML report as text: whole, escaped, and sufficient to itself. tests/report/test_html_in_browser.py opens it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from scope_lint.findings import Edit, Fix, Incomplete, Related, StackFrame
from scope_lint.report.html import check_html, names_html
from scope_lint.report.html.markup import markdown, tag, text
from tests.environments import ROOT
from tests.report.samples import check_report, clash, names_report, variable

VOID = {"meta", "input"}
EVIL = '</script><img src=x onerror=alert(1)>"\'&\x1b[0m\u202e'


class Page(HTMLParser):
    """The elements of a page; fails where they do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(attrs) == len(dict(attrs)), "an attribute twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(autouse=True)
def at_root(monkeypatch):
    monkeypatch.chdir(ROOT)


def pages() -> list[str]:
    report = check_report(clash(), clash(severity="warning", certainty="possible"), incomplete=(Incomplete("a.py", 7, "call depth"),))
    report.variables = names_report().variables
    return [check_html(report), names_html(names_report()), check_html(check_report())]


@pytest.mark.parametrize("number", range(3))
def test_the_page_is_well_formed_and_every_link_leads_somewhere(number):
    page = Page(pages()[number])
    names = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(names) == len(set(names))
    for link in page.all("a"):
        assert link["href"] is not None and link["href"].startswith("#")
        assert link["href"][1:] in names
    for _, attributes in page.elements:
        for reference in ("for", "aria-labelledby"):
            assert attributes.get(reference, names[0]) in names


@pytest.mark.parametrize("number", range(3))
def test_nothing_is_loaded_and_only_our_script_runs(number):
    source = pages()[number]
    page = Page(source)
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "base", "form", "svg"}
    assert not any(key in attributes for _, attributes in page.elements for key in ("src", "srcset", "style", "action"))
    assert not any(key.startswith("on") for _, attributes in page.elements for key in attributes)
    assert "http://" not in source and "https://" not in source and "@import" not in source and "url(" not in source
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none';")
    for element in ("style", "script"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_everything_is_escaped(tmp_path):
    path = tmp_path / "evil.py"
    path.write_text(f"# {EVIL[:-1]}\n" * 50)
    finding = clash(
        message=EVIL, variable=EVIL, path=str(path), help=EVIL, stack=(StackFrame(str(path), 1, 1, EVIL), StackFrame(EVIL, 1, 1, "f")),
        related=(Related(EVIL, 3, 3, EVIL),), fix=Fix(message=EVIL, safe=True, edits=(Edit(1, 1, 1, 1, EVIL),)),
    )  # fmt: skip
    report = check_report(finding, incomplete=(Incomplete(EVIL, 1, EVIL),))
    report.tf_version_from = EVIL
    report.variables = [variable(EVIL, target=EVIL, dtype=EVIL, path=str(path), line=2)]
    names = names_report()
    names.errors[0].message = names.errors[0].type = names.errors[0].target = EVIL
    names.left_out.append(Incomplete(EVIL, 1, EVIL))
    for source in (check_html(report), names_html(names)):
        assert "<img" not in source and "\x1b" not in source and "\u202e" not in source
        assert Page(source).all("img") == []
        assert source.count("</script>") == 1


def test_findings_stand_beside_their_source():
    source = check_html(check_report(clash(), clash(line=15, end_line=16, column=9, end_column=20)))
    assert '<div class="line error" id="s1-45" data-n="45">' in source
    assert "    fake = <mark>discriminator(generator(noise))</mark></div>" in source
    assert 'class="note error">error <a href="#f1">TFS301</a>: Variable discriminator' in source
    assert "<mark>kernel = tf.get_variable(&quot;kernel&quot;, [5, 5, depth, filters])</mark>" in source
    assert "<mark>bias = tf.</mark>get_variable" not in source  # the second line of a span begins where its text does


def test_the_tree_has_shapes_and_places():
    source = names_html(names_report())
    assert '<details open><summary><code>conv1/</code> <span class="size">832 parameters</span></summary>' in source
    assert '<span class="shape">[5, 5, 1, 32]</span> <span class="dtype">float32</span> <a class="place" href="#s1-15">' in source
    assert 'data-name="discriminator/conv1/kernel"' in source
    assert "created, not trainable" in source


def test_of_many_lines_only_what_is_spoken_of(tmp_path):
    path = tmp_path / "long.py"
    path.write_text("".join(f"x{number} = {number}\n" for number in range(1, 30_001)))
    source = check_html(check_report(clash(path=str(path), line=3000, end_line=3000, column=1, end_column=6, stack=(), related=())))
    assert source.count('data-n=') == 51
    assert '<div class="gap">… 2,974 lines …</div>' in source
    assert "<mark>x3000</mark> = 3000" in source


def test_a_file_that_is_not_there_has_no_links():
    source = check_html(check_report(clash(path="nosuch.py", stack=(), related=())))
    assert '<span class="place">nosuch.py:45:12</span>' in source
    assert 'class="source"' not in source


def test_what_it_comes_from():
    report = check_report(clash())
    report.tf_version, report.tf_version_from = "1.4", "requirements.txt:3"
    assert "1 error in 12 files, for TensorFlow 1.4 (from requirements.txt:3)." in check_html(report)


def test_markup():
    assert text('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
    assert tag("p", "a<b", tag("b", 1), class_="x", hidden=True, title=None, data_a='"') == (
        '<p class="x" hidden data-a="&quot;">a&lt;b<b>1</b></p>'
    )
    assert markdown("# A `b`\n\nOne\ntwo **x**\n\n```python\nif a < b:\n\n    c\n```\n\n- d\n- e\n  f\n", 3) == (
        "<h3>A <code>b</code></h3><p>One two <strong>x</strong></p><pre><code>if a &lt; b:\n\n    c</code></pre>"
        "<ul><li>d</li><li>e f</li></ul>"
    )


def test_rules_that_found_something_are_explained():
    source = check_html(check_report(clash()))
    assert '<details class="rule" id="rule-TFS301">' in source
    assert 'id="rule-TFS302"' not in source
