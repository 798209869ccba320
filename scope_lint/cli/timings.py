"""``scope-lint check --timings``: what took how long, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scope_lint.timings import CLOCK


@contextmanager
def timed() -> Iterator[None]:
    """Measures what runs inside, and says at its end where the time went."""
    begin = time.perf_counter()
    CLOCK.start()
    try:
        yield
    finally:
        timings = CLOCK.stop()
        from scope_lint.report.timings import timings_text

        sys.stdout.flush()
        sys.stderr.write(timings_text(timings, time.perf_counter() - begin))
