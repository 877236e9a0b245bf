"""Where the values of a run come from - measured, derived or assumed - and the words that say so."""

from collections.abc import Iterable
from typing import Literal

from ...language import en, joined
from ...note import Note

Source = Literal["measured", "derived", "assumed"]
SeenFrom = Literal["side", "front", "rear"]


FLAT_NOTE = "flat_recording"
"""Code of the note on keypoints of one camera in runs that were analysed before side views had a method of their own."""


def is_flat(notes: Iterable[Note]) -> bool:
    """Whether a recording shows the runner from one side only."""
    return any(note.code == FLAT_NOTE for note in notes)


def sources_of(
    *, from_plates: bool, trunk_recorded: bool, flat: bool = False, moments_found: bool = True, filmed_from: SeenFrom | None = None
) -> dict[str, Source | None]:
    """Label a run's values.

    A swinging leg needs no ground force: its moments are measured either way, but for keypoints of one camera, whose noise they magnify.
    In stance the ground force without plates is derived from the movement of the whole body or, where only the legs were recorded, from
    that and an assumed trunk.

    Args:
        from_plates: Whether force plates measured ground forces and contacts.
        trunk_recorded: Whether the trunk had markers.
        flat: Whether all rests on keypoints of one camera.
        moments_found: Whether there are moments at all.
        filmed_from: Where one camera saw the run from, None for other recordings: from the side there are moments in swing alone, from the
            front and from behind none, and no landings.

    Returns:
        Sources of the moments in swing and in stance, and of the events.
    """
    events: Source = "measured" if from_plates else "derived"
    if filmed_from is not None:
        of_swing: Source | None = "derived" if filmed_from == "side" else None
        return {"swing": of_swing, "stance": None, "events": of_swing}
    if not moments_found:
        return {"swing": None, "stance": None, "events": events}
    stance: Source = "measured" if from_plates else ("derived" if trunk_recorded else "assumed")
    return {"swing": "derived" if flat else "measured", "stance": stance, "events": events}


def notes_on_sources(*, from_plates: bool, trunk_recorded: bool) -> tuple[Note, ...]:
    """What is estimated, in words; none with force plates."""
    if from_plates:
        return ()
    trunk = (
        en("trunk and arms from their markers")
        if trunk_recorded
        else en("legs from their markers, the upper body assumed to move with the pelvis without turning")
    )
    events = en(
        "Landing and toe-off were found from the movement of the feet, without force plates: typically within 10 ms, less exactly "
        "where markers were smoothed before."
    )
    stance = en(
        "Ground forces in stance were not measured but estimated from the movement of the whole body ({trunk}), with an assumed path "
        "of the pressure under the sole: take moments and power in stance as a sketch.",
        trunk=trunk,
    )
    swing = en("The swinging leg needs no ground force: its moments are as good as with force plates.")
    return (Note("events_from_markers", events), Note("stance_estimated", joined((stance, swing))))
