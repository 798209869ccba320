"""What tells whether what an entry hung on is as it was: files and folders by their content, each looked at once in a run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from scope_lint.program.program import Program
from scope_lint.program.trace import fingerprint
from scope_lint.source.file import Overlay, digest, read, read_bytes
from scope_lint.source.problem import SourceError
from scope_lint.syntax.difference import Difference, difference
from scope_lint.syntax.problem import SyntaxProblem


class Prints:
    """What tells whether files are as they were, each looked at once in a run."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay
        self._looks: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._differences: dict[tuple[str, str], Difference | None] = {}
        self._said: dict[str, dict[str, bool]] = {}

    def know(self, sources: dict[str, str]) -> None:
        """Digests of sources that were read anyway, by absolute path."""
        self._sources.update(sources)

    def look(self, path: str) -> str:
        """The fingerprint of a file or folder on disk; empty where there is none."""
        found = self._looks.get(path)
        if found is None:
            found = self._looks[path] = fingerprint(path)
        return found

    def source(self, path: str) -> str:
        """The digest of a source file, of what takes its place in the overlay if it has one; empty where it cannot be read."""
        found = self._sources.get(path)
        if found is None:
            try:
                found = digest(read_bytes(Path(path), self._overlay)).hex()
            except SourceError:
                found = ""
            self._sources[path] = found
        return found

    def changed(self, sources: dict[str, str]) -> list[str]:
        """Those of some source files that have other digests now."""
        for path in sources.keys() - self._sources.keys():
            self.source(path)
        return sorted(path for path, _ in sources.items() - self._sources.items())

    def said(self, name: str, paths: Iterable[str], tool: bool = True) -> bool:
        """Whether one of these source files, or this tool itself (``tool``), has a name anywhere in its text."""
        if name not in self._said:
            self._said[name] = {}
        known = self._said[name]
        for path in ("", *paths) if tool else paths:
            if path not in known:
                known[path] = self._says(path, name)
            if known[path]:
                return True
        return False

    def _says(self, path: str, name: str) -> bool:
        if not path:
            return _tool_says(name)
        try:
            text = read(Path(path), self._overlay).text
        except SourceError:
            return False
        return _has(text if text.isascii() else normalize("NFKC", text), name)

    def difference(self, path: str, before: str, program: Program) -> Difference | None:
        """What has changed in a source file since it had a digest; None where nothing is known of that, or too much has changed."""
        if (path, before) not in self._differences:
            self._differences[path, before] = _difference(path, before, program)
        return self._differences[path, before]


def _difference(path: str, before: str, program: Program) -> Difference | None:
    old = None if program.cache is None else program.cache.known(bytes.fromhex(before))
    if old is None:
        return None
    try:
        now = program.load(Path(path))
    except (SourceError, SyntaxProblem):
        return None
    return None if now.source.places is not None else difference(old, now.ir)


def _has(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _tool_says(name: str) -> bool:
    """Whether the models of libraries, or the interpreter, may ask for an attribute, or have it."""
    texts = (file.read_text("utf-8") for file in Path(__file__).parent.rglob("*.py"))
    return any(_has(text, name) and any(_asks(node, name) for node in ast.walk(ast.parse(text))) for text in texts)


def _asks(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name == name
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value and _has(node.value, name)
