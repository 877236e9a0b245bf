"""A run on video that tests keep: the drawn runner's clip with its points, the run that comes of it, and what is kept of it."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID, uuid4

import numpy as np
from clip_files import LABELS, ColourFinder, drawn, runner, written
from front_scenes import front_clip

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.gait import Run, analyse_clips, analyse_side_view
from hipdrive.motion import FlatKeypoints
from hipdrive.store import keep_clips

RATE_HZ, FRAMES, NAME = 30.0, 260, "clip.mov"
FRONT_FRAMES = 200
BODY = Athlete(mass_kg=70.0, height_m=1.75)


@dataclass(frozen=True)
class FilmedRun:
    """A clip and what was found in it."""

    content: bytes
    points: FlatKeypoints
    run: Run

    def pictures(self, *, copies: bool = False, hide_face: bool = False) -> coach.ClipPictures:
        """What is kept of it."""
        clip = coach.ReadClip(file=io.BytesIO(self.content), points=self.points, number=0)
        return coach.clip_pictures([clip], self.run, copies=copies, hide_face=hide_face)


@cache
def filmed_run() -> FilmedRun:
    """The drawn runner for nine seconds."""
    made = runner(FRAMES, rate_hz=RATE_HZ)
    content = written([drawn([made], frame) for frame in range(FRAMES)], rate_hz=RATE_HZ)
    points = coach.read_clip(io.BytesIO(content), ColourFinder(), name=NAME)
    return FilmedRun(content, points, analyse_side_view([points], BODY, speed_m_s=3.0))


def seen_from_the_front(frames: int) -> dict[str, np.ndarray]:
    """Hips, knees and ankles of the reference runner as a camera in front draws them; the other points go with hips and ankles."""
    clip = front_clip(frame_rate_hz=RATE_HZ, seconds=frames / RATE_HZ)
    legs = {label: 0.4 * (clip.position[:, place] - 500.0) + np.array([160.0, 125.0]) for place, label in enumerate(clip.labels)}
    middle = 0.5 * (legs["LHip"] + legs["RHip"])
    made = {label: middle + np.array([8.0 * (place % 5 - 2), -64.0 - 8.0 * (place // 5)]) for place, label in enumerate(LABELS)}
    for side, way in (("L", 1.0), ("R", -1.0)):
        made |= {f"{side}Shoulder": middle + np.array([20.0 * way, -48.0]), f"{side}Heel": legs[f"{side}Ankle"] + np.array([0.0, 7.0])}
        made |= {f"{side}{toe}": legs[f"{side}Ankle"] + np.array([x * way, 14.0]) for toe, x in (("BigToe", 0.0), ("SmallToe", 6.0))}
    return {label: np.rint(path) for label, path in (made | legs).items()}


@cache
def front_filmed_run() -> FilmedRun:
    """The reference runner drawn as from the front, for nearly seven seconds."""
    made = seen_from_the_front(FRONT_FRAMES)
    content = written([drawn([made], frame) for frame in range(FRONT_FRAMES)], rate_hz=RATE_HZ)
    points = coach.read_clip(io.BytesIO(content), ColourFinder(), name="front.mov")
    return FilmedRun(content, points, analyse_clips([points], BODY, speed_m_s=3.0))


@cache
def kept_pictures(*, front: bool = False) -> coach.ClipPictures:
    """What is kept of the drawn runner's clip with its copy, made once."""
    return (front_filmed_run() if front else filmed_run()).pictures(copies=True)


def kept_filmed_run(store: coach.Store, *, name: str = "Ann", front: bool = False) -> tuple[UUID, UUID]:
    """A new athlete and their run on video, from the side or from the front, kept with its pictures."""
    person, filmed = uuid4(), front_filmed_run() if front else filmed_run()
    pictures = kept_pictures(front=front)
    with store.writing(datetime.now(UTC)) as unit:
        coach.add_athlete(unit, name=name, sex="male", height_m=1.75, consent_on=date(2024, 1, 2), mass_kg=70.0, born=None, uid=person)
        kept = coach.keep_analysed_run(unit, name, run_document(filmed.run), file_name=NAME, on=date(2026, 1, 2))
        keep_clips(store, person, kept.run, json_text(pictures.document), pictures.copies, runs=[kept.run])
    return person, kept.run
