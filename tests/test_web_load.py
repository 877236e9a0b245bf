"""Many people log at once: no error, nothing lost, nothing doubled, on both engines."""

import pytest

from hipdrive.store import Store
from validation.web_loggers import LOGGERS, faults, log_together, served_team


@pytest.mark.enable_socket
def test_fifty_loggers_whose_answers_get_lost_lose_and_double_nothing(store: Store) -> None:
    with served_team(store) as (place, athletes):
        tally = log_together(place, athletes, seconds=300, most=2)
    assert [] == faults(store, tally)
    assert 2 * LOGGERS == sum(map(len, tally.put.values()))
