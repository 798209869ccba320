"""The command line on a stand-in for the analysis: these tests are about what is asked of it and what is made of the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest

import scope_lint
from scope_lint.cli import main
from scope_lint.findings import CheckReport, NamesReport
from scope_lint.options import Options


@dataclass
class FakeApi:
    """Answers with the given reports and remembers what it was asked."""

    check_answer: CheckReport = field(default_factory=lambda: CheckReport(tf_version="1.15", files=1, findings=[], incomplete=[]))
    names_answer: NamesReport = field(
        default_factory=lambda: NamesReport(tf_version="1.15", variables=[], ops=[], errors=[], incomplete=[])
    )
    paths: Sequence[str] = ()
    options: Options = field(default_factory=Options)
    error: BaseException | None = None

    def check(self, paths: Sequence[str], options: Options, progress: Callable[[int, int, str], None] | None) -> CheckReport:
        self.paths, self.options = paths, options
        if self.error:
            raise self.error
        return self.check_answer

    def names(self, targets: Sequence[str], options: Options) -> NamesReport:
        self.paths, self.options = targets, options
        return self.names_answer


@pytest.fixture
def fake_api(monkeypatch: pytest.MonkeyPatch) -> FakeApi:
    fake = FakeApi()
    module: Any = ModuleType("scope_lint.api")
    module.check, module.names = fake.check, fake.names
    monkeypatch.setitem(sys.modules, "scope_lint.api", module)
    monkeypatch.setattr(scope_lint, "api", module, raising=False)
    return fake


@dataclass
class Outcome:
    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(*arguments: str) -> Outcome:
        try:
            status = main(arguments)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call
