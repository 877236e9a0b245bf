"""What a clip from the front or from behind does not show, and why."""

from collections.abc import Container, Mapping

from ...language import Text, en
from ..measures.definitions import measure_definitions
from ..run import NotShown
from ..verdict.form import in_words
from .calibration import FrontViewCalibration
from .measured import measure_of_figure, per_figure

SIDE_CLIP = en("film from the side for it")


def front_not_shown(
    learned: FrontViewCalibration, hidden: Container[str], bands: Mapping[str, float], *, leg_m: float
) -> tuple[NotShown, ...]:
    """What stays hidden.

    Args:
        learned: What figures are to tell apart.
        hidden: Figures whose band is wider than that.
        bands: Half the width of each measure's band, in its unit.
        leg_m: Length of the leg (m).
    """
    rows = []
    for name, figure in learned.figures.items():
        if name in hidden:
            definition = measure_definitions()[measure_of_figure(name)]
            band, tells = (
                in_words(value, definition.unit) for value in (bands[definition.id], float(figure.tells) * per_figure(name, leg_m))
            )
            why = en(
                "one camera shows it within ± {band} at best, and what is to be told apart is {tells}: it takes markers or several cameras",
                band=band,
                tells=tells,
            )
            rows.append(NotShown(what=definition.name, why=why))
    rows += [
        NotShown(what=en("Angles of hip, knee and trunk, and how far the foot lands ahead"), why=_from_the_side()),
        NotShown(what=en("Contact and flight"), why=_from_the_side()),
        NotShown(
            what=en("Hip moments"),
            why=en("no picture from the front or from behind shows how fast the leg swings: film from the side for it"),
        ),
    ]
    return tuple(rows)


def _from_the_side() -> Text:
    return en("they lie in the plane that this camera looks along: film from the side for it")
