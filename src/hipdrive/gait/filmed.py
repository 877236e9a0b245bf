"""A run that one camera saw: from the side, from the front or from behind, as it was said or as the clip shows."""

from collections.abc import Sequence

from ..body import Athlete, SegmentTable
from ..errors import HipDriveError
from ..language import en
from ..motion import FlatKeypoints
from .clip.seen_from import from_the_side, strides_across
from .front_view.analyse import analyse_front_view
from .run import Run
from .side_view.analyse import analyse_side_view
from .verdict.sources import SeenFrom


class TwoViewsError(HipDriveError):
    """Two clips that do not make a pair."""

    code = "two_views"

    def __init__(self, file_name: str) -> None:
        self.about = file_name
        found = en("{file}: it is a clip from the front or from behind, and a second clip is given", file=file_name)
        super().__init__(found, en("give it alone; only clips from the two sides make a pair"))


class WrongViewError(HipDriveError):
    """A clip that is said to be from the front or from behind and shows the runner from the side."""

    code = "wrong_view"

    def __init__(self, file_name: str) -> None:
        self.about = file_name
        found = en("{file}: it shows the runner from the side, not from the front or from behind", file=file_name)
        super().__init__(found, en("leave out what it was said to be, or film straight from the front or from behind"))


def analyse_clips(
    clips: Sequence[FlatKeypoints],
    athlete: Athlete,
    *,
    speed_m_s: float | None = None,
    seen_from: SeenFrom | None = None,
    table: SegmentTable = "de_leva",
) -> Run:
    """Analyse a run in one clip, or in two from the two sides.

    Args:
        clips: One or two.
        athlete: Mass, height and sex.
        speed_m_s: Running speed; from the side alone it may be left out.
        seen_from: What the clip is said to be; None to see by how far the ankles swing across the picture.
        table: Segment table.

    Returns:
        The run, with bands and what stays hidden in `view`.

    Raises:
        TwoViewsError: A clip from the front or from behind is not alone.
        WrongViewError: It is said to be from the front or from behind, and its ankles part as from the side.
        HipDriveError: Another of its children, as `analyse_side_view` and `analyse_front_view` raise them.
    """
    beside = [from_the_side(clip) for clip in clips]
    if seen_from == "side" or (seen_from is None and all(beside)):
        return analyse_side_view(clips, athlete, speed_m_s=speed_m_s, table=table)
    if len(clips) > 1:
        raise TwoViewsError(clips[beside.index(False)].file_name if False in beside else clips[0].file_name)
    if strides_across(clips[0]):
        raise WrongViewError(clips[0].file_name)
    return analyse_front_view(clips[0], athlete, speed_m_s=speed_m_s, said=seen_from, table=table)
