#!/usr/bin/env python3
"""Write the rules' pages, docs/rules/CODE.md, and their list, docs/rules/README.md, from the rule files.

    python tools/rule_pages.py [--check]

--check writes nothing and fails where a page is not what it would write.
"""

from __future__ import annotations

import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "docs" / "rules"


def pages() -> dict[str, str]:
    """File name → text."""
    from scope_lint.report.rule_page import rule_page
    from scope_lint.rules import all_rules

    rows = [f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity} | {r.summary.replace('|', chr(92) + '|')} |" for r in all_rules()]
    head = "# Rules\n\nWritten by tools/rule_pages.py from the rule files.\n\n| code | name | severity | what it says |\n| --- | --- | --- | --- |\n"
    found = {"README.md": head + "\n".join(rows) + "\n"}
    found |= {f"{rule.code}.md": rule_page(rule) for rule in all_rules()}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if check:
        stale = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
        print("\n".join(f"docs/rules/{name} is stale: run python tools/rule_pages.py" for name in stale))
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
