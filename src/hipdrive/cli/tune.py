"""The command tune: the set-up of an exercise that best covers a range or what a stride asks, said as an instruction."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import Text, en, layout, verbatim
from .door.inlet import demand_in
from .door.options import tune as options
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, say, show_line, show_paragraph, show_table, wrong_usage
from .door.own_file import ExerciseNamed, OwnExerciseFile, chosen_exercise
from .door.owned import OwnedFile, OwnedWords, owned
from .door.prescription_input import WhoseBody
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_if_named
from .door.set_up_words import read_settings
from .door.stored import Database
from .views.vocabulary import muscles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..coach import Runner, StrideDemand, Tuning
    from ..contract.exercises.tune import TuneDocument, TunedSetUpDocument
    from ..curve import Action, Range
    from ..exercise import Exercise
    from ..exercise.owned.equipment import Equipment

RANGES = (en("mean moment, early (<15°)"), en("mean moment, mid (15-75°)"), en("mean moment, end (>75°)"))


def tune(
    exercise: ExerciseNamed = "",
    file: OwnExerciseFile = None,
    range_: options.RangeToLoad = None,
    demand: options.DemandOfRun = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    intensity: options.Intensity = 0.7,
    action: options.ActionToLoad = "flexor",
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    athlete: WhoseBody = None,
    settings: options.FixedValues = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Find the set-up that best loads a range, or what a stride asks for, with what you own: where to tie, how heavy, how to stand.

    For example: hipdrive tune standing_march --range mid --own "band red, chair"
    """
    from ..contract.exercises.tune import tune_document

    if range_ is not None and demand is not None:
        raise wrong_usage(en("give --range or --demand, not both"))
    if range_ is None and demand is None:
        raise wrong_usage(en("say what to load: --range early, mid or end, or --demand RUN.json"))
    ready_to_write(json)
    declared = chosen_exercise(exercise, file)
    runner = runner_if_named(mass_kg, height_m, sex, athlete, db)
    have = owned(equipment, own)
    aim = Aim(range=range_, demand=None if demand is None else demand_in(demand), action=action, intensity=intensity)
    result = _tuned(declared, aim, runner, have.equipment, settings or ())
    document = tune_document(result)
    say(have.says, json)
    say("" if runner is None else runner.says, json)
    if not hand_out_json(json, document):
        _show(document, result.target.words)


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What is to be loaded, and how hard."""

    range: "Range | None"
    demand: "StrideDemand | None"
    action: "Action"
    intensity: float


def _tuned(declared: "Exercise", aim: Aim, runner: "Runner | None", equipment: "Equipment | None", settings: "Sequence[str]") -> "Tuning":
    """The best set-up, for a runner where one is named."""
    from .. import coach

    with progress_bar(en("Load curves of set-ups")) as progress:
        return coach.tune(
            declared,
            range_wanted=aim.range,
            demand=aim.demand,
            athlete=None if runner is None else runner.athlete,
            tests=() if runner is None else runner.tests,
            age_years=None if runner is None else runner.age_years,
            equipment=equipment or (None if runner is None else runner.equipment),
            intensity=aim.intensity,
            action=aim.action,
            settings=read_settings(settings),
            kept=() if runner is None else runner.set_ups,
            progress=progress,
        )


def _show(document: "TuneDocument", target: str) -> None:
    """Print the instruction first, then its figures, what limits it and the runner-up."""
    show_paragraph(en("{exercise} for the {target}", exercise=document.exercise, target=target))
    best, other = document.best, document.runner_up
    if best is None:
        show_paragraph(en("No set-up fits."), bold=True)
    else:
        show_paragraph(best.instruction, bold=True)
        _show_figures(best)
    for note in document.notes:
        show_paragraph(note.message, indent=2, first="-")
    if other is not None:
        runner_up = en("Runner-up, score {score:.0%}: {instruction}", score=other.score, instruction=other.instruction)
        show_line()
        show_paragraph(runner_up)
    basis = en(
        "Equipment: {equipment}. Strength: {strength}. {count} load curves were computed.",
        equipment=document.equipment_source,
        strength=document.capacity_source,
        count=document.tried,
    )
    show_line()
    show_paragraph(basis)


def _show_figures(best: "TunedSetUpDocument") -> None:
    figures, where = best.figures, best.intensity_at
    peak = verbatim("-")
    if figures.peak_nm_kg is not None:
        peak = en("{moment:+.2f} Nm/kg at {angle_deg:.0f}° of hip flexion", moment=figures.peak_nm_kg, angle_deg=figures.peak_at_deg)
    reached = en(
        "{share}, {muscles} at {angle_deg}°",
        share=_percent(best.intensity_reached),
        muscles=muscles((where.side,), where.action),
        angle_deg=where.hip_flexion_deg,
    )
    means = zip(RANGES, (figures.mean_nm_kg.early, figures.mean_nm_kg.mid, figures.mean_nm_kg.end), strict=True)
    rows = [
        (en("score"), _percent(best.score)),
        (en("coverage: how much of the target is trained"), _percent(best.coverage)),
        (en("specificity: how much of what is trained is asked for"), _percent(best.specificity)),
        (en("largest moment of the targeted muscles"), peak),
        *((words, "-" if mean is None else layout("{moment:+.2f} Nm/kg", moment=mean)) for words, mean in means),
        (en("largest share of strength"), reached),
    ]
    if figures.impulse_share_in_target is not None:
        rows.append((en("share of the effort (angular impulse) in the target"), _percent(figures.impulse_share_in_target)))
    show_table("", ("", ""), rows)


def _percent(share: float) -> Text:
    return layout("{share:.0%}", share=share)
