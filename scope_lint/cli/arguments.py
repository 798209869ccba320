"""The arguments of the commands. Nothing heavy is imported before they are known to be right."""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn

from scope_lint import __version__
from scope_lint.cli.failure import ANALYSIS_FAILED
from scope_lint.options import parse_codes, parse_version

_DESCRIPTION = """Predicts the variables that TensorFlow 1.x code will create, and where its scopes and reuse flags
will raise or mislead, without running it."""

CHECK_FORMATS = ("text", "json", "sarif", "github", "html")

_EXIT = "Exit status: 0 nothing found, 1 findings, 2 a file could not be analysed or the call was wrong."


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with what was probably meant."""

    def error(self, message: str) -> NoReturn:
        if unknown := re.fullmatch(r"unrecognized arguments: (.*)", message):
            first = unknown[1].split()[0].split("=")[0]
            message = f"unknown {'option' if first.startswith('-') else 'argument'} {first!r}{nearest(first, self._known())}"
        message = message.removeprefix("argument ")
        sys.stderr.write(f"{self.prog}: {message} ({self.prog} --help lists what there is)\n")
        sys.exit(ANALYSIS_FAILED)

    def _known(self) -> list[str]:
        options = list(self._option_string_actions)
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                options += [option for parser in action.choices.values() for option in parser._option_string_actions]
        return options


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean …?`` where something is near."""
    near = difflib.get_close_matches(word, list(words), 1, 0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with ``run`` as the command's function. Ends the process with status 2 where they are wrong."""
    parser = Parser(prog="scope-lint", description=_DESCRIPTION, epilog=_EXIT, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"scope-lint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_check(commands)
    _add_merge(commands)
    _add_names(commands)
    _add_config(commands)
    _add_rule(commands)
    command = next((word for word in argv if not word.startswith("-")), None)
    if command is None and not {"-h", "--help", "--version"} & set(argv):
        parser.error("a command is needed: check, merge, names, config or rule")
    if command is not None and command not in commands.choices:
        meant = f"; did you mean 'check {command}'?" if os.path.exists(command) else nearest(command, commands.choices)
        parser.error(f"no such command {command!r}{meant or ': the commands are check, merge, names, config and rule'}")
    return parser.parse_args(argv)


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="find scope and reuse bugs",
        description="Finds the places where scopes and reuse flags will raise, or do something else than meant.",
        epilog=_EXIT,
        allow_abbrev=False,
    )
    check.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the working directory); - for standard input")
    _add_format(check, *CHECK_FORMATS)
    _add_selection(check)
    _add_fixing(check)
    _add_suppressing(check)
    check.add_argument("--stdin-filename", metavar="FILE", help="the name of the file that comes from standard input (PATH is -)")
    check.add_argument(
        "--shard", type=_shard, metavar="K/N", help="run the K-th of N shares of the files, and write a part for scope-lint merge"
    )
    _add_reporting(check)
    _add_common(check)
    check.set_defaults(run=_later("check"))


def _add_reporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 also where something was found")
    parser.add_argument("--statistics", action="store_true", help="write how many findings each rule has, in place of them (text, json)")
    parser.add_argument("--timings", action="store_true", help="write what took how long to standard error")
    parser.add_argument("-q", "--quiet", action="store_true", help="write findings only, no summary (text)")


def _add_fixing(check: argparse.ArgumentParser) -> None:
    check.add_argument("--fix", action="store_true", help="put right what can be, without changing any variable's name")
    check.add_argument("--diff", action="store_true", help="show what --fix would write, and write nothing")
    check.add_argument("--unsafe-fixes", action="store_true", help="fix also what changes names of variables")


def _add_suppressing(check: argparse.ArgumentParser) -> None:
    check.add_argument("--baseline", metavar="FILE", help="report only what is not in this file")
    check.add_argument("--write-baseline", metavar="FILE", help="write what is found to this file, and report nothing")
    check.add_argument("--add-noqa", action="store_true", help="write a # noqa comment to the line of each finding")
    check.add_argument("--ignore-noqa", action="store_true", help="report also what # noqa comments suppress")


def _add_merge(commands: argparse._SubParsersAction[Parser]) -> None:
    merge = commands.add_parser(
        "merge",
        help="join the parts of a check that ran in shards",
        description="Writes the report of a check whose parts check --shard wrote: the same as that of a single run.",
        epilog=_EXIT + " What was selected, ignored and so on is as it was for the parts.",
        allow_abbrev=False,
    )
    merge.add_argument("parts", nargs="+", metavar="PART", help="the files that check --shard wrote, all of them, in any order")
    _add_format(merge, *CHECK_FORMATS)
    _add_reporting(merge)
    _add_caching(merge)
    _add_verbose(merge)
    _add_color(merge)
    merge.set_defaults(run=_later("merge"))


def _add_names(commands: argparse._SubParsersAction[Parser]) -> None:
    names = commands.add_parser(
        "names",
        help="predict the variables of a program",
        description="Lists the variables that a script or function will create, with their exact names.",
        epilog="Exit status: 0, or 1 where the program ends in an error, or 2 where a target could not be analysed.",
        allow_abbrev=False,
    )
    names.add_argument(
        "targets",
        nargs="+",
        metavar="TARGET",
        help="FILE.py, FILE.py::function or FILE.py::Class::method; each runs in a fresh graph",
    )
    _add_format(names, "text", "json", "html")
    names.add_argument("--tree", action="store_true", help="as a tree by scope")
    names.add_argument("--ops", action="store_true", help="list operations too")
    _add_common(names)
    names.set_defaults(run=_later("names"))


def _add_config(commands: argparse._SubParsersAction[Parser]) -> None:
    config = commands.add_parser(
        "config",
        help="show the settings, and where each comes from",
        description="Shows the settings that hold for some files, and where each comes from.",
        epilog="The other options are those of check: what is given here holds here.",
        allow_abbrev=False,
    )
    config.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the working directory)")
    _add_format(config, "text", "json")
    config.add_argument("--schema", action="store_true", help="print the JSON schema of the configuration, for editors")
    _add_selection(config)
    _add_common(config)
    config.set_defaults(run=_later("config"))


def _add_rule(commands: argparse._SubParsersAction[Parser]) -> None:
    rule = commands.add_parser("rule", help="list the rules, or explain one", description="Lists the rules, or explains one.")
    rule.add_argument("rule", nargs="?", metavar="CODE", help="TFS301, or variable-already-exists")
    _add_color(rule)
    rule.set_defaults(run=_later("rule"))


def _add_selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--select", action="append", type=_codes, metavar="CODES", help="only these rules (TFS301, TFS3, ALL; commas)")
    parser.add_argument(
        "--extend-select", action="append", type=_codes, metavar="CODES", help="these rules beside those that are selected"
    )
    parser.add_argument("--ignore", action="append", type=_codes, metavar="CODES", help="all but these rules")
    parser.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave out files (as in a .gitignore)")
    parser.add_argument("--force-exclude", action="store_true", help="leave them out also where they are named as PATH")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="the configuration file (default: found upward from the files)")
    parser.add_argument(
        "--tf-version", type=_version, metavar="VERSION", help="0.12, or 1.0 to 1.15, also for tensorflow.compat.v1 (default: detected)"
    )
    parser.add_argument("--src", action="append", default=[], metavar="DIR", help="an import root, before those found (repeatable)")
    parser.add_argument("--stub-path", action="append", default=[], metavar="DIR", help="stubs of your own libraries (repeatable)")
    _add_caching(parser)
    _add_verbose(parser)
    _add_color(parser)


def _add_verbose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-v", "--verbose", action="store_true", help="list what could not be followed (text)")


def _add_caching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache-dir", metavar="DIR", help="where what was parsed and found is kept between runs")
    parser.add_argument("--no-cache", action="store_true", help="keep nothing between runs")


def _add_color(parser: argparse.ArgumentParser) -> None:
    choices = ("auto", "always", "never")
    parser.add_argument("--color", type=_one_of(choices), default="auto", metavar="WHEN", help="auto (default), always or never")


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", type=_one_of(formats), default="text", metavar="FORMAT", help=" | ".join(formats))
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report to a file, which is replaced when it is complete")


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in choices:
            guess = nearest(text, choices)
            raise argparse.ArgumentTypeError(f"there is no {text!r}{guess or ', only ' + ', '.join(choices)}")
        return text

    return check


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"{text!r} is no share: write 1/4 for the first of four")
    return int(match[1]), int(match[2])


def _version(text: str) -> str:
    try:
        return parse_version(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _codes(text: str) -> tuple[str, ...]:
    try:
        return parse_codes([text])
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _later(command: str) -> Callable[[argparse.Namespace], int]:
    """The command's function, imported when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        status: int = importlib.import_module(f"scope_lint.cli.{command}").run(arguments)
        return status

    return run
