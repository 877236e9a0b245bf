"""What a page says while a search goes on: how far it is, and that it was stopped."""

from collections.abc import Mapping

from ..language import Text, en

SEARCH_WORDS: Mapping[str, Text] = {
    "search_waits": en("Waiting for a free place …"),
    "search_stopped": en("Stopped. Nothing was changed."),
    "search_unreachable": en("The server could not be reached. Try again."),
}
"""Of every search; what it does is said in words of its own."""
