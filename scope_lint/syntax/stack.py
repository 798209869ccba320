"""Room on the stack, for work that may begin deep in the calls of others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

STACK_BYTES = 512 * 1024 * 1024
"""Address space for the new stack; only what is used of it becomes memory."""


def on_fresh_stack(work: Callable[[], T]) -> T:
    """Do the work in a thread of its own, where the whole recursion limit is free; what it raises is raised here."""
    worker = _Worker(work)
    before = threading.stack_size(STACK_BYTES)
    try:
        worker.start()
    finally:
        threading.stack_size(before)
    worker.join()
    if worker.error is not None:
        raise worker.error
    return worker.results[0]


class _Worker(threading.Thread, Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.results: list[T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self._work())
        except BaseException as error:  # handed to the caller
            self.error = error
