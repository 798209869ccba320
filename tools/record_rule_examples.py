#!/usr/bin/env python3
"""Record what real TensorFlow does with the examples of the rules, into fixtures/rules/examples.json.

    python tools/record_rule_examples.py --tf 1.15=PYTHON [--tf 1.0=PYTHON …]

Runs under this project's Python; PYTHON is the interpreter of an environment with that TensorFlow. Examples of versions that are not
given keep their recordings. A recording is that of record_fixtures.py, under ``TFS301 bad 1``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import sys
import tempfile

from record_fixtures import record, recording_of

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "fixtures" / "rules" / "examples.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tf", action="append", required=True, metavar="VERSION=PYTHON")
    options = parser.parse_args()
    from scope_lint.rules import all_rules

    examples = {key: example for rule in all_rules() for key, example in rule.numbered()}
    known = json.loads(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else {}
    recorded = {key: value for key, value in known.items() if key in examples}
    failed = 0
    for pair in options.tf:
        version, _, python = pair.partition("=")
        with tempfile.TemporaryDirectory() as folder:
            scripts = {}
            for key, example in examples.items():
                if example.tf_version == version:
                    scripts[key] = pathlib.Path(folder, key.replace(" ", "_"), "example.py")
                    scripts[key].parent.mkdir()
                    scripts[key].write_text(example.source, encoding="utf-8")
            failed += record(python, version, list(scripts.values()))
            for key, script in scripts.items():
                recording = recording_of(script, version)
                if recording.exists():
                    digest = hashlib.sha256(examples[key].source.encode()).hexdigest()[:16]
                    recorded[key] = {"source": digest, **json.loads(recording.read_text(encoding="utf-8"))}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(f" {json.dumps(key)}: {json.dumps(recorded[key])}" for key in sorted(recorded))
    TARGET.write_text("{\n" + rows + "\n}\n", encoding="utf-8")
    missing = sorted(set(examples) - set(recorded))
    print(f"{len(recorded)} examples recorded" + (f", missing: {', '.join(missing)}" if missing else ""))
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
