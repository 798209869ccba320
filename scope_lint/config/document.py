"""A TOML file with the lines of its keys, so that a mistake can be shown where it stands."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class ConfigError(Exception):
    """A mistake in a configuration file, in words for the user. ``foreign``: it need not concern scope-lint."""

    def __init__(self, path: Path, line: int, reason: str, foreign: bool = False) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
        self.foreign = foreign


class Document:
    """A parsed TOML file. The parser keeps no places, so that ``line_of`` looks for the keys in the text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        foreign = path.name == "pyproject.toml"
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
            line = int(place[1]) if place and place[1] else max(text.count("\n"), 1)
            what = str(error).replace(place[0], "").strip() if place else str(error)
            raise ConfigError(path, line, f"broken TOML: {what}", foreign=foreign) from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise ConfigError(path, line, "broken TOML: not UTF-8", foreign=foreign) from None
        except RecursionError:
            raise ConfigError(path, 1, "broken TOML: nested too deeply", foreign=foreign) from None
        except OSError as error:
            raise ConfigError(path, 1, f"cannot be read: {error.strerror}", foreign=foreign) from None
        self._lines = text.split("\n")

    def table(self, *keys: str) -> Any:
        """What stands under these keys; None where there is nothing."""
        value: Any = self.data
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def line_of(self, keys: tuple[str, ...], item: str | None = None) -> int:
        """The line of a key, or of the nearest table around it; with ``item``, that of this string in the key's value."""
        best, line = 0, 1
        header: tuple[str, ...] = ()
        for number, text in enumerate(self._lines, 1):
            if match := _HEADER.match(text):
                header = here = _keys(match[1])
            elif match := _KEY.match(text):
                here = (*header, *_keys(match[1]))
            else:
                continue
            if len(here) > best and keys[: len(here)] == here:
                best, line = len(here), number
        if item is not None:
            for number, text in enumerate(self._lines[line - 1 :], line):
                if f'"{item}"' in text or f"'{item}'" in text:
                    return number
        return line

    def error(self, keys: tuple[str, ...], reason: str, item: str | None = None) -> ConfigError:
        """A mistake at a key, or at a string in its value."""
        return ConfigError(self.path, self.line_of(keys, item), reason)


_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
