"""From low to high, as people say it."""

from ..language import Text, en, layout


def span_in_words(span: tuple[float, float]) -> Text:
    """'5 to 10', or '5' where both are the same."""
    low, high = span
    return layout("{low:g}", low=low) if low == high else en("{low:g} to {high:g}", low=low, high=high)
