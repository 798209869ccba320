"""absl.app: calls main with what is left of the command line, and ends the program."""

import sys

import absl.flags as flags


class UsageError(Exception):
    def __init__(self, message, exitcode=1):
        super().__init__(message)
        self.exitcode = exitcode


def run(main, argv=None, flags_parser=None):
    arguments = flags.FLAGS(sys.argv if argv is None else argv)
    sys.exit(main(arguments))


def call_after_init(callback):
    callback()


def usage(shorthelp=False, writeto_stdout=False, detailed_error=None, exitcode=None):
    sys.exit(exitcode)
