"""The verbs refuse_no_clip, skips_seen and enter_clip: a clip of a drill answers a test in part, and its result has a band."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ...body import Athlete
from ...body_words import SIDE_WORDS
from ...capacity import Protocol, TestResult, protocol_of, protocols
from ...contract.athletes.test_clip import TestClipDocument, test_clip_document
from ...errors import HipDriveError
from ...gait import SkipDrill, analyse_skips
from ...gait.skips.calibration import WITHIN_95
from ...language import Text, and_list, en, en_count
from ...motion import FileContent, FlatKeypoints
from ...store import Unit, find_person
from ..clips.keypoints import read_clip_keypoints
from .test import enter_results

SLOWED, SLOWEST_CYCLE_S = "clip_looks_slowed", 1.5
"""The note that a runner takes few steps is left out of skips, which take few; nobody skips more slowly than that."""
YES_NO = {True: "yes", False: "no"}
LEANS: dict[str, Text] = {
    "yes": en("The trunk leans back."),
    "no": en("The trunk does not lean back."),
    "not sure": en("Whether the trunk leans back cannot be told: the band of this clip holds both answers."),
}
ASKED = en("Whether you have to force the knee up shows in no clip: only you can say it.")


class NoClipForTestError(HipDriveError):
    """A clip for a test that no clip answers."""

    code = "no_clip_for_test"

    def __init__(self, protocol: Protocol) -> None:
        self.about = protocol.id
        answered = [other.id for other in protocols().values() if other.measured_by_clip]
        found = en("No clip of its own answers the test '{test}'", test=protocol.id)
        advice = en("give one for {tests}, or analyse a clip of a run", tests=and_list(answered))
        super().__init__(found, advice)


def refuse_no_clip(test: str) -> None:
    """Refuse a test that no clip answers, before the long work.

    Raises:
        UnknownNameError: There is no such test.
        NoClipForTestError: No clip answers it.
    """
    if not protocol_of(test).measured_by_clip:
        raise NoClipForTestError(protocol_of(test))


def skips_seen(filmed: FileContent | FlatKeypoints, body: Athlete, *, captured_hz: float | None = None) -> SkipDrill:
    """Measure the skips in a clip.

    Args:
        filmed: A file of keypoints, or the points of a clip (`read_clip`).
        body: The athlete's.
        captured_hz: Pictures a second at which it was filmed; None for what the file says.

    Raises:
        InputFileError: The file holds no keypoints of one camera.
        HipDriveError: As `analyse_skips` raises, for a clip of something else.
    """
    points = filmed if isinstance(filmed, FlatKeypoints) else read_clip_keypoints(filmed, frame_rate_hz=captured_hz)
    drill = analyse_skips(points, body)
    notes = tuple(note for note in drill.notes if note.code != SLOWED or drill.cycle_s > SLOWEST_CYCLE_S)
    return replace(drill, notes=notes)


def clip_verdict(drill: SkipDrill, *, forced: bool | None) -> bool | None:
    """Passed, failed, or None while it is open: leaning back and forcing each fail alone, and only both denied pass."""
    if drill.leans_back == "yes" or forced:
        return False
    return True if drill.leans_back == "no" and forced is False else None


def enter_clip(
    unit: Unit,
    name: str,
    test: str,
    drill: SkipDrill,
    *,
    on: date,
    forced: bool | None = None,
    passed: bool | None = None,
    uid: UUID | None = None,
) -> TestClipDocument:
    """Enter what a clip showed as a result of its side; what it and the athlete leave open is not entered.

    Args:
        unit: A unit for writing.
        name: The athlete.
        test: Id or row of the test.
        drill: What the clip showed.
        on: Day on which it was filmed.
        forced: Whether the athlete says that the knee has to be forced up; None where nobody was asked.
        passed: A person's verdict, which stands over what comes of the clip; None to take that.
        uid: Id of the result; the same put twice under one id is one.

    Returns:
        What was seen, and the result if one was entered.

    Raises:
        UnknownNameError: Athlete or test is not known.
        NoClipForTestError: No clip answers the test.
        ValueOutOfRangeError: The day has not come yet.
        IdTakenError: A result with other content has the id.
    """
    refuse_no_clip(test)
    details = clip_details(drill, forced=forced)
    protocol, own = protocol_of(test), clip_verdict(drill, forced=forced)
    verdict = own if passed is None else passed
    entered = None
    if verdict is not None:
        result = TestResult(protocol=protocol.id, on=on, side=drill.side, passed=verdict, details=details)
        entered = enter_results(unit, name, [result], uids=None if uid is None else [uid]).results[0]
    return test_clip_document(
        drill,
        athlete=find_person(unit, name).name,
        test=protocol.id,
        name=protocol.name,
        on=on,
        forced=forced,
        passed=verdict,
        overruled=passed is not None and passed != own,
        details=details,
        result=entered,
        says=(*_seen(drill), *_left(drill, forced=forced, own=own, passed=passed)),
    )


def clip_details(drill: SkipDrill, *, forced: bool | None) -> dict[str, int | float | str]:
    """What is kept of a clip with its result: the source, the lean with its band, and what the athlete said; whole degrees."""
    details: dict[str, int | float | str] = {
        "answered_by": "clip from the side",
        "leans_back": drill.leans_back,
        "lean_back_deg": -round(math.degrees(drill.lean.mean_rad)),
        "lean_within_deg": round(math.degrees(drill.lean.within_rad)),
        "thigh_deg": round(math.degrees(drill.thigh.mean_rad)),
        "skips": drill.skips,
        "leaned_back": drill.leaned_back,
    }
    return details if forced is None else {**details, "forced": YES_NO[forced]}


def _seen(drill: SkipDrill) -> tuple[Text, ...]:
    lean, rock, thigh = drill.lean, drill.rock, drill.thigh
    head = en_count(
        "{n} skip, {side} leg: the thigh comes up to {thigh:.0f}° ± {band:.0f}° (90° is level), from skip to skip ± {between:.0f}°.",
        "{n} skips, {side} leg: the thigh comes up to {thigh:.0f}° ± {band:.0f}° (90° is level), from skip to skip ± {between:.0f}°.",
        n=drill.skips,
        side=SIDE_WORDS[drill.side],
        thigh=math.degrees(thigh.mean_rad),
        band=math.degrees(thigh.within_rad),
        between=WITHIN_95 * math.degrees(thigh.between_skips_rad),
    )
    behind = en(
        "At the top of the skips the trunk is {lean:.0f}° ± {within:.0f}° behind plumb; more skips narrow that to ± {least:.0f}° at best."
    )
    ahead = en(
        "At the top of the skips the trunk is {lean:.0f}° ± {within:.0f}° ahead of plumb; more skips narrow that to ± {least:.0f}° at best."
    )
    trunk = (behind if lean.mean_rad < 0.0 else ahead).filled(
        lean=abs(math.degrees(lean.mean_rad)),
        within=math.degrees(lean.within_rad),
        least=math.degrees(lean.systematic_rad),
    )
    rocked = en("That is {rock:.0f}° ± {within:.0f}° further back than its mean over the drill.")
    bent = en("That is {rock:.0f}° ± {within:.0f}° further forward than its mean over the drill.")
    moved = (rocked if rock.mean_rad > 0.0 else bent).filled(
        rock=abs(math.degrees(rock.mean_rad)),
        within=math.degrees(rock.within_rad),
    )
    count = en_count(
        "{n} skip of {skips} leaned back beyond the band of a single one.",
        "{n} skips of {skips} leaned back beyond the band of a single one.",
        n=drill.leaned_back,
        skips=drill.skips,
    )
    return (head, trunk, moved, count, LEANS[drill.leans_back])


def _left(drill: SkipDrill, *, forced: bool | None, own: bool | None, passed: bool | None) -> Sequence[Text]:
    """What was entered, and what is left for a person to say."""
    said = [] if forced is not None else [ASKED]
    if passed is not None:
        mine = en("Entered as passed, as you said.") if passed else en("Entered as failed, as you said.")
        return (*said, mine)
    if own is True:
        return (en("You do not have to force the knee up, as you said: entered as passed."),)
    if own is False:
        why = en("Leaning back is enough: entered as failed.")
        return (*said, why if drill.leans_back == "yes" else en("You have to force the knee up, as you said: entered as failed."))
    return (*said, en("Nothing is entered yet: enter the {side} side as passed or failed yourself.", side=SIDE_WORDS[drill.side]))
