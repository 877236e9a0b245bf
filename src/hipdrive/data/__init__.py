"""Declared, not programmed: exercises, marker sets, segment tables, hardware, norms, evidence - each number with its source."""

from importlib.resources import files
from importlib.resources.abc import Traversable

DATA: Traversable = files(__name__)
"""Root of the shipped data files; use DATA / 'segments' / 'de_leva.csv'."""
