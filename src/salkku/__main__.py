"""Run the command line as ``python -m salkku``."""

import sys

from salkku.cli.main import main

sys.exit(main())
