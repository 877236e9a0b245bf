"""Joins two lock files into requirements.lock: first what the program needs, then what only the development tools need.

Run by `make lock` with the program's lock and the lock of everything; the joined file goes to standard output.
"""

import re
import sys
from pathlib import Path

HEADER = """\
# Exact versions and hashes of everything Hipdrive installs, for Python 3.11 to 3.14 on Linux and macOS, written by "make lock".
# First what the program needs, with hatchling, which installs the program itself.
"""
TOOLS = '# Development tools from here on: only "make test" installs them.\n'


def pins(path: str) -> dict[str, str]:
    """Each pin of a lock file (`name==version ; marker`) with its hashes and comments."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", Path(path).read_text(encoding="utf-8"))
    return {block.splitlines()[0]: block for block in blocks if block and block[0].isalnum()}


def main() -> None:
    """Join the two files named on the command line."""
    program, whole = pins(sys.argv[1]), pins(sys.argv[2])
    unknown = sorted(program.keys() - whole.keys())
    if unknown:
        sys.exit(f"The program's pins differ from those of the whole: {', '.join(unknown)}. Run 'make lock UPGRADE=--upgrade'.")
    joined = HEADER + "".join(whole[pin] for pin in program) + TOOLS + "".join(block for pin, block in whole.items() if pin not in program)
    if "://" in joined:
        sys.exit("The lock holds an address of an index; unset the settings of uv that name one.")
    sys.stdout.write(joined)


if __name__ == "__main__":
    main()
