"""`python -m hwgen`, see `python -m hwgen --help`."""

import sys

from ._tool import main

if __name__ == "__main__":
    sys.exit(main())
