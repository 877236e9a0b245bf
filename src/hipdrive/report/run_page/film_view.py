"""The small copy of a clip on the page of its run: what a script needs to draw legs over it and to keep it in step with the stride."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...gait import MomentName
from ...language import Text, en
from .leg_lines import lines_over

MS_PER_S = 1000.0
ShownAt = Mapping[tuple[MomentName, Side], int]
"""Moment and leg -> when it is in the copy of its clip (ms)."""
FILM_WORDS: Mapping[str, Text] = {
    "picture": en("{time} s of the clip, stride {stride} of {strides}"),
    "degrees": en("{angle}°"),
    "sure_pictures": en("Delete the video and the pictures of this run? Its numbers stay."),
    "not_deleted": en("They could not be deleted: {why}"),
    "unreached": en("Hipdrive does not answer. Check that it runs, then try again."),
}
"""What the script says of a copy."""


@dataclass(frozen=True, kw_only=True)
class ClipFilm:
    """One clip as its copy shows it."""

    side: Side | None
    """The near leg; None from the front or from behind."""
    clip: int
    """Which of the clips that were analysed together, from 0."""
    width: int
    height: int
    from_s: float
    """When the copy begins on the clip's clock."""
    time_s: FloatArray
    """(n,) s from the beginning of the copy, instants of its pictures."""
    points: Mapping[str, FloatArray]
    """Neck, Hip, Knee, Ankle, Heel, BigToe of the near leg, or LHip, LKnee ... RAnkle -> (n, 2) px of the copy, NaN where not seen."""
    landings_s: tuple[float, ...]
    """Of the near foot, from the beginning of the copy; none from the front or from behind."""
    contact_s: float | None
    """None from the front or from behind."""
    steps_s: Mapping[Side, tuple[float, ...]] = field(default_factory=dict)
    """From the front or from behind: when each foot stands below the body, from the beginning of the copy."""

    @property
    def begins_s(self) -> tuple[float, ...]:
        """Instants at which a stride begins: landings of the near foot, or the left foot below the body."""
        return self.landings_s or self.steps_s.get(SIDES[0], ())


@dataclass(frozen=True, kw_only=True)
class ShownFilm:
    """A copy with the address from which it comes."""

    film: ClipFilm
    address: str
    annotated: str
    """Address of the copy with lines and angles drawn into it."""


def film_sent(shown: ShownFilm) -> dict[str, object]:
    """A copy as a script works with it: whole milliseconds and tenths of a pixel, which are few letters."""
    film, drawn = shown.film, lines_over(shown.film.points)
    return {
        "address": shown.address,
        "side": film.side,
        "width": film.width,
        "height": film.height,
        "time_ms": _whole(MS_PER_S * film.time_s),
        "points": {name: [_tenths(value) for value in path.ravel().tolist()] for name, path in film.points.items()},
        "begins_ms": _whole(MS_PER_S * np.array(film.begins_s)),
        "drawn": asdict(drawn),
    }


def _whole(values: FloatArray) -> list[int]:
    return [round(value) for value in values.tolist()]


def _tenths(value: float) -> float | None:
    return round(value, 1) if np.isfinite(value) else None
