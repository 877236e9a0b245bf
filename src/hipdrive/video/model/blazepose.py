"""BlazePose behind `PoseFinder`: two networks, run by LiteRT on this computer."""

import queue
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...arrays import FloatArray as Array
from ...errors import InputFileError
from ...language import en
from ...motion import body_order
from ..crop import Cut, Region, cut_out, in_picture, region_around
from ..extra import library
from ..follow import Body
from .detector import SIZE as DETECTOR_SIZE
from .detector import people_in
from .file import GET_IT, NAMES, ModelFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 256
POINTS = 33
MIDDLE, TOP = 33, 34
"""The two points behind the body's own that tell where to look next."""
LEAST_PRESENCE = 0.5
"""Below this the network sees nobody; as MediaPipe has it."""
REACH, LEAST_HEAT = 3, 0.5
"""A point is moved by the heat up to so many cells away if some of it is at least so large; both as MediaPipe has them."""
WORKERS = 2
"""Pictures that are looked at side by side; each network works on one core, which loses less than sharing one picture among two."""


@dataclass(frozen=True, kw_only=True)
class BlazePose:
    """A finder of people and of the points of their bodies."""

    source: str
    labels: tuple[str, ...]
    workers: int
    detectors: "queue.SimpleQueue[Any]" = field(repr=False)
    networks: "queue.SimpleQueue[Any]" = field(repr=False)

    def people(self, picture: NDArray[np.uint8]) -> tuple[Region, ...]:
        """Squares around the people in a picture, the surest first."""
        height, width = picture.shape[:2]
        whole = Region(x=width / 2.0, y=height / 2.0, side=float(max(width, height)), turn_rad=0.0)
        cut = cut_out(picture, whole, DETECTOR_SIZE) * np.float32(2.0) - np.float32(1.0)
        answers = _asked(self.detectors, cut)
        boxes = next(answer for answer in answers if answer.shape[-1] == 12)
        scores = next(answer for answer in answers if answer.shape[-1] == 1)
        return people_in(boxes.reshape(-1, 12).astype(np.float64), scores.ravel().astype(np.float64), whole)

    def body(self, picture: NDArray[np.uint8], region: Region) -> Body | None:
        """The points of the body in a square of a picture, and where to look next; None where nobody is."""
        answers = _asked(self.networks, cut_out(picture, region, SIZE))
        values = next(answer for answer in answers if answer.size == 5 * (POINTS + 6)).reshape(-1, 5).astype(np.float64)
        presence = float(next(answer for answer in answers if answer.size == 1).ravel()[0])
        if presence < LEAST_PRESENCE:
            return None
        heat = next(answer for answer in answers if answer.ndim == 4 and answer.shape[-1] == POINTS + 6)[0]
        points = in_picture(refined(values[:, :2] / SIZE, heat), region)
        seen = 1.0 / (1.0 + np.exp(-np.clip(values[:POINTS, 3], -100.0, 100.0)))
        return Body(points=np.column_stack([points[:POINTS], seen]), region=region_around(points[MIDDLE], points[TOP]))


def refined(points: Array, heat: NDArray[np.float32]) -> Array:
    """Points moved to the middle of the heat around them, as MediaPipe does; one without heat stays.

    Args:
        points: (k, 2), 0 to 1 across the network's picture.
        heat: (rows, columns, k) before the logistic function.
    """
    rows, columns = heat.shape[:2]
    moved = np.array(points)
    for place, (x, y) in enumerate(points * [columns, rows]):
        column, row = int(x), int(y)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        left, top = max(0, column - REACH), max(0, row - REACH)
        around = heat[top : row + REACH + 1, left : column + REACH + 1, place].astype(np.float64)
        weight = 1.0 / (1.0 + np.exp(-around))
        if weight.max() >= LEAST_HEAT:
            down, right = np.indices(weight.shape)
            moved[place] = (weight * (left + right)).sum() / columns, (weight * (top + down)).sum() / rows
            moved[place] /= weight.sum()
    return moved


def blazepose(files: ModelFiles, *, workers: int = WORKERS) -> BlazePose:
    """Load the networks.

    Args:
        files: The model.
        workers: Pictures that are looked at side by side.

    Raises:
        InputFileError: A file is no network.
        VideoLibrariesMissingError: The extra 'video' is not installed.
    """
    labels = body_order(POINTS)
    if labels is None:
        raise AssertionError
    return BlazePose(
        source=f"blazepose_{files.kind}",
        labels=labels,
        workers=workers,
        detectors=_loaded(files.detector, 1, NAMES["detector"]),
        networks=_loaded(files.landmarks, workers, NAMES[files.kind]),
    )


def _loaded(content: bytes, count: int, name: str) -> "queue.SimpleQueue[Any]":
    """So many interpreters of one network, each to be taken by one thread at a time."""
    interpreters: queue.SimpleQueue[Any] = queue.SimpleQueue()
    make = library("ai_edge_litert.interpreter").Interpreter
    for _ in range(count):
        try:
            interpreter = make(model_content=content, num_threads=1)
            interpreter.allocate_tensors()
        except (ValueError, RuntimeError):
            raise InputFileError(name, en("it cannot be loaded as a network"), GET_IT) from None
        interpreters.put(interpreter)
    return interpreters


def _asked(interpreters: "queue.SimpleQueue[Any]", cut: Cut) -> list[NDArray[np.float32]]:
    """All answers of a network to one picture."""
    with _taken(interpreters) as interpreter:
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], cut[None])
        interpreter.invoke()
        return [interpreter.get_tensor(answer["index"]) for answer in interpreter.get_output_details()]


@contextmanager
def _taken(interpreters: "queue.SimpleQueue[Any]") -> "Iterator[Any]":
    """One of them, given back afterwards."""
    interpreter = interpreters.get()
    try:
        yield interpreter
    finally:
        interpreters.put(interpreter)
