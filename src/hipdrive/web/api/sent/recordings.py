"""The files of a recording."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from ....gait import SeenFrom
from ....speed import speed_m_s_of
from .base import Line, Sent


class RecordingSent(Sent):
    """The files of one recording, by the ids under which they were sent."""

    run: UUID
    static: UUID | None = None
    """Quiet standing with the same markers."""
    forces: UUID | None = None
    """Ground forces that belong to a text file of the run."""
    other_side: UUID | None = None
    """A clip of the same run from the other side, or its keypoints."""
    speed: Line = ""
    """Running speed of a clip: '5:30/km', '12 km/h' or '3.2' (m/s); that of the belt, within 10 %, if left out."""
    captured_hz: float | None = Field(None, ge=5.0, le=2000.0)
    """Pictures a second at which a clip was filmed; what its file says if left out."""
    view: SeenFrom | None = None
    """Where a clip was filmed from; seen in the clip if left out."""
    keep_clip: bool = False
    """Whether a small copy of each clip is kept with the run where Hipdrive runs: the analysed seconds, without sound, place and
    device. Pictures of one stride are kept either way."""
    hide_face: bool = False
    """Whether the runner's head is made unknowable in all that is kept of a clip."""
    test: Line = ""
    """Id or row of a test that the clip answers, such as skip_pop: it is then no run, none is kept, and the result is entered under the
    job's id."""
    forced: bool | None = None
    """For a test: whether the athlete says that the knee has to be forced up, which no clip shows."""
    passed: bool | None = None
    """For a test: a person's verdict, which stands over what comes of the clip."""
    on: date | None = None
    """Day of the run or test; today if left out."""

    def files(self) -> dict[str, Any]:
        """The files, and what is said of them.

        Raises:
            UnreadableSpeedError: If the speed is none.
        """
        speed_m_s = speed_m_s_of(self.speed) if self.speed.strip() else None
        said = {"run", "static", "forces", "other_side", "captured_hz", "view", "keep_clip", "hide_face", "test", "forced", "passed"}
        return {**self.model_dump(include=said), "speed_m_s": speed_m_s}
