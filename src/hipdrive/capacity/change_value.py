"""The number by which changes of a test are judged: a moment for a force, the largest single load for a repetition maximum."""

from .strength.effort import largest_effort
from .tested.protocol import protocol_of
from .tested.result import TestResult
from .tested.result_check import moment_nm, number_of


def change_value(result: TestResult) -> float:
    """Value of a measured result in the unit its changes are judged in (Protocol.change_unit).

    Args:
        result: A checked result of a measured protocol.

    Returns:
        Moment (Nm) of an isometric test, estimated largest single load (kg) of a repetition maximum, else the value as entered.
    """
    protocol = protocol_of(result.protocol)
    if protocol.action is not None:
        return moment_nm(result)
    value = result.value or 0.0
    return value * largest_effort(number_of(result, "reps")) if protocol.unit == "kg" else value
