"""Outcomes of jobs: from the cache where nothing that they hung on has changed, else from what runs them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from scope_lint.jobs import Done, Ground, Job, Problem
from scope_lint.outcome import Lines, Outcome, Reached, gather
from scope_lint.prints import Prints
from scope_lint.result_cache import ResultCache
from scope_lint.source.file import Overlay
from scope_lint.timings import CLOCK

if TYPE_CHECKING:
    from scope_lint.workers import InProcess, Workers

PARALLEL_FROM = 24
"""From so many files on, worker processes pay."""
SECONDS = 0.6
"""Also where running them took so long the last time."""

After = Callable[[Reached], Sequence[Job]]
"""The jobs that follow scripts, by what these reach."""

_Key = tuple[int, Path, Union[Lines, None]]


class Runs:
    """Runs jobs in this process, or in several where there is much to do.

    ``digests``: what is known of the contents of files.
    """

    def __init__(self, grounds: Sequence[Ground], overlay: Overlay, digests: Mapping[Path, str]) -> None:
        self._grounds = grounds
        self._stack = ExitStack()
        prints = Prints(overlay)
        prints.know({os.path.abspath(path): known for path, known in digests.items()})
        self._caches = [
            None if ground.program.cache is None else ResultCache(ground.program.cache.store, *ground, prints) for ground in self._grounds
        ]
        self._alone: InProcess | None = None
        self._workers: Workers | None = None
        self._looked: dict[_Key, Outcome | Job] = {}
        """What was found of jobs that are expected to follow."""
        self._ahead = _Ahead([], iter(()))

    def __enter__(self) -> Runs:
        self._stack.__enter__()
        return self

    def __exit__(self, *exc: Any) -> None:
        self._stack.__exit__(*exc)

    def of(self, jobs: Sequence[Job], after: After | None = None) -> Iterator[Outcome | Problem]:
        """The outcome of each job, in order.

        ``after``: the jobs that will follow. Those that follow if these reach what they reached the last time are run beside these.
        """
        with CLOCK.phase("look up"):
            known = list(map(self._known, jobs))
            left = [outcome for outcome in known if isinstance(outcome, Job) and outcome not in self._ahead]
            more = self._expected(known, after) if after is not None and left else []
        fresh = self._run(left, more) if left else iter(())
        for outcome in known:
            if not isinstance(outcome, Job):
                yield outcome
            elif outcome in self._ahead:
                yield self._ahead.take(outcome)
            else:
                yield next(fresh)

    def _known(self, job: Job) -> Outcome | Job:
        """What is kept of a job, or the job that is left."""
        found = self._looked.pop(job[:3], None)
        return self._look_up(job) if found is None else found

    def _look_up(self, job: Job) -> Outcome | Job:
        cache = self._caches[job.ground]
        found = None if cache is None else cache.get(cache.key(job.path, job.reached))
        return found if isinstance(found, Outcome) else job._replace(kept=found or b"")

    def _expected(self, known: list[Outcome | Job], after: After) -> list[Job]:
        """The jobs that follow scripts if these reach what they did the last time, and are not known; none where that is not known."""
        reached: list[Reached] = []
        for script in known:
            before = script.reached if isinstance(script, Outcome) else self._reached_before(script)
            if before is None:
                return []
            reached.append(before)
        for job in after(gather(reached)):
            self._looked[job[:3]] = self._look_up(job)
        return [job for job in self._looked.values() if isinstance(job, Job)]

    def _reached_before(self, job: Job) -> Reached | None:
        cache = self._caches[job.ground]
        return None if cache is None else cache.reached_before.get(cache.key(job.path, job.reached))

    def _run(self, jobs: list[Job], more: list[Job]) -> Iterator[Done]:
        from scope_lint.workers import InProcess, Workers

        lost = sum(cache.lost for cache in self._caches if cache is not None)
        much = len(jobs) + len(more)
        if self._workers is None and (much >= PARALLEL_FROM or (much > 1 and lost >= SECONDS)):
            self._workers = self._stack.enter_context(Workers(self._grounds, self._alone))
        if self._workers is not None:
            outcomes = self._workers.run([*jobs, *more])
            if more:
                self._ahead = _Ahead(more, outcomes)
            return islice(outcomes, len(jobs))
        if self._alone is None:
            self._alone = self._stack.enter_context(InProcess(self._grounds))
        return self._alone.run(jobs)


class _Ahead:
    """Jobs that were begun before it is certain that they are wanted, with what comes of them, in order."""

    def __init__(self, jobs: Sequence[Job], outcomes: Iterator[Done]) -> None:
        self._keys: set[_Key] = {job[:3] for job in jobs}
        self._done = ((job[:3], outcome) for job, outcome in zip(jobs, outcomes))
        self._found: dict[_Key, Done] = {}

    def __contains__(self, job: Job) -> bool:
        return job[:3] in self._keys

    def take(self, job: Job) -> Done:
        """What came of one of them; once."""
        key = job[:3]
        while key not in self._found:
            other, outcome = next(self._done)
            self._found[other] = outcome
        self._keys.discard(key)
        return self._found.pop(key)
