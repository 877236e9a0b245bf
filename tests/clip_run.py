"""A run on video that tests keep: the drawn runner's clip with its points, the run that comes of it, and what is kept of it."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID, uuid4

from clip_files import ColourFinder, drawn, runner, written

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.gait import Run, analyse_side_view
from hipdrive.motion import FlatKeypoints
from hipdrive.store import keep_clips

RATE_HZ, FRAMES, NAME = 30.0, 260, "clip.mov"
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


@cache
def kept_pictures() -> coach.ClipPictures:
    """What is kept of the drawn runner's clip with its copy, made once."""
    return filmed_run().pictures(copies=True)


def kept_filmed_run(store: coach.Store, *, name: str = "Ann") -> tuple[UUID, UUID]:
    """A new athlete and their run on video, kept with its pictures."""
    person, filmed = uuid4(), filmed_run()
    pictures = kept_pictures()
    with store.writing(datetime.now(UTC)) as unit:
        coach.add_athlete(unit, name=name, sex="male", height_m=1.75, consent_on=date(2024, 1, 2), mass_kg=70.0, born=None, uid=person)
        kept = coach.keep_analysed_run(unit, name, run_document(filmed.run), file_name=NAME, on=date(2026, 1, 2))
        keep_clips(store, person, kept.run, json_text(pictures.document), pictures.copies, runs=[kept.run])
    return person, kept.run
