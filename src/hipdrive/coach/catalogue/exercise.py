"""The verb exercise: everything about one exercise, as values and as an HTML page."""

from collections.abc import Sequence

from ... import report
from ...body import Athlete
from ...contract.exercises.exercise_list import ExercisesDocument, exercise_document, exercises_document
from ...contract.exercises.exercise_page import exercise_page_document
from ...evidence import load_evidence
from ...exercise import (
    Exercise,
    Value,
    VariantSummary,
    exercise_of,
    exercise_summary,
    ladders,
    peaks_of,
    resolve_set_up,
    scene_of_set_up,
    seesaws_of,
    side_moments,
    solve_load,
    steps_of,
    variant_summaries,
    variants_of,
    verdicts_of,
)
from ...language import Text
from ...report import ExercisePage as ExercisePage
from ...report import PlaceOnLadder
from ...report import VariantView as VariantView
from ..athletes.effort_scale import typical_strength
from ..athletes.typical import TYPICAL_ATHLETE
from .exercises import exercises_named


def exercise_page(
    exercise: Exercise | str, *, athlete: Athlete = TYPICAL_ATHLETE, figures: bool = False, tempo: str | None = None
) -> ExercisePage:
    """Gather the page of one exercise.

    Args:
        exercise: The exercise, its id, or a row that it stands for.
        athlete: Body on which it is computed.
        figures: Whether to draw it too.
        tempo: Such as '3-1-3', at which it is computed and shown; None takes each variant's own.

    Raises:
        UnknownNameError: If there is none.
        ValueOutOfRangeError: If the tempo cannot be.
    """
    if isinstance(exercise, str):
        named = exercises_named(exercise)
        exercise = named[0] if named else exercise_of(exercise)
    strength = typical_strength(athlete)
    summaries = {summary.variant: summary for summary in variant_summaries(exercise, athlete, strength)}
    cited = dict.fromkeys(row for variant in variants_of(exercise).values() for row in (*exercise.evidence, *variant.evidence))
    return ExercisePage(
        exercise=exercise,
        athlete=athlete,
        tempo=tempo,
        variants=tuple(
            _variant(key, variant, athlete, summaries[key], figures=figures, tempo=tempo) for key, variant in variants_of(exercise).items()
        ),
        steps=_steps(exercise),
        verdicts=verdicts_of(exercise, athlete, strength),
        seesaws=seesaws_of(exercise, athlete),
        evidence=tuple(load_evidence()[row] for row in cited if row in load_evidence()),
    )


def page_document(page: ExercisePage) -> ExercisesDocument:
    """The exercise's row of the list with all that its page says."""
    row = exercise_document(
        exercise_summary(page.exercise, page.athlete, typical_strength(page.athlete)), page=exercise_page_document(page)
    )
    return exercises_document([row])


def exercise_report(page: ExercisePage, *, links: Sequence[tuple[Text, str]] = ()) -> str:
    """The page as one HTML file with everything inside, and words and address of pages beside it."""
    return report.exercise_page_html(page, links=links)


def _variant(name: str, variant: Exercise, athlete: Athlete, summary: VariantSummary, *, figures: bool, tempo: str | None) -> VariantView:
    chosen: dict[str, Value] = {} if tempo is None else {"tempo": tempo}
    set_up = resolve_set_up(variant, chosen, athlete)
    scene = scene_of_set_up(variant, athlete, chosen) if figures else None
    drawn: dict[str, str] = {}
    if scene is not None:
        drawn |= {"figure": report.exercise_figure(scene), "figure_narrow": report.exercise_figure(scene, columns=1)}
    if variant.kind == "mobility":
        return VariantView(name=name, exercise=variant, set_up=set_up, drawn=drawn)
    if scene is not None:
        drawn["motion"] = report.exercise_animation(scene, columns=1)
    load = solve_load(variant, athlete, chosen)
    return VariantView(
        name=name,
        exercise=variant,
        set_up=set_up,
        load=load,
        peaks=peaks_of(load, mass_kg=athlete.mass_kg),
        summary=summary,
        side_sentences=tuple(moment.sentence(mass_kg=athlete.mass_kg) for moment in side_moments(load, variant)),
        drawn=drawn,
    )


def _steps(exercise: Exercise) -> tuple[PlaceOnLadder, ...]:
    """Every rung it stands on, with what leads up and back."""
    rungs = []
    for ladder, step in steps_of(exercise.id):
        steps = ladders()[ladder.id].steps
        rungs.append(
            PlaceOnLadder(
                ladder=ladder.id,
                ladder_name=ladder.name,
                step=step.id,
                set_up=step.set_up,
                up=tuple((steps[edge.to_step], edge.unlock_words) for edge in ladder.edges if edge.from_step == step.id),
                down=tuple((steps[edge.from_step], edge.regress_words) for edge in ladder.edges if edge.to_step == step.id),
            )
        )
    return tuple(rungs)
