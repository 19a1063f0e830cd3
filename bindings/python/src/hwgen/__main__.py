"""`python -m hwgen`, see `python -m hwgen --help`."""

import sys

from ._tool import main

sys.exit(main())
