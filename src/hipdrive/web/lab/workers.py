"""The processes of the lab, for one server."""

from dataclasses import dataclass, field

from .worker import Worker

LOOK_S, TUNE_S = 10.0, 120.0
"""Time that a look at a set-up may take, and a search for the best."""
LOOK_NICENESS, TUNE_NICENESS = 0, 10
"""A hand that waits comes before everything that is worked out beside it."""


def _look() -> Worker:
    return Worker(most_s=LOOK_S, niceness=LOOK_NICENESS)


@dataclass(frozen=True)
class LabWorkers:
    """Started when first needed."""

    first: Worker = field(default_factory=_look)
    second: Worker = field(default_factory=_look)
    """For looks while the first is at work."""
    tune: Worker = field(default_factory=lambda: Worker(most_s=TUNE_S, niceness=TUNE_NICENESS))

    def look(self) -> Worker:
        """Who looks at a set-up now: the first as long as it keeps up; then the second is started, and helps once it is warm."""
        if not (self.first.warm and self.first.busy):
            return self.first
        self.second.start()
        return self.second if self.second.warm and not self.second.busy else self.first
