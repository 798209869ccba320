"""A rule's page in Markdown: for ``scope-lint rule CODE`` and the help in SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scope_lint.rules.base import Rule

_SEVERITIES = {
    "error": "TensorFlow raises here.",
    "warning": "The program runs, but not as meant.",
    "info": "A matter of style: off until selected, as in `--select TFS,{code}`.",
}
_HEADINGS = {"bad": ("Reported", "Also reported"), "good": ("Not reported", "Nor this")}


def rule_page(rule: Rule) -> str:
    """What the rule says, why, examples of both kinds, and how sure it is."""
    sections = rule.sections()
    pieces = [
        f"# {rule.code} {rule.name}",
        sections.pop(""),
        f"Severity: **{rule.severity}**. {_SEVERITIES[rule.severity].format(code=rule.code)}",
    ]
    last = {heading: sections.pop(heading) for heading in ("How sure", "Fix") if heading in sections}
    pieces += [f"## {heading}\n\n{text}" for heading, text in sections.items()]
    for kind in ("bad", "good"):
        codes = [example for example in rule.examples if example.kind == kind]
        for number, example in enumerate(codes):
            heading = _HEADINGS[kind][0 if number == 0 else 1]
            version = "" if example.tf_version == "1.15" else f" (TensorFlow {example.tf_version})"
            pieces.append(f"## {heading}{version}\n\n```python\n{_marked(example.source)}```")
    pieces += [f"## {heading}\n\n{text}" for heading, text in last.items()]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _marked(source: str) -> str:
    """The example with its lines of findings pointed at by their codes."""
    return source.strip("\n").replace("  # error: ", "  # ← ") + "\n"
