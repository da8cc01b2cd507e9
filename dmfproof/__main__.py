"""Run `python -m dmfproof COMMAND`."""

import sys

from dmfproof.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
