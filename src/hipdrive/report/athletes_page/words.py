"""What the scripts of the coach's page say."""

from collections.abc import Mapping

from ...language import Text, en
from ..search_words import SEARCH_WORDS

SCRIPT_WORDS: Mapping[str, Text] = {
    **SEARCH_WORDS,
    "reached": en("{percent} %: plan {place} of {all}, {name}"),
    "found": en("{count} of {all} shown"),
    "chosen": en("{count} chosen"),
    "no_answer": en("No answer from Hipdrive. Is it still running? Nothing was lost; try again."),
    "busy": en("{name}: making the plan …"),
    "planned": en("{name}: plan made, {weeks} weeks from {on}"),
    "refused": en("{name}: no plan. {why}"),
    "done": en("{made} of {all} plans made."),
    "waiting": en("{name}: waiting"),
    "stopped": en("{name}: left out, because you stopped"),
    "pattern_read": en("As in the plan of {name}, with its {count} exercises."),
}
"""Key -> text, whose {places} the script fills."""
