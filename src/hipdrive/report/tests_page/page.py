"""The page of an athlete's tests: the list with the last results, and one test with its position, its procedure and a form."""

from collections.abc import Mapping, Sequence

from ...body import SIDES
from ...body_words import SIDE_WORDS
from ...capacity import Protocol, TestResult
from ...capacity.tested.protocol import Detail, Kind
from ...errors import NOTHING
from ...language import Text, en, joined, layout, reader, reading_in, verbatim
from ...training.change import compared_by
from ..exercise_page.page import PICTURE, inline_svg
from ..exercise_picture.style import style_sheet
from ..progress_page.words import UNITS, same_in_words
from ..template import Links, Served, render_page
from .content import TestsContent
from .position import position_picture, positions
from .view import DetailView, SideView, TestGroup, TestRow, TestsPage, TestView

GROUPS: Mapping[Kind, Text] = {
    "measured": en("Measured: strength, range, speed"),
    "pass_fail": en("Passed or not"),
    "observation": en("Looked at while running or exercising"),
}
TRIES = (1, 2, 3, 4)
"""Numbers of tries that a form offers; further ones are entered in a second go."""
STORED_AT_MOST = 12
PASSED: Mapping[bool, Text] = {True: en("passed"), False: en("not passed")}
WORDS: Mapping[str, Text] = {
    "keeping": en("Keeping the results …"),
    "kept": en("kept"),
    "nothing": en("Nothing is filled in yet: enter at least one result."),
    "unreachable": en("The server could not be reached. Nothing is lost: try again."),
}
CLIP_WORDS: Mapping[str, Text] = {
    "choose_clip": en("Choose a clip first."),
    "wrong_clip": en("{file} is no clip. Give a clip (.mp4, .mov, .webm) or the keypoints found in it (.json, .zip, .trc)."),
    "empty": en("{file} is empty."),
    "too_large": en("{file} is {size} MB; at most {most} MB are taken. Film 8 to 15 seconds."),
    "sent_share": en("{percent} % sent"),
    "unreached": en("Hipdrive does not answer. Check that it runs, then try again."),
    "stopped": en("Stopped. Nothing was kept."),
    "step_waiting": en("Waiting for its turn"),
    "step_reading": en("Reading the files"),
    "step_finding": en("Looking for the athlete, picture by picture"),
    "step_solving": en("Measuring the skips"),
    "step_keeping": en("Entering the result"),
}
"""What the script of its clip says."""
CLIP_ENDINGS = ("mp4", "mov", "m4v", "webm", "json", "zip", "trc")
"""What its script says."""


def results_page_html(content: TestsContent, *, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        content: What it shows.
        links: Words and address of further pages.
    """
    sent = {"results": f"/api{content.address}/results/{{id}}", "test": "" if content.chosen is None else content.chosen.id}
    served = Served(modules=("/scripts/tests.js",), words=WORDS, sent=sent)
    if _has_clip(content):
        clip = {
            "api": f"/api{content.address}",
            "on": content.on.isoformat(),
            "endings": CLIP_ENDINGS,
            "most_bytes": content.most_clip_bytes,
        }
        served = Served(modules=(*served.modules, "/scripts/test_clip.js"), words={**WORDS, **CLIP_WORDS}, sent={**sent, **clip})
    with reading_in(reader().code, on_page=True):
        return render_page(
            "tests.html.j2", links=links, served=served, page=results_page(content), picture_looks=style_sheet(f".{PICTURE}")
        )


def _has_clip(content: TestsContent) -> bool:
    """Whether a clip of the test that is opened can be sent."""
    return content.chosen is not None and content.chosen.measured_by_clip and content.most_clip_bytes > 0


def results_page(content: TestsContent) -> TestsPage:
    """Put the tests into words."""
    asks_exercise = content.chosen is not None and any(detail.key == "exercise" for detail in content.chosen.details)
    return TestsPage(
        title=en("{name}: tests", name=content.athlete_name),
        address=content.address,
        due=NOTHING if content.due_since is None else en("The retest has been due since {on:EEEE d MMMM}.", on=content.due_since),
        on=content.on.isoformat(),
        groups=tuple(TestGroup(heading=heading, rows=_rows(kind, content)) for kind, heading in GROUPS.items()),
        chosen=None if content.chosen is None else _view(content.chosen, content),
        exercises=tuple(sorted(content.exercises.items())) if asks_exercise else (),
    )


def _rows(kind: Kind, content: TestsContent) -> tuple[TestRow, ...]:
    """The tests of a kind, those of strength first: plans are made from them."""
    of_kind = [protocol for protocol in content.protocols if protocol.kind == kind]
    strength_first = sorted(of_kind, key=lambda protocol: (protocol.action is None, all(own.key != "exercise" for own in protocol.details)))
    return tuple(_row(protocol, content) for protocol in strength_first)


def _row(protocol: Protocol, content: TestsContent) -> TestRow:
    own = [result for result in content.results if result.protocol == protocol.id]
    last = [result for result in own if result.on == max(result.on for result in own)]
    words = joined([_side_and_value(result, protocol) for result in last[-4:]], "; ")
    measured = [sign.says for sign in content.measured if sign.protocol == protocol.id and sign.stands]
    done = en("{on:d MMM y}: {values}", on=last[0].on, values=words) if last else en("not done yet")
    return TestRow(
        id=protocol.id,
        name=protocol.name,
        last=joined(measured, "; ") if measured else done,
        chosen=content.chosen is not None and content.chosen.id == protocol.id,
    )


def _side_and_value(result: TestResult, protocol: Protocol) -> Text:
    return joined(("" if result.side is None else SIDE_WORDS[result.side], _value(result, protocol)))


def _value(result: TestResult, protocol: Protocol) -> Text:
    if result.value is None:
        return PASSED[bool(result.passed)]
    return layout("{value:.4g} {unit}", value=result.value, unit=_unit(str(protocol.unit)))


def _unit(unit: str) -> Text:
    return UNITS.get(unit) or verbatim(unit)


def _view(protocol: Protocol, content: TestsContent) -> TestView:
    position, own = positions()[protocol.id], [result for result in content.results if result.protocol == protocol.id]
    return TestView(
        id=protocol.id,
        name=protocol.name,
        measured=protocol.kind == "measured",
        pictures=tuple((position_picture(pose, name=f"position-{index}"), pose.says) for index, pose in enumerate(position.poses)),
        drawn=inline_svg(content.drawn, "position") if content.drawn else "",
        drawn_says=position.says,
        procedure=protocol.procedure,
        equipment=joined(protocol.equipment, ", "),
        criterion=protocol.criterion,
        fail_means=protocol.fail_means,
        exactness=protocol.error_note,
        units=tuple((unit, _unit(unit)) for unit in content.units),
        allowed=_allowed(protocol),
        details=tuple(_detail(detail, own, position.defaults) for detail in protocol.details if not detail.from_clip),
        sides=_sides(protocol),
        stored=tuple(_stored(result, protocol) for result in reversed(own[-STORED_AT_MOST:])),
        passed=(PASSED[True], PASSED[False]),
        clip_kinds=",".join(f".{ending}" for ending in CLIP_ENDINGS) if _has_clip(content) else "",
        measured_signs=tuple(
            (sign.says, f"{content.address}/runs/{sign.run}", sign.stands) for sign in content.measured if sign.protocol == protocol.id
        ),
    )


def _allowed(protocol: Protocol) -> Text:
    if protocol.low is None or protocol.high is None:
        return NOTHING
    return en("between {low:g} and {high:g} {unit}", low=protocol.low, high=protocol.high, unit=_unit(str(protocol.unit)))


def _sides(protocol: Protocol) -> tuple[SideView, ...]:
    tries = TRIES if protocol.kind == "measured" else ()
    if not protocol.per_side:
        return (SideView(key="", name=en("Result"), tries=tries),)
    return tuple(SideView(key=side, name=layout("{side:cap}", side=SIDE_WORDS[side]), tries=tries) for side in SIDES)


def _detail(detail: Detail, own: Sequence[TestResult], defaults: Mapping[str, str]) -> DetailView:
    last = next((result.details[detail.key] for result in reversed(own) if detail.key in result.details), defaults.get(detail.key, ""))
    between = NOTHING
    if detail.low is not None and detail.high is not None:
        between = en("between {low:g} and {high:g}", low=detail.low, high=detail.high)
    same = en("keep it the same to compare") if detail.same else ""
    optional = "" if detail.required else en("may be left out")
    return DetailView(
        key=detail.key,
        label=layout("{says:cap}", says=detail.says),
        hint=joined((between, optional, same), "; "),
        required=detail.required,
        number=detail.is_number,
        offered=last if isinstance(last, str) else f"{last:g}",
        exercise=detail.key == "exercise",
    )


def _stored(result: TestResult, protocol: Protocol) -> tuple[Text, Text]:
    day = en("{on:d MMMM y}", on=result.on)
    where = "" if result.side is None else SIDE_WORDS[result.side]
    return joined((day, where), ", "), joined((_value(result, protocol), same_in_words(compared_by(result)), _by_clip(result)), "; ")


def _by_clip(result: TestResult) -> Text:
    """What a clip showed of it; empty where none did."""
    lean, within, skips = (result.details.get(key) for key in ("lean_back_deg", "lean_within_deg", "skips"))
    if isinstance(lean, str) or lean is None:
        return NOTHING
    words = en("clip from the side: trunk {lean:.0f}° ± {within:.0f}° ahead of plumb in {skips:.0f} skips")
    if lean > 0:
        words = en("clip from the side: trunk {lean:.0f}° ± {within:.0f}° behind plumb in {skips:.0f} skips")
    return words.filled(lean=abs(lean), within=within, skips=skips)
