"""The findings: what, where, through which calls, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from scope_lint.findings import Finding, Fix
from scope_lint.report.html.markup import Html, join, markdown, tag
from scope_lint.report.html.source import Listing, Place
from scope_lint.report.rule_page import rule_page
from scope_lint.report.words import place
from scope_lint.rules import rule_of


def findings_html(findings: Sequence[Finding], listing: Listing) -> Html:
    """One article each."""
    return join(_finding(finding, f"f{number}", listing) for number, finding in enumerate(findings, 1))


def rules_html(findings: Sequence[Finding]) -> Html:
    """The pages of the rules that found something."""
    pages = []
    for code in sorted({finding.code for finding in findings}):
        if (rule := rule_of(code)) is not None:
            page = rule_page(rule).split("\n", 1)[1]
            summary = tag("summary", tag("strong", code), f" {rule.name}: {rule.summary}")
            pages.append(tag("details", summary, markdown(page, 3), class_="rule", id=f"rule-{code}"))
    return join(pages)


def _finding(finding: Finding, name: str, listing: Listing) -> Html:
    listing.mark(finding)
    label = tag("a", f"{finding.code}", href=f"#{name}")
    note = tag("div", finding.severity, " ", label, ": ", finding.message, class_=f"note {finding.severity}")
    listing.note(finding, finding.end_line, note)
    head = [
        tag("span", finding.severity, class_=f"badge {finding.severity}"), " ",
        tag("a", finding.code, href=f"#rule-{finding.code}", class_="code"), " ",
        finding.message,
    ]  # fmt: skip
    sure = "definite" if finding.certainty == "definite" else "possible: only on a path that may run"
    where = listing.place(finding, f"{place(finding.path, finding.line, finding.cell)}:{finding.column}")
    pieces = [
        tag("h3", *head, id=name),
        tag("p", where, " ", tag("span", sure, class_="sure"), class_="where"),
        tag("pre", tag("code", listing.code(finding))) if listing.code(finding) else "",
        _paragraphs(finding.help) if finding.help else "",
        _fix(finding.fix) if finding.fix else "",
        _steps("Called through", [(frame, f"in {frame.function}") for frame in finding.stack], listing)
        if len(finding.stack) > 1 else "",
        _steps("See also", [(other, other.message) for other in finding.related], listing) if finding.related else "",
    ]  # fmt: skip
    return tag("article", *pieces, class_=f"finding {finding.severity}", data_severity=finding.severity, aria_labelledby=name)


def _paragraphs(help: str) -> Html:
    return tag("div", *(tag("p", line) for line in help.split("\n") if line.strip()), class_="help")


def _fix(fix: Fix) -> Html:
    kind = "can be applied by --fix" if fix.safe else "can be applied by --fix --unsafe-fixes: it changes names"
    return tag("p", tag("strong", "Fix: "), fix.message, f" ({kind})", class_="fix")


def _steps(title: str, rows: Sequence[tuple[Place, str]], listing: Listing) -> Html:
    items = [
        tag("li", listing.place(at), " ", tag("span", note, class_="said"), " ", tag("code", listing.code(at))) for at, note in rows
    ]
    return tag("details", tag("summary", title), tag("ol", *items), open=len(rows) <= 12)
