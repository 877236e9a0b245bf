"""Numbers from one to another, in words."""

from .text import Text, en, layout


def number_span(low: float, high: float) -> Text:
    """'5 to 10', or '5' where both are the same."""
    return layout("{low:g}", low=low) if low == high else en("{low:g} to {high:g}", low=low, high=high)


def percent_span(low: float, high: float) -> Text:
    """Shares as '40 to 55 %', or '40 %' where both round to the same."""
    if f"{100 * low:.0f}" == f"{100 * high:.0f}":
        return layout("{share:.0f} %", share=100 * low)
    return en("{low:.0f} to {high:.0f} %", low=100 * low, high=100 * high)
