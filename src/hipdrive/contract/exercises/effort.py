"""How hard each muscle group of each leg works, as it stands in JSON."""

import math

from ...body import Side
from ...curve import Action, Range
from ...exercise.verdict.effort import Effort, Leg
from ...language import Text
from ...range_words import Run, range_name
from ..hips import ByRange
from ..wire_model import Wire


class EffortDocument(Wire):
    """How hard one muscle group of one leg works in a repetition: its moment as a share of what it can give there."""

    leg: Leg
    """'both' where both legs do the same."""
    side: Side
    muscle: Action
    share: float
    """Largest share of strength; 1 is all that these muscles can give there."""
    hip_flexion_deg: float
    """Where that is."""
    range: Range
    range_name: Text
    """What the range is called for these muscles: for extensors the early range is the lock-out and the end is deep."""
    by_range: ByRange[float | None]
    """Largest share in each range; null where the hip does not go or these muscles do nothing."""
    runs: Run
    """What the share does from straight to flexed, moved slowly."""
    says: Text
    """The same in words."""


def effort_document(effort: Effort) -> EffortDocument:
    """An effort as it stands in JSON."""
    shares = {name: None if share is None else round(share, 4) for name, share in effort.by_range.items()}
    return EffortDocument(
        leg=effort.leg,
        side=effort.side,
        muscle=effort.action,
        share=round(effort.share, 4),
        hip_flexion_deg=round(math.degrees(effort.hip_flexion_rad), 3),
        range=effort.range,
        range_name=range_name(effort.action, effort.range),
        by_range=ByRange(early=shares["early"], mid=shares["mid"], end=shares["end"]),
        runs=effort.run,
        says=effort.sentence,
    )
