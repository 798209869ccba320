"""``python -m scope_lint``."""

import sys

from scope_lint.cli import main

if __name__ == "__main__":
    sys.exit(main())
