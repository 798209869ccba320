"""The command line: ``scope-lint check``, ``names`` and ``rule``."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from scope_lint.cli.arguments import parse
from scope_lint.cli.failure import ANALYSIS_FAILED, Failure


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 nothing found, 1 findings, 2 a file was left out or the call was wrong."""
    # A file name that is not UTF-8 must not end the run when it is printed.
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except Failure as failure:
        print(f"scope-lint: {failure}", file=sys.stderr)
        return ANALYSIS_FAILED
    except BrokenPipeError:
        # The reader has seen enough (`| head`). What is left in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANALYSIS_FAILED
    except KeyboardInterrupt:
        print("scope-lint: interrupted", file=sys.stderr)
        return 130
    except Exception:  # a defect: 1 would say that there are findings
        traceback.print_exc()
        print("scope-lint: this is a defect in scope-lint itself, not in your code; please report it", file=sys.stderr)
        return ANALYSIS_FAILED
    return status
