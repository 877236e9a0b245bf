"""Runs the command line as `python -m hipdrive`."""

from .cli import main

if __name__ == "__main__":
    main()
