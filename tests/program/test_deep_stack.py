"""What runs on the deep stack: results and exceptions come back, a thread serves many, and none is taken over by another process."""

from __future__ import annotations

import os
import threading
from queue import SimpleQueue

import pytest

from scope_lint.interpreter import deep_stack
from scope_lint.interpreter.deep_stack import SERVES, end_threads, with_deep_stack


def down(depth: int) -> int:
    return 0 if depth == 0 else 1 + down(depth - 1)


def test_deep() -> None:
    with pytest.raises(RecursionError):
        down(10_000)
    assert with_deep_stack(lambda: down(10_000)) == 10_000
    with pytest.raises(RecursionError):
        down(10_000)


def test_what_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        with_deep_stack(lambda: 1 // 0)
    assert with_deep_stack(lambda: 1) == 1


def test_inside_of_another() -> None:
    assert with_deep_stack(lambda: with_deep_stack(threading.get_ident) == threading.get_ident())


def test_a_thread_serves_many_and_then_another_does() -> None:
    threads = [with_deep_stack(threading.current_thread) for _ in range(3 * SERVES)]
    assert 3 <= len(set(map(id, threads))) <= 4
    threads[0].join(10)
    assert not threads[0].is_alive()


def test_threads_that_wait_are_ended() -> None:
    thread = with_deep_stack(threading.current_thread)
    end_threads()
    assert not thread.is_alive()
    assert with_deep_stack(lambda: 1) == 1


def test_two_at_once() -> None:
    both = threading.Barrier(2)
    threads = [threading.Thread(target=with_deep_stack, args=(lambda: both.wait(10),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not both.broken and not any(thread.is_alive() for thread in threads)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_another_process() -> None:
    assert with_deep_stack(lambda: 1) == 1
    assert deep_stack._free
    child = os.fork()
    if child == 0:
        os._exit(with_deep_stack(lambda: 7))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


class Interrupted(SimpleQueue):  # type: ignore[type-arg]
    def get(self, block: bool = True, timeout: float | None = None) -> object:
        raise KeyboardInterrupt


def test_a_thread_that_was_left_alone_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user breaks off while it is at something."""
    thread = deep_stack._DeepThread()
    monkeypatch.setattr(deep_stack, "_free", [thread])
    monkeypatch.setattr(thread, "_outcomes", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        with_deep_stack(lambda: 1)
    assert deep_stack._free == []
    assert with_deep_stack(lambda: 2) == 2
