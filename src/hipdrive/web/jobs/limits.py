"""What each kind of heavy work may take: time, memory, and how far it steps back for others."""

from dataclasses import dataclass

from ...language import Text, en

SHORTER = en("send a shorter part of the recording: 20 to 30 seconds are plenty")
KEPT_NICENESS = 5
"""Of processes that are kept: a process can step back further, but never come forward again."""
LESS = en("ask for less, or try again when the computer has less to do")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Within what a piece of work must keep."""

    within_s: float
    """After this time its process is ended."""
    memory_bytes: int = 4_000_000_000
    """Address space: an analysis of 30 s at 150 Hz takes under 1 GB of it."""
    niceness: int = KEPT_NICENESS
    """How far it steps back: whoever asks for a page or logs a set comes first."""
    advice: Text = SHORTER
    """What helps where it takes more."""

    @property
    def stays(self) -> bool:
        """Whether its process is kept for the next work: one that has stepped back further would do that slowly too."""
        return self.niceness <= KEPT_NICENESS


ANALYSIS = Limits(within_s=900.0, niceness=10)
"""Solving a recording, for which nobody sits and waits."""
DRAWING = Limits(within_s=900.0)
"""The page of a run."""
LOOK = Limits(within_s=120.0)
"""Reading a file, or looking ahead at what it can tell."""
SEARCH = Limits(within_s=300.0, advice=LESS)
"""A plan, a match, a tuned set-up: half a minute on an old laptop."""
AHEAD = Limits(within_s=600.0, niceness=10, advice=LESS)
"""What is searched before anybody asks for it: it gives way to whatever somebody waits for."""
CLIP = Limits(
    within_s=2400.0,
    niceness=10,
    memory_bytes=3_000_000_000,
    advice=en("send a shorter clip: 10 to 15 seconds are plenty"),
)
"""Looking for a runner in the pictures of a clip: 30 s of it are three minutes of work for two free cores, and take some 0.6 GB."""
