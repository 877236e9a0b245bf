"""The verb movement: what one recorded movement that is no run - a kick, a jump, a skating stride - demands of the hips."""

from collections.abc import Sequence

from ...body import Athlete, SegmentTable, Side
from ...errors import ValueOutOfRangeError
from ...gait import DEFAULT_CUTOFF_HZ, Cut, NamedContact, OneMovement, analyse_movement
from ...language import en, layout
from ..files.recording import Recording
from ..files.recording import read_movement as read_movement


def movement(
    recording: Recording,
    athlete: Athlete,
    *,
    from_s: float | None = None,
    to_s: float | None = None,
    contacts: Sequence[NamedContact] = (),
    segments: SegmentTable = "de_leva",
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
) -> OneMovement:
    """Analyse one recorded movement.

    Args:
        recording: The recording with its standing trial (`read_movement`).
        athlete: Body.
        from_s: When the movement begins, on the recording's own clock; None where the recording does.
        to_s: When it ends.
        contacts: Which foot stands on the ground when; none where both feet are in the air all along.
        segments: Segment table for masses.
        cutoff_hz: Zero-lag low-pass of markers and forces alike (-3 dB).

    Returns:
        The movement with its demand.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    if recording.static is None:
        raise ValueOutOfRangeError(en("The standing trial"), en("missing"), en("given"))
    time_s = recording.run.time_s
    cut = Cut(
        from_s=float(time_s[0]) if from_s is None else from_s, to_s=float(time_s[-1]) if to_s is None else to_s, contacts=tuple(contacts)
    )
    return analyse_movement(recording.run, recording.static, recording.marker_set, athlete, cut=cut, table=segments, cutoff_hz=cutoff_hz)[0]


def named_contact(text: str) -> NamedContact:
    """Read a contact as people type it, such as 'left=0.10-0.45' (s).

    Raises:
        ValueOutOfRangeError: If it is no such text.
    """
    side, _, span = text.partition("=")
    first, _, last = span.partition("-")
    sides: dict[str, Side] = {"left": "left", "right": "right"}
    try:
        return NamedContact(side=sides[side.strip()], from_s=float(first), to_s=float(last))
    except (KeyError, ValueError):
        allowed = en("a side and two times in seconds, such as left=0.10-0.45")
        raise ValueOutOfRangeError(en("The contact"), layout("'{text}'", text=text), allowed) from None
