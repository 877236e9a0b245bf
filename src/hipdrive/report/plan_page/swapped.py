"""What stands in for a planned exercise, and what is other than planned, in words."""

from ...language import Text, and_list, en, joined, layout
from ...range_words import range_name
from ..progress_page.words import day_in_words
from ..words import set_up_in_words
from .content import SwapShown, SwapsShown
from .view import SwapsView, SwapView

SAME_EFFORT = 0.05
"""Shares of strength that differ by less are the same to whoever trains."""


def swaps_view(shown: SwapsShown) -> SwapsView:
    """Put it into words; both sides that say the same stand once."""
    heading = en("Instead of {exercise}, {day}, without {things}") if shown.without else en("Instead of {exercise}, {day}")
    heading = heading.filled(exercise=shown.exercise, day=day_in_words(shown.on), things=and_list(shown.without))
    return SwapsView(heading=heading, refused=shown.refused, swaps=tuple(_view(swap) for swap in shown.swaps))


def _view(swap: SwapShown) -> SwapView:
    instead = swap.instead
    return SwapView(
        says=layout("{says:cap}.", says=swap.says),
        set_up=() if instead is None else set_up_in_words(instead.exercise, instead.set_up),
        changes=() if instead is None else _changes(swap),
        to_log=swap.to_log,
    )


def _changes(swap: SwapShown) -> tuple[Text, ...]:
    planned, other = swap.hardest
    effort = en("It is about as hard: at most {other:.0%} of your strength, planned {planned:.0%}.", other=other, planned=planned)
    if other > planned + SAME_EFFORT:
        effort = en("It is harder: at most {other:.0%} of your strength, planned {planned:.0%}.", other=other, planned=planned)
    elif other < planned - SAME_EFFORT:
        effort = en("It is easier: at most {other:.0%} of your strength, planned {planned:.0%}.", other=other, planned=planned)
    if not swap.lost:
        return (effort,)
    lost = joined([range_name("flexor", name) for name in swap.lost], ", ")
    return effort, en("It hardly trains this range: {ranges}.", ranges=lost)
