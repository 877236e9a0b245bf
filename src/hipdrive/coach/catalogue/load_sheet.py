"""The verb load sheet: where every exercise loads both hips, on one page, behind it what the stride asks."""

from collections.abc import Sequence

from ... import report
from ...body import Athlete
from ...errors import HipDriveError
from ...exercise import Exercise, variant_summaries, variants_of
from ...language import Text, en, joined
from ...report import SheetExercise, SheetStride
from ..athletes.effort_scale import typical_strength
from ..athletes.typical import TYPICAL_ATHLETE
from ..matching.demand import StrideDemand, demand_at
from ..matching.offer import Progress

USUAL_SPEED_M_S = 3.5
"""Speed of the typical stride where none is given: an easy run, and inside of what was measured; our choice."""


class NothingToDrawError(HipDriveError):
    """No exercise with a load curve is among those asked for."""

    code = "nothing_to_draw"

    def __init__(self, names: Sequence[str]) -> None:
        self.about = matching = joined(names, ", ")
        found = (
            en("There is nothing to draw: only mobility work matches ({exercises}), and that has no load curve", exercises=matching)
            if names
            else en("There is nothing to draw: no exercise matches")
        )
        super().__init__(found, en("use fewer words or filters"))


def load_sheet(
    exercises: Sequence[Exercise],
    demand: StrideDemand | None = None,
    *,
    athlete: Athlete | None = None,
    links: Sequence[tuple[Text, str]] = (),
    progress: Progress | None = None,
) -> str:
    """Draw the load curves of exercises, each variant in its default set-up, as one HTML page with everything inside.

    Args:
        exercises: Mobility work among them is left out.
        demand: The stride behind them; None for a typical one at 3.5 m/s.
        athlete: Whose body they are computed for; None takes the recorded runner's, or a typical one (70 kg, 1.75 m).
        links: Words and address of further pages.
        progress: Told how many of the exercises are done.

    Raises:
        NothingToDrawError: If none of them is a strength exercise.
    """
    asked = demand or demand_at(USUAL_SPEED_M_S)
    body = athlete or asked.athlete or TYPICAL_ATHLETE
    drawn: list[SheetExercise] = []
    for done, exercise in enumerate(exercises):
        drawn += _variants(exercise, body) if exercise.kind == "strength" else []
        if progress is not None:
            progress(done + 1, len(exercises))
    if not drawn:
        raise NothingToDrawError([exercise.name for exercise in exercises])
    stride = SheetStride(curves=asked.curves, source=asked.source, speed_m_s=asked.speed_m_s, typical=asked.band is not None)
    return report.load_sheet_html(drawn, stride, body, links=links)


def _variants(exercise: Exercise, body: Athlete) -> list[SheetExercise]:
    summaries = variant_summaries(exercise, body, typical_strength(body))
    return [SheetExercise(exercise=variants_of(exercise)[summary.variant], summary=summary) for summary in summaries]
