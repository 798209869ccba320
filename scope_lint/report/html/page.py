"""The page as a whole."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from scope_lint import __version__
from scope_lint.findings import CheckReport, Incomplete, NamesReport, Related, Severity
from scope_lint.report.html.findings import findings_html, rules_html
from scope_lint.report.html.markup import Html, join, tag
from scope_lint.report.html.models import models_html
from scope_lint.report.html.source import Listing
from scope_lint.report.words import listed, plural, tensorflow


def check_html(report: CheckReport) -> str:
    """The findings, and the models that were met on the way."""
    listing = Listing(report)
    kinds = Counter(finding.severity for finding in report.findings)
    nouns: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "hint"}
    counts = [plural(kinds[severity], noun) for severity, noun in nouns.items() if kinds[severity]] or ["Nothing"]
    summary = f"{listed(counts)} in {plural(report.files, 'file')}, for {tensorflow(report)}."
    sections = [
        _section("findings", "Findings", len(report.findings), findings_html(report.findings, listing) or tag("p", "Nothing found.")),
        _models(models_html(report.variables, [], listing), len({v.target for v in report.variables})),
        _incomplete(report.incomplete, listing),
        _section("rules", "Rules", None, rules_html(report.findings)) if report.findings else Html(),
    ]
    return _page("scope-lint: findings", summary, sections, listing, severities=list(kinds))


def names_html(report: NamesReport) -> str:
    """The models of some targets."""
    listing = Listing(report)
    created = {(v.target, v.name) for v in report.variables if v.status == "created"}
    parts = [plural(len(created), "variable"), *([plural(len(report.errors), "error")] if report.errors else [])]
    summary = f"{listed(parts)}, for {tensorflow(report)}."
    targets = {v.target for v in report.variables} | {e.target for e in report.errors}
    left_out = [tag("p", tag("span", "error", class_="badge error"), f" {o.path}:{o.line}: {o.reason}") for o in report.left_out]
    sections = [
        join(left_out),
        _models(models_html(report.variables, report.errors, listing) or tag("p", "No variables."), len(targets)),
        _incomplete(report.incomplete, listing),
    ]
    return _page("scope-lint: variables", summary, sections, listing)


def _models(content: Html, count: int) -> Html:
    return _section("models", "Models", count, content) if content else Html()


def _incomplete(incomplete: Sequence[Incomplete], listing: Listing) -> Html:
    if not incomplete:
        return Html()
    items = [tag("li", listing.place(Related(entry.path, entry.line, entry.line, entry.reason)), " ", entry.reason) for entry in incomplete]
    content = tag("p", "Nothing that depends on these is called definite."), tag("ul", *items)
    return _section("incomplete", "Could not be followed", len(incomplete), tag("details", tag("summary", "Places"), *content))


def _section(name: str, title: str, count: int | None, content: Html) -> Html:
    number = "" if count is None else tag("span", count, class_="count")
    heading = tag("h2", title, " ", number, id=name, tabindex="-1")
    return tag("section", heading, content, class_=name, aria_labelledby=name)


def _page(title: str, summary: str, sections: Sequence[Html], listing: Listing, severities: Sequence[str] = ()) -> str:
    style, script = _asset("style.css"), _asset("script.js")
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    boxes = [
        tag("label", Html(f'<input type="checkbox" name="severity" value="{severity}" checked>'), f" {severity}", class_="choice")
        for severity in ("error", "warning", "info") if severity in severities
    ]  # fmt: skip
    search = tag(
        "search",
        tag("label", "Search", for_="query"),
        Html('<input id="query" type="search" placeholder="variable, rule, file, message" autocomplete="off" spellcheck="false">'),
        tag("fieldset", tag("legend", "Show"), *boxes) if len(boxes) > 1 else "",
        tag("output", "", id="matches", for_="query", aria_live="polite"),
        id="search",
        role="search",
        hidden=True,
    )
    source = listing.html()
    beside = tag("section", tag("h2", "Source", id="source"), source, class_="source", aria_labelledby="source", tabindex="0")
    main = tag("main", tag("div", *sections, class_="said-column", tabindex="0", role="region", aria_label="Report"), beside if source else "")
    header = tag("header", tag("h1", title), tag("p", summary, class_="summary"), search)
    first = "findings" if "findings" in title else "models"
    head = [
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html(f'<meta name="generator" content="scope-lint {__version__}">'),
        tag("title", title),
        tag("style", Html(style)),
    ]
    body = [tag("a", f"Skip to the {first}", class_="skip", href=f"#{first}"), header, main, tag("script", Html(script))]
    document = tag("html", tag("head", *head), tag("body", *body), lang="en")
    return f"<!doctype html>\n{document}"


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
