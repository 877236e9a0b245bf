"""What a clip showed of a test and what became of it (hipdrive.test_clip/1)."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...body import Side
from ...gait.skips.analyse import LeansBack, SkipAngle, SkipDrill
from ...language import Text
from ..wire import NoteDocument, Texts, note_document
from ..wire_model import Wire
from .result import DetailValues, ResultDocument


class SkipAngleDocument(Wire):
    """One angle over the skips of a clip."""

    mean_rad: float
    within_rad: float
    """95 clips of 100 lie within this of the truth, by simulation (data/gait/skips.toml)."""
    systematic_rad: float
    """The part of it that more skips do not make smaller: keypoints beside their joint, a camera that is not level."""
    between_skips_rad: float
    """Standard deviation from skip to skip, noise of the pictures included."""


class TestClipDocument(Wire):
    """What a clip from the side showed of high-knee skips, and the result that was entered by it."""

    __test__ = False

    schema_: Literal["hipdrive.test_clip/1"] = Field("hipdrive.test_clip/1", alias="schema")
    athlete: str
    test: str
    """Id of its protocol."""
    name: Text
    side: Side
    """The leg that faced the camera."""
    on: date
    file: str
    skips: int
    """How often its knee came up."""
    cycle_s: float
    thigh: SkipAngleDocument
    """Highest, against hanging down: a level thigh is 90 deg."""
    lean: SkipAngleDocument
    """The trunk against plumb there, forward positive."""
    rock: SkipAngleDocument
    """How far it leans back there from its mean over the drill, backward positive."""
    leaned_back: int
    """Skips that leaned back beyond the band of a single one."""
    leans_back: LeansBack
    forced: bool | None
    """Whether the athlete says that the knee has to be forced up, which no clip shows; null where nobody was asked."""
    passed: bool | None
    """What was entered; null where clip and athlete leave it open."""
    overruled: bool
    """Whether a person's verdict was entered in place of what came of the clip."""
    details: DetailValues
    """What is kept of the clip with a result."""
    result: ResultDocument | None
    """The result that was entered; null where it is open."""
    says: tuple[Text, ...]
    """What was seen, what was entered and what is left to do."""
    notes: tuple[NoteDocument, ...]
    texts: Texts = None
    """English sentence of this document -> its pattern and values, so that it can be shown in another language."""


def test_clip_document(
    drill: SkipDrill,
    *,
    athlete: str,
    test: str,
    name: Text,
    on: date,
    forced: bool | None,
    passed: bool | None,
    overruled: bool,
    details: DetailValues,
    result: ResultDocument | None,
    says: tuple[Text, ...],
) -> TestClipDocument:
    """What a clip showed, as it stands in JSON."""
    return TestClipDocument(
        athlete=athlete,
        test=test,
        name=name,
        side=drill.side,
        on=on,
        file=drill.file_name,
        skips=drill.skips,
        cycle_s=drill.cycle_s,
        thigh=_angle_document(drill.thigh),
        lean=_angle_document(drill.lean),
        rock=_angle_document(drill.rock),
        leaned_back=drill.leaned_back,
        leans_back=drill.leans_back,
        forced=forced,
        passed=passed,
        overruled=overruled,
        details=details,
        result=result,
        says=says,
        notes=tuple(note_document(note) for note in drill.notes),
    )


test_clip_document.__test__ = False  # type: ignore[attr-defined]  # a document, though it is called a test


def _angle_document(angle: SkipAngle) -> SkipAngleDocument:
    return SkipAngleDocument(
        mean_rad=angle.mean_rad,
        within_rad=angle.within_rad,
        systematic_rad=angle.systematic_rad,
        between_skips_rad=angle.between_skips_rad,
    )
