"""What sides are called to people."""

from collections.abc import Mapping
from types import MappingProxyType

from ...body import Side
from ...language import Text, en

SIDE_WORDS: Mapping[Side, Text] = MappingProxyType({"left": en("left"), "right": en("right")})
"""Side -> its word."""
