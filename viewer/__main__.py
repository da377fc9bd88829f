"""`python -m viewer`."""

import sys

from viewer.cli.run import main

if __name__ == "__main__":
    sys.exit(main())
