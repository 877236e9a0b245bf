"""Runs the command line as `python -m hipdrive`.

Its import is absolute: processes that work beside a server run this file by its path, outside of the package.
"""

from hipdrive.cli import main

if __name__ == "__main__":
    main()
