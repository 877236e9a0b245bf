"""How sure the first screen is: the recording and the strength that it rests on."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ...body import OTHER_SIDE, SIDES
from ...body_words import SIDE_MUSCLES
from ...language import Text, and_list, en, en_count, joined
from ...training import Gap
from .content import ReportContent
from .quality import recording_quality

Confidence = Literal["not very sure", "moderately sure", "fairly sure"]
_SURE: Mapping[Confidence, Text] = {
    "not very sure": en("We are not very sure: {reasons}."),
    "moderately sure": en("We are moderately sure: {reasons}."),
    "fairly sure": en("We are fairly sure: {reasons}."),
}
_STRENGTH: Mapping[tuple[bool, bool, bool], Text] = {
    (True, False, True): en("strength was tested for the {tested} but guessed for the {guessed}"),
    (True, True, False): en("strength was tested for the {tested} but guessed for the {lent} from the other side's test"),
    (True, True, True): en(
        "strength was tested for the {tested} but guessed for the {lent} from the other side's test and guessed for the {guessed}"
    ),
    (False, True, False): en("strength guessed for the {lent} from the other side's test"),
    (False, True, True): en("strength guessed for the {lent} from the other side's test but guessed for the {guessed}"),
}
"""By whether strength of some muscles was tested, lent from the other side, guessed."""


def how_sure(content: ReportContent, confidence: Confidence) -> Text:
    """The sentence that begins with it, and what it comes from."""
    parts = [_recording_clause(content), _strength_clause(content)]
    if any(gap.depends_on_pelvis for gap in content.match.gaps):
        parts.append(en("for some muscles the range depends on the pelvis definition"))
    return _SURE[confidence].filled(reasons=joined(parts, "; "))


def _recording_clause(content: ReportContent) -> Text:
    if content.typical_demand:
        return en("the stride is that of typical runners, and yours may differ")
    if content.run is None:
        return en("the recording itself is not available here, so we cannot say how good it is")
    quality = recording_quality(content.run)
    if content.synthetic:
        return en("the runner is made up from averages, so nothing here is about you")
    sides = {side: content.run.sides[side].strides for side in SIDES}
    counted = en_count("1 stride", "{n} strides", n=sum(sides.values()))
    if content.run.thin_sides and content.run.view is None:
        counted = en("{strides}, {left} left and {right} right", strides=counted, left=sides["left"], right=sides["right"])
    if quality.against:
        weak = and_list([reason.weakness for reason in quality.against[:2]])
        return en("the recording is {grade} ({strides}, with {weaknesses})", grade=quality.graded, strides=counted, weaknesses=weak)
    return en("the recording is {grade} ({strides})", grade=quality.graded, strides=counted)


def _strength_clause(content: ReportContent) -> Text:
    asked = [gap for gap in content.match.gaps if gap.largest_need[1] > 0]
    tested = _muscles_in_words([gap for gap in asked if gap.basis == "test"])
    untested = [gap for gap in asked if gap.basis != "test"]
    lent, guessed = (_muscles_in_words([gap for gap in untested if _is_lent(content, gap) == other]) for other in (True, False))
    if not guessed and not lent:
        return en("strength was tested") if tested else en("no strength is known")
    if not tested and not lent:
        return en("strength is a guess, not a test")
    return _STRENGTH[bool(tested), bool(lent), bool(guessed)].filled(tested=tested, lent=lent, guessed=guessed)


def _is_lent(content: ReportContent, gap: Gap) -> bool:
    """Whether the other side was tested and this one was not, so that it borrows."""
    return gap.basis != "test" and content.match.gap_of(OTHER_SIDE[gap.side], gap.action).basis == "test"


def _muscles_in_words(gaps: Sequence[Gap]) -> Text:
    words = []
    for action in ("flexor", "extensor"):
        sides = [gap.side for gap in gaps if gap.action == action]
        if sides:
            words.append(SIDE_MUSCLES["both" if len(sides) > 1 else sides[0], action])
    return and_list(words)
