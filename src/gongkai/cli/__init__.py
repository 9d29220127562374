"""The ``gongkai`` command. Thin: it finds files, calls the readers and the rules, and prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; ends the process with the exit code that ``gongkai read --help`` explains."""
    from gongkai.cli import messages

    # before the commands are defined: their help texts are translated as they are read in
    messages.choose_language()
    from gongkai.cli.app import run

    sys.exit(run(sys.argv[1:]))
