"""The processes of the lab, for one server."""

from .crew import Crew
from .worker import Worker

LOOK_S = 10.0
"""Time that a look at a set-up may take."""
PROCESSES = 2
"""A second one helps where several move handles at once; each takes about 200 MB."""


def lab_crew() -> Crew:
    """Who answers at the lab; started when first needed."""
    return Crew([Worker(most_s=LOOK_S) for _ in range(PROCESSES)])
