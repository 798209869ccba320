"""Reports as the analysis gives them, about fixtures/example/gan.py, for tests of what is written."""

from __future__ import annotations

from scope_lint.findings import (
    CheckReport,
    ErrorPrediction,
    Finding,
    Incomplete,
    NamesReport,
    OpPrediction,
    Related,
    StackFrame,
    VariablePrediction,
)

GAN = "fixtures/example/gan.py"


def clash(**changes: object) -> Finding:
    """The second call of the discriminator."""
    values: dict[str, object] = {
        "code": "TFS301",
        "name": "variable-already-exists",
        "severity": "error",
        "certainty": "definite",
        "message": "Variable discriminator/conv1/kernel (and 5 more) already exists: discriminator() is called again",
        "variable": "discriminator/conv1/kernel",
        "path": GAN,
        "line": 45,
        "column": 12,
        "end_line": 45,
        "end_column": 43,
        "stack": (
            StackFrame(GAN, 59, 59, "<module>"),
            StackFrame(GAN, 55, 55, "main"),
            StackFrame(GAN, 45, 45, "build"),
            StackFrame(GAN, 30, 30, "discriminator"),
            StackFrame(GAN, 15, 15, "conv"),
        ),
        "related": (Related(GAN, 44, 44, "first created here"), Related(GAN, 15, 15, 'get_variable("kernel")')),
        "help": "Open the scope with reuse=tf.AUTO_REUSE, or pass reuse=True from the second call on.",
        "count": 6,
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


def unreadable(path: str = "broken.py", line: int = 3) -> Finding:
    """A file left out."""
    return Finding(
        code="TFS000", name="syntax-error", severity="error", certainty="definite", message="unexpected indent",
        path=path, line=line, column=5, end_line=line, end_column=5,
    )  # fmt: skip


def check_report(*findings: Finding, incomplete: tuple[Incomplete, ...] = ()) -> CheckReport:
    return CheckReport(tf_version="1.15", files=12, findings=list(findings), incomplete=list(incomplete))


def variable(name: str, **changes: object) -> VariablePrediction:
    values: dict[str, object] = {
        "name": name, "exact": True, "api": "get_variable", "status": "created", "certainty": "definite", "shape": (5, 5, 1, 32),
        "dtype": "float32", "trainable": True, "path": GAN, "line": 15, "column": 18, "end_line": 15, "end_column": 68,
        "target": GAN, "stack": (StackFrame(GAN, 59, 59, "<module>"),),
    }  # fmt: skip
    return VariablePrediction(**(values | changes))  # type: ignore[arg-type]


def names_report() -> NamesReport:
    return NamesReport(
        tf_version="1.15",
        variables=[
            variable("discriminator/conv1/kernel"),
            variable("discriminator/conv1/bias", shape=(32,), line=16),
            variable("discriminator/conv1/bias", shape=(32,), line=16, status="reused"),
            variable("discriminator/{name}/bias", shape=(None,), exact=False, certainty="possible", line=16),
            variable("step", shape=(), dtype="int32", trainable=False, api="Variable", line=40),
        ],
        ops=[OpPrediction(name="add", exact=True, type="Add", certainty="definite", path=GAN, line=17, end_line=17)],
        errors=[
            ErrorPrediction(
                kind="exists", type="ValueError", message="Variable discriminator/conv1/kernel already exists, disallowed.",
                variable="discriminator/conv1/kernel", certainty="definite", path=GAN, line=15, end_line=15, target=GAN,
            )
        ],
        incomplete=[Incomplete(GAN, 20, "unknown base class")],
    )  # fmt: skip
