"""A session on paper: one A4 PDF with figure, dose, boxes to tick and rules to stop."""

import json
import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ...body_words import SIDE_WORDS
from ...errors import Advice, HipDriveError
from ...language import Text, en, joined, layout, reader, to_reader
from ...training import DoseLoad, PlanLine
from ..words import cues_of, load_in_words, reserve_in_words, rest_in_words, side_in_words
from .sheet_words import arranged, dose_sentence, is_mobility, shared_stops, tempo_said

TEMPLATE = Path(__file__).parents[1] / "templates" / "session.typ"
MOST_BOXES = 8
MOST_CUES = 4
NOTHING = Text("")
RESTS: Mapping[str, Text] = {"paused": en("PAUSED"), "stopped": en("STOPPED")}
GOALS: Mapping[str, Text] = {"distance": en("distance"), "sprint": en("sprint"), "general": en("general")}
PLACE, WHOLE = "{place}", "{whole}"
"""Where the template puts a number into a word of its own."""


class SheetError(HipDriveError):
    """The printed sheet could not be made."""

    code = "sheet_failed"

    def __init__(self, fault: str) -> None:
        super().__init__(
            en("We could not make the sheet ({fault})", fault=fault),
            Advice(words=en("report this together with the plan's JSON, and use the JSON in the meantime"), step="use_plan_json"),
        )


@dataclass(frozen=True, kw_only=True)
class SheetSide:
    """One side of an exercise on the sheet."""

    side: Text
    dose: Text
    """In words, with the load."""
    boxes: int
    """One for each set."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One exercise on the sheet."""

    name: Text
    sides: tuple[SheetSide, ...]
    each: Text
    """Words for all sides where they do the same; empty where they differ, or there is one."""
    pictured: Text
    """What the picture shows: the leg at work and its load; empty without a picture."""
    how: tuple[tuple[Text, Text], ...]
    """Tempo, rest and reserve, each with its name."""
    loaded: Text
    """Head of the column for the load that was used: 'kg used' or 'band used'; empty where there is none."""
    reserve: bool
    """Whether sets stop with repetitions left, which are then written down."""
    set_up: tuple[Text, ...]
    """What to arrange, one thing each."""
    cues: tuple[Text, ...]
    stop_for: tuple[Text, ...]
    """What ends a set."""
    figure: str | None
    """Name of the SVG file beside the template; None without a picture."""
    strength: bool
    """False for mobility work."""
    finding: tuple[Text, ...] = ()
    """How the first sets should feel and what to take next; one sentence a side where they differ, empty where nothing is sought."""


@dataclass(frozen=True, kw_only=True)
class SheetRest:
    """One exercise of one side that is not to be done now."""

    name: Text
    side: Text
    status: str
    """'paused' or 'stopped'."""
    reason: Text


@dataclass(frozen=True, kw_only=True)
class SessionSheet:
    """What stands on the sheet of one session."""

    title: Text
    goal: str = ""
    """Its code, such as 'distance'."""
    name: str = ""
    """Who trains; empty leaves a line to write on."""
    date: Text
    minutes: float
    before: tuple[Text, ...]
    stop: Text = NOTHING
    """Why the plan is stopped; then nothing else stands on the sheet."""
    warm_up: Text = NOTHING
    """What comes before the first exercise."""
    notes: tuple[Text, ...] = ()
    """Why this session is easier than usual, or what to do first."""
    resting: tuple[SheetRest, ...] = ()
    rows: tuple[SheetRow, ...]
    disclaimer: Text


def sheet_rows(lines: Sequence[PlanLine], figures: Mapping[str, str]) -> tuple[SheetRow, ...]:
    """One row for each exercise of a session, its sides together; figures: exercise id -> name of its picture."""
    groups = {
        exercise: [line for line in lines if line.exercise == exercise] for exercise in dict.fromkeys(line.exercise for line in lines)
    }
    return tuple(_row(group, figures.get(exercise)) for exercise, group in groups.items())


def _row(lines: Sequence[PlanLine], figure: str | None) -> SheetRow:
    first, dose = lines[0], lines[0].dose
    sides, counted = tuple(side for line in lines for side in _sides(line)), dose.distance_m is None
    how = {en("Tempo"): tempo_said(dose), en("Rest"): rest_in_words(dose), en("Effort"): reserve_in_words(dose) if counted else NOTHING}
    return SheetRow(
        name=first.name,
        sides=sides,
        each=en("Left, then right") if len(sides) > 1 and len({side.dose for side in sides}) == 1 else NOTHING,
        pictured=NOTHING if figure is None else _pictured(lines),
        how=tuple((name, words) for name, words in how.items() if words),
        loaded=_load_head(dose.load),
        reserve=counted and dose.rir is not None,
        set_up=arranged(first.exercise, first.set_up),
        cues=cues_of(first.exercise, first.set_up)[:MOST_CUES],
        stop_for=first.stop_for,
        figure=figure,
        strength=not is_mobility(first.exercise),
        finding=tuple(dict.fromkeys(line.finding for line in lines if line.finding)),
    )


def _sides(line: PlanLine) -> tuple[SheetSide, ...]:
    """What one line asks of each side that it names."""
    dose, boxes = line.dose, min(round(line.dose.sets[1]), MOST_BOXES)
    named = (SIDE_WORDS["left"], SIDE_WORDS["right"]) if dose.side == "LR" else (side_in_words(dose),)
    return tuple(SheetSide(side=layout("{side:cap}", side=side), dose=dose_sentence(line), boxes=boxes) for side in named)


def _pictured(lines: Sequence[PlanLine]) -> Text:
    """'Shown: the right leg working, 10 kg on the stack.'; the figure of an exercise has the load of its first line."""
    first, pictured = lines[0], lines[0].dose
    leg = [] if pictured.side in {"alt", "both"} else [en("the right leg working")]
    load = [] if is_mobility(first.exercise) else [load_in_words(pictured.load, first.set_up, exercise=first.exercise)]
    return en("Shown: {what}.", what=joined([*leg, *load], ", ")) if leg or load else NOTHING


def _load_head(load: DoseLoad | None) -> Text:
    if load is None or (load.mass_kg is None and load.band is None):
        return NOTHING
    return en("kg used") if load.band is None else en("band used")


def _as_told(sheet: SessionSheet) -> dict[str, Any]:
    """What the template reads; what stops a set of every strength exercise is said once, at the top, and so is why things rest."""
    shared = shared_stops([row.stop_for for row in sheet.rows if row.strength])
    rows = tuple(replace(row, stop_for=tuple(words for words in row.stop_for if words not in shared)) for row in sheet.rows)
    resting: dict[tuple[str, Text], list[Text]] = {}
    for rest in sheet.resting:
        resting.setdefault((rest.status, rest.reason), []).append(layout("{exercise}, {side}", exercise=rest.name, side=rest.side))
    together = [
        {"status": RESTS.get(status, status.upper()), "reason": reason, "what": joined(what, "; ")}
        for (status, reason), what in resting.items()
    ]
    told = {**asdict(replace(sheet, rows=rows)), "stop_for": shared, "resting": together}
    return {**_to_reader(told), "lang": reader().code, "words": _to_reader(_template_words(sheet))}


def _to_reader(value: Any) -> Any:  # noqa: ANN401 - whatever stands on a sheet
    """The same with each text as the reader sees it."""
    if isinstance(value, Mapping):
        return {key: _to_reader(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_to_reader(inner) for inner in value]
    return to_reader(value) if isinstance(value, str) else value


def _template_words(sheet: SessionSheet) -> dict[str, Text]:
    """What the template says by itself."""
    return {
        "tick": en("Tick each set you did as planned; otherwise write down what you did."),
        "left_in_you": en("Left in you"),
        "what_is_left": en("clean reps you could still have done in the last set."),
        "page": en("page {page} of {pages}", page=PLACE, pages=WHOLE),
        "name": en("Name"),
        "date": en("Date"),
        "goal": en("goal: {goal}", goal=GOALS.get(sheet.goal, sheet.goal)),
        "about": en("about {minutes} min", minutes=math.floor(sheet.minutes + 0.5)),
        "done_on": en("done on"),
        "stop": en("STOP"),
        "until_then": en("Until then do no hip training: no sessions, no tests."),
        "when_to_stop_a_set": en("When to stop a set:"),
        "when_to_stop": en("When to stop:"),
        "warm_up": en("Warm up:"),
        "nothing_to_do": en("Nothing to do today."),
        "set": en("set {number}", number=PLACE),
        "left": en("left in you"),
        "pain_during": en("pain during"),
        "after": en("after"),
        "next_day": en("next day"),
        "set_up": en("Set-up:"),
    }


def sheet_pdf(sheet: SessionSheet, pictures: Mapping[str, str]) -> bytes:
    """Set the sheet as PDF, in the language of whoever reads now.

    Args:
        sheet: What stands on it.
        pictures: File name -> SVG document of each figure that a row names.

    Raises:
        SheetError: If it cannot be set.
    """
    import typst  # noqa: PLC0415 - a large library that only this needs

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "session.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (work / "sheet.json").write_text(json.dumps(_as_told(sheet)), encoding="utf-8")
        for name, svg in pictures.items():
            (work / name).write_text(svg, encoding="utf-8")
        try:
            made: bytes = typst.compile(str(work / "session.typ"), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            raise SheetError(str(error)) from None
    return made
