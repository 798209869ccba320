"""What IPython understands and Python does not, taken out of a cell line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Cell magics whose body is ordinary Python of the notebook; the body of any other is left out.
_PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "pypy", "memit", "mprun", "lprun"})
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_LINE_MAGIC = re.compile(r"(\s*)(?:[%!]|\?\??\s*[\w.*]+\s*$|[\w.*%]+\?\??\s*$)")
_ASSIGNED_MAGIC = re.compile(r"(\s*[\w.\[\]'\", ]+=\s*)(?:%\w|!)")
_STRING_START = re.compile(r"[rRbBuUfF]{0,2}(\"\"\"|'''|\"|')")


def plain_python(lines: list[str]) -> list[str]:
    """A cell's lines, as many as before, with only Python in them."""
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return lines
    magic = _CELL_MAGIC.match(lines[first])
    if magic is not None:
        if magic.group(1) not in _PYTHON_CELLS:
            return [""] * len(lines)
        return [""] * (first + 1) + plain_python(lines[first + 1 :])
    if not any(_LINE_MAGIC.match(line) or _ASSIGNED_MAGIC.match(line) for line in lines):
        return lines
    return list(_without_line_magics(lines))


def _without_line_magics(lines: list[str]) -> Iterator[str]:
    state = _State()
    escape_goes_on = False
    for line in lines:
        if escape_goes_on:  # a shell command over several lines
            escape_goes_on = line.endswith("\\")
            yield ""
            continue
        if state.at_statement():
            magic, assigned = _LINE_MAGIC.match(line), _ASSIGNED_MAGIC.match(line)
            if magic or assigned:
                escape_goes_on = line.endswith("\\")
                # ``pass`` and not nothing: the line may be all that a block has.
                yield f"{magic.group(1)}pass" if magic else f"{assigned.group(1)}None" if assigned else ""
                continue
        state.read(line)
        yield line


class _State:
    """Whether the next line begins a statement: nothing is open, a bracket, a string or a backslash."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote = ""
        self._goes_on = False

    def at_statement(self) -> bool:
        return self._depth <= 0 and not self._quote and not self._goes_on

    def read(self, line: str) -> None:
        self._goes_on = False
        index = 0
        while index < len(line):
            if self._quote:
                index = self._read_string(line, index)
                continue
            char = line[index]
            if char == "#":
                return
            start = _STRING_START.match(line, index)
            if start is not None:
                self._quote = start.group(1)
                index = start.end()
                continue
            if char in "([{":
                self._depth += 1
            elif char in ")]}":
                self._depth -= 1
            elif char == "\\" and index == len(line) - 1:
                self._goes_on = True
            index += 1
        if len(self._quote) == 1 and not line.endswith("\\"):  # ends with its line, closed or not
            self._quote = ""

    def _read_string(self, line: str, index: int) -> int:
        """The index after the string's end, or after the line's."""
        while index < len(line):
            if line[index] == "\\":
                index += 2
            elif line.startswith(self._quote, index):
                index += len(self._quote)
                self._quote = ""
                return index
            else:
                index += 1
        return index
