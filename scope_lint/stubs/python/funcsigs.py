"""funcsigs: inspect.signature for old Pythons."""

from inspect import Parameter, Signature, signature  # noqa: F401
