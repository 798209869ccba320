"""A stack deep enough for programs that call deeply: the interpreter recurses where they do."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

STACK = 512 * 1024 * 1024
"""Bytes of host stack for the thread that interprets: analysed programs call deeply."""

FRAMES = 1 << 20
"""Slots of 8 bytes that the frames of a deep stack have at least. CPython (3.11 on) keeps frames in chunks of 16 kB, and maps and
unmaps a chunk at every call that crosses a chunk's end: a fifth of the time of an interpreter that recurses. A first frame that
says to need this much gets a chunk of the next power of two, whose other half then holds the frames above it."""


def _in_one_chunk(run: Callable[[], Any]) -> Any:
    return run()


_in_one_chunk.__code__ = _in_one_chunk.__code__.replace(co_stacksize=FRAMES)

_LOCAL = threading.local()


def with_deep_stack(run: Callable[[], Any]) -> Any:
    """Runs something in a thread whose stack allows deep recursion."""
    if getattr(_LOCAL, "deep", False):
        return run()
    outcome: dict[str, Any] = {}

    def target() -> None:
        _LOCAL.deep = True
        try:
            outcome["value"] = _in_one_chunk(run)
        except BaseException as e:  # handed over to the calling thread
            outcome["error"] = e

    before, limit = threading.stack_size(STACK), sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(400_000)
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
        sys.setrecursionlimit(limit)
    if "error" in outcome:
        raise outcome["error"]
    return outcome.get("value")
