"""A stack deep enough for programs that call deeply: the interpreter recurses where they do."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Final

STACK: Final = 512 * 1024 * 1024
"""Bytes of host stack for the thread that interprets: analysed programs call deeply. Only what is used of it becomes memory."""

FRAMES: Final = 1 << 20
"""Slots of 8 bytes that the frames of a deep stack have at least. CPython (3.11 on) keeps frames in chunks of 16 kB, and maps and
unmaps a chunk at every call that crosses a chunk's end: a fifth of the time of an interpreter that recurses. A first frame that
says to need this much gets a chunk of the next power of two, whose other half then holds the frames above it."""

SERVES: Final = 100
"""So many things run in one thread: a new one for each would take a twentieth of the time, and one for all would keep for good the
memory that the deepest of them took."""


def _in_one_chunk(run: Callable[[], Any]) -> Any:
    return run()


_in_one_chunk.__code__ = _in_one_chunk.__code__.replace(co_stacksize=FRAMES)

_LOCAL = threading.local()


class _DeepThread:
    """A thread with a deep stack that waits for something to run."""

    def __init__(self) -> None:
        self._runs: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._outcomes: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self.left = SERVES
        before = threading.stack_size(STACK)
        self._thread = threading.Thread(target=_in_one_chunk, args=(self._serve,), daemon=True)
        try:
            self._thread.start()
        finally:
            threading.stack_size(before)

    def run(self, run: Callable[[], Any]) -> Any:
        """Runs something there; what it raises is raised here."""
        self.left -= 1
        self._runs.put(run)
        value, error = self._outcomes.get()
        if self.left:
            _free.append(self)
        if error is not None:
            raise error
        return value

    def end(self) -> None:
        """Ends it, where it waits."""
        self._runs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        _LOCAL.deep = True
        for _ in range(SERVES):
            run = self._runs.get()
            if run is None:
                return
            self._outcomes.put(_outcome(run))
            run = None


def _outcome(run: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return run(), None
    except BaseException as error:  # handed over to the calling thread
        return None, error


_free: list[_DeepThread] = []
"""Those that wait. A thread whose outcome nobody waited for (the user broke off) is none of them any more."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_free.clear)  # a new process has none of the threads


def end_threads() -> None:
    """Ends the threads that wait: a process is best forked while it has no others."""
    while _free:
        _free.pop().end()


def with_deep_stack(run: Callable[[], Any]) -> Any:
    """Runs something in a thread whose stack allows deep recursion."""
    if getattr(_LOCAL, "deep", False):
        return run()
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(400_000)
        try:
            thread = _free.pop()
        except IndexError:
            thread = _DeepThread()
        return thread.run(run)
    finally:
        sys.setrecursionlimit(limit)
