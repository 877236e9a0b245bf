"""Advice as a sentence of its own, for errors whose words before it end with a stop."""

from dataclasses import replace

from ...errors import Advice
from ...language import Text, layout


def own_sentence(advice: Text | Advice) -> Text | Advice:
    """The advice with a capital at the beginning."""
    if isinstance(advice, Advice):
        return step_sentence(advice)
    return layout("{words:cap}", words=advice)


def step_sentence(advice: Advice) -> Advice:
    """The advice of a step with a capital at the beginning."""
    return replace(advice, words=layout("{words:cap}", words=advice.words))
