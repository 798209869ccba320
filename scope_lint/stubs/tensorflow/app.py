"""tf.app."""

import sys

from . import flags


def run(main=None, argv=None):
    """Calls main (that of the script, if none is given) with the rest of the command line, and ends the program."""
    main = main or sys.modules["__main__"].main
    arguments = flags.FLAGS(sys.argv if argv is None else argv)
    sys.exit(main(arguments))
