"""The small copy of a clip beside the curves: what a script needs to draw the near leg over it and to keep it in step with the stride."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...language import Text, en

MS_PER_S = 1000.0
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

    side: Side
    """The near leg."""
    clip: int
    """Which of the clips that were analysed together, from 0."""
    width: int
    height: int
    from_s: float
    """When the copy begins on the clip's clock."""
    time_s: FloatArray
    """(n,) s from the beginning of the copy, instants of its pictures."""
    points: Mapping[str, FloatArray]
    """Neck, Hip, Knee, Ankle, Heel, BigToe of the near leg -> (n, 2) px of the copy, NaN where not seen."""
    landings_s: tuple[float, ...]
    """From the beginning of the copy."""
    contact_s: float


@dataclass(frozen=True, kw_only=True)
class ShownFilm:
    """A copy with the address from which it comes."""

    film: ClipFilm
    address: str
    annotated: str
    """Address of the copy with lines and angles drawn into it."""


def film_sent(shown: ShownFilm) -> dict[str, object]:
    """A copy as a script works with it: whole milliseconds and tenths of a pixel, which are few letters."""
    film = shown.film
    return {
        "address": shown.address,
        "side": film.side,
        "width": film.width,
        "height": film.height,
        "time_ms": _whole(MS_PER_S * film.time_s),
        "points": {name: [_tenths(value) for value in path.ravel().tolist()] for name, path in film.points.items()},
        "landings_ms": _whole(MS_PER_S * np.array(film.landings_s)),
        "contact_ms": MS_PER_S * film.contact_s,
    }


def _whole(values: FloatArray) -> list[int]:
    return [round(value) for value in values.tolist()]


def _tenths(value: float) -> float | None:
    return round(value, 1) if np.isfinite(value) else None
