"""The fixes that a file's findings were offered, on disk: what makes them is slow to import, and has to parse the file."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Union

import msgspec

from scope_lint.findings import Finding, Fix
from scope_lint.program.store import Store
from scope_lint.result_cache import tool_stamp

SUFFIX = ".fix"


class KeptOffers:
    """By what they hang on: this tool, the file's bytes and the findings. A reason stands for a file that cannot be edited."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Union[list[Union[Fix, None]], str])

    def key(self, data: bytes, findings: Sequence[Finding]) -> str | None:
        """The key of a file with these bytes and findings; None where there is none, as a path is not UTF-8."""
        try:
            told = self._encoder.encode([(f.code, f.path, f.line, f.column, f.end_line, f.end_column, f.message, f.remedy) for f in findings])
        except UnicodeError:
            return None
        return blake2b(b"\0".join((tool_stamp().encode(), told, data)), digest_size=20).hexdigest()

    def get(self, key: str | None) -> list[Fix | None] | str | None:
        """What was offered, or the reason why nothing was; None where nothing is known."""
        payload = None if key is None else self._store.get(key, SUFFIX)
        try:
            return None if payload is None else self._decoder.decode(payload)
        except (msgspec.MsgspecError, ValueError):
            return None

    def put(self, key: str | None, offered: list[Fix | None] | str) -> None:
        """Keeps what was offered."""
        if key is None:
            return
        try:
            payload = self._encoder.encode(offered)
        except UnicodeError:
            return
        self._store.put(key, SUFFIX, payload)
