"""re, string, math and other modules of pure functions."""

from __future__ import annotations

import base64
import binascii
import bisect
import cmath
import fnmatch
import keyword
import math
import re
import shlex
import statistics
import string
import struct
import textwrap
import unicodedata
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from scope_lint.interpreter import values as v
from scope_lint.interpreter.calls import call
from scope_lint.interpreter.hostcalls import host_function
from scope_lint.interpreter.stdlib.base import function, host_members
from scope_lint.interpreter.strings import native
from scope_lint.interpreter.values import Env, Value
from scope_lint.symbolic.names import SymStr, join
from scope_lint.symbolic.unknown import Unknown

if TYPE_CHECKING:
    from scope_lint.interpreter.machine import Machine


_ONE_CHARACTER: Final = re.compile(r"\[(?:[^\]\\\[]|\\.)+\]|[^\W_]|[ _/:,@-]")
"""Patterns that match one character each: a class, or a plain character."""


def _re(m: Machine) -> Env:
    out = host_members(re, "compile", "search", "match", "fullmatch", "split", "findall", "finditer", "escape")
    out.update({k: int(getattr(re, k)) for k in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "U", "UNICODE", "A", "ASCII")})
    plain_sub = host_function("sub", re.sub)

    def sub(m: Machine, pattern: Value, repl: Value, text: Value, *args: Value, **kwargs: Value) -> Value:
        text = m.resolve(text)
        if isinstance(text, SymStr) and isinstance(repl, str) and isinstance(pattern, str) and _ONE_CHARACTER.fullmatch(pattern) and not args:
            # what replaces single characters does so in the known pieces whatever the holes hold
            return join(*(re.sub(pattern, repl, p) if isinstance(p, str) else p.part(("sub", pattern, repl), p.label) for p in text.parts))
        if isinstance(repl, (str, bytes)):
            return plain_sub.impl(m, [pattern, repl, text, *args], kwargs)
        pattern, text = native(m.resolve(pattern)), native(m.resolve(text))
        host = pattern.value if isinstance(pattern, v.HostObject) else pattern
        if isinstance(text, str) and isinstance(host, (str, re.Pattern)):
            return re.sub(host, lambda found: str(call(m, repl, [v.HostObject(found)], {})), text)
        return Unknown("sub", "re.sub of unknown text")

    out["sub"] = function("sub", sub)
    return out


def _pure(module: Any, *names: str) -> Callable[[Machine], Env]:
    """A module of which these functions are computed."""
    return lambda m: host_members(module, *names)


MODULES: Final = {
    "textwrap": _pure(textwrap, "dedent", "fill", "indent", "shorten"), "base64": _pure(base64, "b64encode", "b64decode"),
    "struct": _pure(struct, "calcsize", "pack", "unpack"), "zlib": _pure(zlib, "crc32", "adler32"), "binascii": _pure(binascii, "hexlify", "unhexlify"),
    "unicodedata": _pure(unicodedata, "normalize", "category", "name", "combining"), "shlex": _pure(shlex, "split", "quote"),
    "fnmatch": _pure(fnmatch, "fnmatch", "fnmatchcase"), "bisect": _pure(bisect, "bisect", "bisect_left", "bisect_right"),
    "keyword": _pure(keyword, "iskeyword"), "cmath": _pure(cmath), "statistics": _pure(statistics, "mean", "median", "stdev"),
    "re": _re, "math": lambda m: host_members(math),
    "string": lambda m: host_members(string, "ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation", "capwords"),
}  # fmt: skip
