"""The instants at which the pictures of a clip were taken, from the file's own time stamps and the rate of the camera."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray as Array
from ...errors import Advice, InputFileError, ValueOutOfRangeError
from ...language import en, en_count
from ...note import FILE, Note

LOWEST_HZ, HIGHEST_HZ = 5.0, 2000.0
UNEVEN_SHARE = 0.2
"""A step between two pictures is uneven if it is off the usual one by more than this share; our choice."""
ENOUGH_HZ = 59.0
"""So many pictures a second are read of a clip with more (59.94 counts as 60): the side view is as exact with 60 as with 240."""
NOTED_SHARE = 0.02
"""Uneven steps are noted from this share of all; our choice."""
GAP_STEPS = 1.9
"""A step of so many usual ones has lost pictures."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """From time stamps of a file to seconds of the camera."""

    stamp_s: Array
    """(n,) s, increasing: the time stamps of the file, each once."""
    slowed: float
    """How many times slower the file plays than the camera saw: 8 for 240 frames a second stored as 30."""
    notes: tuple[Note, ...] = ()

    @property
    def time_s(self) -> Array:
        """(n,) s from the first picture, as the camera saw them."""
        return np.asarray((self.stamp_s - self.stamp_s[0]) / self.slowed)

    @property
    def captured_hz(self) -> float:
        """Pictures a second of the camera."""
        return float(1.0 / np.median(np.diff(self.time_s)))

    @property
    def read_every(self) -> int:
        """Of so many pictures one is read: 2 of a clip with 120 a second."""
        return max(1, int(self.captured_hz / ENOUGH_HZ))

    @property
    def read_step_s(self) -> float:
        """The least time between two pictures that are read: a little less than that of the wanted number of even steps."""
        return (self.read_every - 0.5) / self.captured_hz if self.read_every > 1 else 0.0

    def read_times_s(self, *, from_s: float = 0.0, until_s: float = np.inf) -> Array:
        """(m,) s, instants of the pictures of a stretch that are read."""
        chosen: list[float] = []
        for time_s in self.time_s.tolist():
            if from_s <= time_s < until_s and (not chosen or time_s >= chosen[-1] + self.read_step_s):
                chosen.append(time_s)
        return np.array(chosen)


def settled_clock(name: str, stamp_s: Array, *, said_hz: float | None = None, asked_hz: float | None = None) -> Clock:
    """Settle the clock of a clip.

    Args:
        name: For sentences.
        stamp_s: (m,) s, time stamps of the file in any order.
        said_hz: Frames a second of the camera as the file's metadata have them, None without.
        asked_hz: The same as somebody gave it; goes before.

    Raises:
        InputFileError: There are too few pictures, or they have no time.
        ValueOutOfRangeError: The rate that was given is none of a camera, or below that of the file.
    """
    stamps = np.unique(stamp_s[np.isfinite(stamp_s)])
    if len(stamps) < 2:
        found = en_count("it holds {n} picture", "it holds {n} pictures", n=len(stamps))
        raise InputFileError(name, found, en("film 10 s or more"))
    usual_s = float(np.median(np.diff(stamps)))
    stored_hz = 1.0 / usual_s
    slowed, notes = _slowed(name, stored_hz, said_hz, asked_hz)
    doubled = len(stamp_s) - len(stamps)
    if doubled > 0:
        message = en_count(
            "{n} picture in {file} has the time of another; it was left out.",
            "{n} pictures in {file} have the time of another; they were left out.",
            n=doubled,
            file=FILE,
        )
        notes.append(Note("frames_doubled", message, name))
    steps = np.diff(stamps) / usual_s
    gaps = int(np.rint(steps[steps > GAP_STEPS] - 1.0).sum())
    uneven = float(np.mean(np.abs(steps - 1.0) > UNEVEN_SHARE))
    if gaps:
        message = en_count(
            "{n} picture is missing in {file}; the times of the others are kept.",
            "{n} pictures are missing in {file}; the times of the others are kept.",
            n=gaps,
            file=FILE,
        )
        notes.append(Note("frames_missing", message, name))
    elif uneven > NOTED_SHARE:
        message = en(
            "The pictures of {file} are not evenly spaced ({share:.0f} % of the steps are off the usual {usual:.1f} ms): phones do so "
            "in little light. Each keeps its own time.",
            file=FILE,
            share=100.0 * uneven,
            usual=1000.0 * usual_s / slowed,
        )
        notes.append(Note("frames_uneven", message, name))
    return Clock(stamp_s=stamps, slowed=slowed, notes=tuple(notes))


def _slowed(name: str, stored_hz: float, said_hz: float | None, asked_hz: float | None) -> tuple[float, list[Note]]:
    """How many times slower the file plays, and what to say of it."""
    if asked_hz is not None and not LOWEST_HZ <= asked_hz <= HIGHEST_HZ:
        allowed = en("from {low:g} to {high:g} frames a second", low=LOWEST_HZ, high=HIGHEST_HZ)
        raise ValueOutOfRangeError("captured_hz", f"{asked_hz:g}", allowed)
    if asked_hz is not None:
        slowed = asked_hz / stored_hz
        if abs(slowed - 1.0) < NOTED_SHARE:
            return 1.0, []
        message = en(
            "{file} is stored with {stored:.4g} pictures a second and was filmed with {asked:.4g}, as given: its times are "
            "{slowed:.3g} times shorter.",
            file=FILE,
            stored=stored_hz,
            asked=asked_hz,
            slowed=slowed,
        )
        return slowed, [Note("slow_motion_given", message, name)]
    if not LOWEST_HZ <= stored_hz <= HIGHEST_HZ:
        advice = Advice(words=en("give the frames a second at which the clip was filmed"), step="give_frame_rate")
        raise InputFileError(name, en("it says {rate_hz:g} frames a second", rate_hz=stored_hz), advice)
    if said_hz is not None and said_hz > stored_hz * (1.0 + UNEVEN_SHARE):
        message = en(
            "{file} says that it was filmed with {said:.4g} pictures a second and is stored with {stored:.4g}: slow motion. Its "
            "times are {slowed:.3g} times shorter.",
            file=FILE,
            said=said_hz,
            stored=stored_hz,
            slowed=said_hz / stored_hz,
        )
        return said_hz / stored_hz, [Note("slow_motion_read", message, name)]
    return 1.0, []
