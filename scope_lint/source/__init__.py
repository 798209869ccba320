"""Files: which ones there are, and what text they hold."""

from scope_lint.source.discover import discover
from scope_lint.source.file import MAX_BYTES, SourceFile, read
from scope_lint.source.noqa import Suppressions
from scope_lint.source.prefilter import mentions_scopes
from scope_lint.source.problem import SourceError

__all__ = ["MAX_BYTES", "SourceError", "SourceFile", "Suppressions", "discover", "mentions_scopes", "read"]
