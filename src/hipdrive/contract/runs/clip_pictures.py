"""hipdrive.clip_pictures/1: what is kept of the clips of a run: stills, and where the legs are in each picture of their copies."""

import base64
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from ...body import Side
from ...language import en
from ..wire import read_document
from ..wire_model import Wire

if TYPE_CHECKING:  # pages load their templates, which who only handles the document needs not
    from ...arrays import FloatArray
    from ...report import ClipFilm, ClipStill

Place = tuple[float, float]
DIGITS = 2
"""Of a pixel."""


class StillDocument(Wire):
    """One moment of one stride."""

    name: Literal["landing", "mid_stance", "toe_off", "highest_knee", "knee_inmost", "foot_outmost"]
    """The last two, and mid-stance, of a clip from the front or from behind; of one from the side the first four."""
    side: Side
    clip: int
    """Which of the clips that were analysed together, from 0."""
    time_s: float
    """On that clip's clock."""
    thigh_rad: float | None = None
    """Of the mean stride, against plumb, forward positive; the knee alike. Null from the front or from behind, which shows neither."""
    knee_flexion_rad: float | None = None
    jpeg: str
    """The picture, base64."""
    width: int
    height: int
    points: dict[str, Place]
    """Neck, Hip, Knee, Ankle, Heel, BigToe of the near leg, or LHip, LKnee ... RAnkle: x to the right and y down, pixels."""


class FilmDocument(Wire):
    """What the small copy of one clip shows."""

    side: Side | None
    """The near leg; null from the front or from behind."""
    clip: int
    width: int
    height: int
    from_s: float
    """When the copy begins on the clip's clock."""
    time_s: tuple[float, ...]
    """Instants of its n pictures, from its beginning."""
    points: dict[str, tuple[Place | None, ...]]
    """n places of each point, pixels of the copy; null where it was not seen."""
    landings_s: tuple[float, ...]
    contact_s: float | None
    steps_s: dict[Side, tuple[float, ...]] = Field(default_factory=dict)
    """From the front or from behind: when each foot stands below the body, from the beginning of the copy."""


class ClipPicturesDocument(Wire):
    """What is kept of the clips of a run."""

    schema_: Literal["hipdrive.clip_pictures/1"] = Field("hipdrive.clip_pictures/1", alias="schema")
    stills: tuple[StillDocument, ...]
    films: tuple[FilmDocument, ...]
    """One for each clip of which a copy was made."""


def clip_pictures_document(stills: "tuple[ClipStill, ...]", films: "tuple[ClipFilm, ...]") -> ClipPicturesDocument:
    """Pictures of clips as they stand in JSON."""
    return ClipPicturesDocument(stills=tuple(_still(still) for still in stills), films=tuple(_film(film) for film in films))


def read_clip_pictures(content: str | bytes, *, name: str) -> ClipPicturesDocument:
    """Read what is kept of the clips of a run.

    Raises:
        InputFileError: If it is another document, or one of a later version.
    """
    return read_document(ClipPicturesDocument, content, name=name, kind=en("what is kept of a clip"), advice=en("analyse the clip again"))


def stills_from(document: ClipPicturesDocument) -> "tuple[ClipStill, ...]":
    """The stills read back."""
    from ...gait import ClipMoment  # noqa: PLC0415 - as above
    from ...report import ClipStill  # noqa: PLC0415

    told = {"name", "side", "clip", "time_s", "thigh_rad", "knee_flexion_rad"}
    return tuple(
        ClipStill(
            moment=ClipMoment(**row.model_dump(include=told)),
            jpeg=base64.b64decode(row.jpeg),
            width=row.width,
            height=row.height,
            points=row.points,
        )
        for row in document.stills
    )


def films_from(document: ClipPicturesDocument) -> "tuple[ClipFilm, ...]":
    """What the copies show, read back."""
    from ...report import ClipFilm  # noqa: PLC0415 - as above

    nowhere = (np.nan, np.nan)
    return tuple(
        ClipFilm(
            side=row.side,
            clip=row.clip,
            width=row.width,
            height=row.height,
            from_s=row.from_s,
            time_s=np.array(row.time_s),
            points={name: np.array([place or nowhere for place in path]).reshape(-1, 2) for name, path in row.points.items()},
            landings_s=row.landings_s,
            contact_s=row.contact_s,
            steps_s=row.steps_s,
        )
        for row in document.films
    )


def _still(still: "ClipStill") -> StillDocument:
    moment = still.moment
    return StillDocument(
        name=moment.name,
        side=moment.side,
        clip=moment.clip,
        time_s=moment.time_s,
        thigh_rad=moment.thigh_rad,
        knee_flexion_rad=moment.knee_flexion_rad,
        jpeg=base64.b64encode(still.jpeg).decode(),
        width=still.width,
        height=still.height,
        points=dict(still.points),
    )


def _film(film: "ClipFilm") -> FilmDocument:
    return FilmDocument(
        side=film.side,
        clip=film.clip,
        width=film.width,
        height=film.height,
        from_s=film.from_s,
        time_s=tuple(film.time_s.tolist()),
        points={name: _places(path) for name, path in film.points.items()},
        landings_s=film.landings_s,
        contact_s=film.contact_s,
        steps_s=dict(film.steps_s),
    )


def _places(path: "FloatArray") -> tuple[Place | None, ...]:
    return tuple(None if x != x else (round(x, DIGITS), round(y, DIGITS)) for x, y in path.tolist())  # noqa: PLR0124 - NaN
