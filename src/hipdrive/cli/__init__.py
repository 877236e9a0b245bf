"""The command line: parse, call one verb of coach, show."""

from .app import main as main
