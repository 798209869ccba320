"""Files one by one, in a process that does nothing else: what flake8 does. Sessions and kept results serve all of them."""

from __future__ import annotations

from pathlib import Path

from scope_lint.analysis import cache_of, make_program
from scope_lint.jobs import Ground, Job
from scope_lint.options import Options
from scope_lint.outcome import Outcome, lines_of
from scope_lint.program.roots import shared_roots
from scope_lint.rules.run import Judged
from scope_lint.runs import Runs
from scope_lint.source.file import decode, read_bytes
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError
from scope_lint.source.shown import shown

MOST = 4
"""So many sets of import roots, stubs and versions are held at once."""

_Key = tuple[tuple[Path, ...], str, tuple[str, ...], tuple[str, ...], str | None, bool]


class Singles:
    """Good for as long as no file changes."""

    def __init__(self) -> None:
        self._runs: dict[_Key, Runs] = {}

    def entries(self, path: Path, text: str, options: Options) -> list[Judged] | None:
        """What the rules say of the entries of a file; None where its text is not that on disk. Raises SourceError or SyntaxProblem."""
        try:
            data = read_bytes(path)
            if decode(path, data).text != text:
                return None
        except SourceError:
            return None
        runs = self._running(path, options)
        (script,) = runs.of([Job(0, path, None)])
        if not isinstance(script, Outcome):
            raise script
        if not mentions_scopes(data):
            return script.entries
        (functions,) = runs.of([Job(0, path, lines_of(script.reached, shown(path)))])
        return [*script.entries, *(functions.entries if isinstance(functions, Outcome) else ())]

    def _running(self, path: Path, options: Options) -> Runs:
        roots = shared_roots(path)
        key = (tuple(roots), options.tf_version, options.src, options.stub_path, options.cache_dir, options.no_cache)
        found = self._runs.pop(key, None)
        if found is None:
            if len(self._runs) >= MOST:
                del self._runs[next(iter(self._runs))]
            found = Runs([Ground(make_program(roots, options, cache_of(options)), options)], {}, {})
        self._runs[key] = found
        return found
