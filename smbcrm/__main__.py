"""Starts the program: `smbcrm`, or `python -m smbcrm`."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (by default the process's own) and return the exit code."""
    multiprocessing.freeze_support()
    words = sys.argv[1:] if argv is None else argv
    if getattr(sys, "frozen", False):
        # A frozen program reads foreign lists in a child that is this very program.
        from smbcrm.exports.reading.child import serve_if_asked  # noqa: PLC0415 - frozen only

        serve_if_asked(sys.argv)
    from smbcrm.cli.program import run  # noqa: PLC0415 - a child that reads a list ends before

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
