"""Guess a marker set that nobody declared, from labels, synonyms of labels, and geometry."""

from .guess import GuessError as GuessError
from .guess import MarkerSetGuess as MarkerSetGuess
from .guess import guess_marker_set as guess_marker_set
from .placement import Placement as Placement
from .toml_text import guess_as_toml as guess_as_toml
