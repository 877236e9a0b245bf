"""Both processes of the lab, for one server."""

from dataclasses import dataclass, field

from .worker import Worker

LOOK_S, TUNE_S = 10.0, 120.0
"""Time that a look at a set-up may take, the first one with its imports, and a search for the best."""
LOOK_NICENESS, TUNE_NICENESS = 0, 10
"""A hand that waits comes before everything that is worked out beside it."""


@dataclass(frozen=True)
class LabWorkers:
    """Started when first asked."""

    look: Worker = field(default_factory=lambda: Worker(most_s=LOOK_S, niceness=LOOK_NICENESS))
    tune: Worker = field(default_factory=lambda: Worker(most_s=TUNE_S, niceness=TUNE_NICENESS))
