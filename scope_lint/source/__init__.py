"""Files: which ones there are, and what text they hold."""

from .discover import discover
from .file import MAX_BYTES, SourceFile, read
from .noqa import Suppressions
from .prefilter import mentions_scopes
from .problem import SourceError

__all__ = ["MAX_BYTES", "SourceError", "SourceFile", "Suppressions", "discover", "mentions_scopes", "read"]
