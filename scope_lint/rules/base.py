"""What a rule is: one file with its text, its examples and its check over the events of a run."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec

from scope_lint.events import Event, Frame
from scope_lint.findings import Certainty, Finding, Fix, Related, Remedy, Severity
from scope_lint.rules._places import stack_frames
from scope_lint.rules._view import RunView

if TYPE_CHECKING:
    from scope_lint.fixes.code import Code

Noted = tuple[list[Finding], bytes]
"""The findings of a rule in one entry, and its note of that."""

SECTIONS = ("What", "Why", "How sure")
"""The headings in a rule's docstring; the bad and the good code of its page are its examples."""
FIX = "Fix"
"""The last heading, in that of a rule with a fix."""


class Example(msgspec.Struct, frozen=True):
    """A small program that shows a rule. It is its test too, and was run under the real TensorFlow.

    In a bad one, each line where a finding of the rule stands ends with ``# error: TFS301`` (or several codes, with commas).
    """

    kind: Literal["bad", "good"]
    source: str
    tf_version: str = "1.15"

    @property
    def expected(self) -> list[tuple[int, str]]:
        """(line, code) of each finding it asks for."""
        found = []
        for number, line in enumerate(self.source.split("\n"), 1):
            if match := re.search(r"# error: ([A-Z0-9, ]+)$", line):
                found += [(number, code.strip()) for code in match[1].split(",")]
        return found


class Rule:
    """Base of all rules. The docstring begins with a sentence and goes on with the sections of ``SECTIONS``."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    """That of its findings, as a rule; a rule about silent bugs says ``error`` in a finding where TensorFlow raises."""
    summary: ClassVar[str]
    """One line, without a full stop."""
    examples: ClassVar[list[Example]]
    family: ClassVar[str | None] = None
    """Of findings at one place whose rules share a family, the surest one is kept."""

    @classmethod
    def numbered(cls) -> Iterator[tuple[str, Example]]:
        """Its examples with the names they have in recordings: ``TFS301 bad 1``."""
        for kind in ("bad", "good"):
            for number, example in enumerate((e for e in cls.examples if e.kind == kind), 1):
                yield f"{cls.code} {kind} {number}", example

    @property
    def default(self) -> bool:
        """On without being selected."""
        return self.severity != "info"

    def check(self, run: RunView) -> Iterator[Finding]:
        """The findings in the events of one entry."""
        return iter(())

    def note(self, run: RunView) -> bytes:
        """What ``conclude`` has to know of an entry, besides its findings: nothing else of it is at hand then."""
        return b""

    def moved(self, note: bytes, line: Callable[[str, int], int]) -> bytes | None:
        """A note in which a file's lines have moved (``line``: from a path and the old line to the new one); None: it cannot be told."""
        return None

    def conclude(self, entries: Sequence[Noted]) -> Iterator[Finding]:
        """The findings in a project, in the order of its entries; by default, those of each entry."""
        for found, _ in entries:
            yield from found

    def fix(self, finding: Finding, code: Code) -> Fix | None:
        """How a finding that has a remedy is put right in the code of its file; None where that cannot be done for sure."""
        return None

    def finding(
        self, event: Event, message: str, *, at: Frame | None = None, variable: object = None, related: Iterable[Related] = (),
        help: str = "", count: int = 1, remedy: Remedy | None = None, severity: Severity | None = None, certainty: Certainty | None = None,
    ) -> Finding:  # fmt: skip
        """A finding about ``event`` that stands ``at`` one of its frames (default: the innermost)."""
        place = at or event.stack[-1]
        if certainty is None:
            certainty = "definite" if getattr(event, "definite", not event.path) else "possible"
        return Finding(
            code=self.code, name=self.name, severity=severity or self.severity, certainty=certainty, message=message,
            variable=None if variable is None else str(variable), path=place.path, line=place.line, column=place.column,
            end_line=place.end_line, end_column=place.end_column, cell=place.cell, stack=stack_frames(event.stack), related=tuple(related),
            help=help, count=count, remedy=remedy,
        )  # fmt: skip

    @classmethod
    def fixes(cls) -> bool:
        """Whether it can put something right by itself."""
        return cls.fix is not Rule.fix

    @classmethod
    def sections(cls) -> dict[str, str]:
        """The docstring by heading; the sentence it begins with under ``""``."""
        text = inspect.cleandoc(cls.__doc__ or "")
        pieces = re.split(r"^(%s):\n" % "|".join((*SECTIONS, FIX)), text, flags=re.MULTILINE)
        found = {"": pieces[0].strip()}
        for heading, body in zip(pieces[1::2], pieces[2::2]):
            found[heading] = inspect.cleandoc("\n" + body).strip()
        return found
