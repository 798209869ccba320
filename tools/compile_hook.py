"""A build hook of hatch that compiles the interpreter with mypyc: the same program, in half the time.

Wheels are compiled where there is a C compiler (which takes two minutes), and pure Python where there is none or anything goes wrong.
``SCOPE_LINT_COMPILE`` says otherwise: 0 for never, 1 for an error where it cannot be done. Editable installs are pure Python.

The source tree is left as it is: what is compiled lies in a temporary folder until the wheel has it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SETTING = "SCOPE_LINT_COMPILE"
COMPILER = ("mypy[mypyc]>=2.4", "setuptools>=77")
PACKAGES = ("scope_lint/interpreter", "scope_lint/symbolic", "scope_lint/syntax", "scope_lint/tf1")
AS_THEY_ARE = {
    "scope_lint/interpreter/deep_stack.py": "sets the size of a Python function's stack",
    "scope_lint/interpreter/stdlib/numpy/host_types.py": "puts functions into classes that it makes",
    "scope_lint/symbolic/table.py": "dict with more attributes",
    "scope_lint/syntax/ir.py": "msgspec's classes have a metaclass",
    "scope_lint/syntax/parse.py": "what it calls is compiled anyway, or fissix",
    "scope_lint/syntax/fixes/": "fissix's kind of classes",
    "scope_lint/syntax/python2.py": "derives from fissix's classes",
    "scope_lint/syntax/stack.py": "a thread of its own",
    "scope_lint/tf1/arrays.py": "list with more attributes",
    "scope_lint/tf1/ops/partial_vector.py": "tuple of a kind of its own",
    "scope_lint/tf1/ops/definitions.py": "msgspec's classes have a metaclass",
    "scope_lint/tf1/api/parameters.py": "msgspec's classes have a metaclass",
    "scope_lint/tf1/api/table.py": "msgspec's classes have a metaclass",
}
"""Modules, and folders of modules, that mypyc does not compile, and why."""

FLAGS = ("-fvisibility=hidden", "-fno-semantic-interposition", "-flto=auto")
"""What makes one program of all modules: calls between them cost less (5 % of the time). Left out where the compiler does not know it."""

SETUP = """
import os
from concurrent.futures import ThreadPoolExecutor
from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError, LinkError

class Parallel(build_ext):
    def build_extensions(self):
        if self.knows(FLAGS):
            for extension in self.extensions:
                extension.extra_compile_args += FLAGS
                extension.extra_link_args += [*FLAGS, "-O" + OPTIMISE]
        self.compile_in_parallel()
        super().build_extensions()

    def knows(self, flags):
        os.makedirs(self.build_temp, exist_ok=True)
        source = os.path.join(self.build_temp, "known.c")
        with open(source, "w") as file:
            file.write("int known(int x) { return x; }")
        try:
            made = self.compiler.compile([source], self.build_temp, extra_postargs=["-Werror", *flags])
            self.compiler.link_shared_object(made, os.path.join(self.build_temp, "known.so"), extra_postargs=["-Werror", *flags])
        except (CompileError, LinkError):
            return False
        return True

    def compile_in_parallel(self):
        alone = self.compiler.compile
        def compile(sources, **options):
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                return [made for each in pool.map(lambda source: alone([source], **options), sources) for made in each]
        self.compiler.compile = compile

modules = mypycify(["--ignore-missing-imports", *FILES], opt_level=OPTIMISE, debug_level="0", multi_file=True)
setup(name="compiled", packages=[], ext_modules=modules, cmdclass={"build_ext": Parallel})
"""


TRY = """
from scope_lint.api import run_source
from scope_lint.interpreter import machine
made = run_source("import tensorflow as tf\\nwith tf.variable_scope('a'):\\n    tf.layers.dense(tf.ones([1, 2]), 3)\\n")
assert not machine.__file__.endswith(".py"), machine.__file__
assert [str(event.name) for event in made.events if hasattr(event, "trainable")] == ["a/dense/kernel", "a/dense/bias"]
"""
"""What a compiled package must be able to do."""


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts compiled modules beside their sources in the wheel."""

    def dependencies(self) -> list[str]:
        """What compiling takes; the runtime dependencies are there for their types, and to try what was compiled."""
        return [*COMPILER, *self.metadata.core.dependencies] if self._wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles, before the wheel is put together."""
        if version == "editable" or not self._wanted():
            return
        self._folder = Path(mkdtemp(prefix="scope-lint-"))
        try:
            self._compile()
        except (OSError, RuntimeError) as error:
            if os.environ.get(SETTING) == "1":
                raise
            self.app.display_warning(f"scope-lint is installed as pure Python, which takes twice as long: {error}")
            return
        for path in [*self._folder.glob("*__mypyc.*"), *(self._folder / "scope_lint").rglob("*")]:
            if path.suffix in (".so", ".pyd"):
                build_data["force_include"][str(path)] = path.relative_to(self._folder).as_posix()
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel has what was compiled."""
        shutil.rmtree(getattr(self, "_folder", ""), ignore_errors=True)

    def _wanted(self) -> bool:
        setting = os.environ.get(SETTING, "")
        if self.target_name != "wheel" or setting == "0" or any("build_editable" in argument for argument in sys.argv):  # as pip calls it
            return False
        return setting == "1" or any(map(shutil.which, (os.environ.get("CC", "cc").split()[0], "gcc", "clang", "cl")))

    def _compile(self) -> None:
        """RuntimeError where it fails, or what was compiled does not run."""
        shutil.copytree(Path(self.root) / "scope_lint", self._folder / "scope_lint", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
        found = (path.relative_to(self._folder).as_posix() for package in PACKAGES for path in (self._folder / package).rglob("*.py"))
        files = sorted(path for path in found if not path.endswith("__init__.py") and not path.startswith(tuple(AS_THEY_ARE)))
        settings = f"FILES, FLAGS = {files!r}, {list(FLAGS)!r}\nOPTIMISE = {os.environ.get('SCOPE_LINT_OPTIMISE', '2')!r}\n"
        (self._folder / "setup.py").write_text(settings + SETUP)
        for what, *arguments in (("mypyc failed", "setup.py", "build_ext", "--inplace"), ("what was compiled does not run", "-c", TRY)):
            done = subprocess.run(
                [sys.executable, *arguments], cwd=self._folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if done.returncode:
                raise RuntimeError(f"{what}:\n{done.stdout[-4000:]}")
