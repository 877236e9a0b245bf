"""High-knee skips in a clip from the side against the stated angles of simulated skippers: no real skip with a known answer was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hipdrive.arrays import BoolArray
from hipdrive.body import Athlete
from hipdrive.gait.skips.analyse import LEANS_BACK_RAD, SkipAngle, SkipDrill, analyse_skips
from hipdrive.gait.skips.calibration import SkipFigure

from .row import Row
from .skipper import Skipper, filmed_skipper, rocked_rad

RATES_HZ = (30.0, 60.0, 120.0)
BACK_DEG = (-5.0, 0.0, 5.0, 10.0, 15.0)
OF_EACH = 8
TEACHING_SEED, NEW_SEED = 1, 2
ROLL_DEG, MOST_YAW_DEG = 1.5, 10.0
"""Standard deviation of a camera's roll, which nothing in the clip shows, and how far it stands off square at most; our assumption."""
MOST_TRAVEL_M = 5.0
"""What a phone that stands 5 m away shows of the way."""
LONG_THIGH = 0.03
"""Standard deviation of thighs about those by body proportions, as a share; our assumption."""
MOST_BIAS_DEG = 1.5
LEAST_INSIDE = 0.908
"""Of 120 clips; a band that holds 95 of 100 keeps 109 or more of them in 19 samples of 20."""
MOST_FALSE_YES = 0.05


class SeenSkips(NamedTuple):
    """One simulated clip: who skipped, how it was filmed, and what was found."""

    skipper: Skipper
    frame_rate_hz: float
    drill: SkipDrill

    def off_rad(self, name: str) -> float:
        """Found less true."""
        found: SkipAngle = getattr(self.drill, name)
        return found.mean_rad - self.true_rad(name)

    def true_rad(self, name: str) -> float:
        """What was stated."""
        true = {"lean": -self.skipper.back_rad, "thigh": self.skipper.thigh_rad, "rock": rocked_rad(self.skipper)}
        return true[name]


@dataclass(frozen=True)
class _Draw:
    """Draws skippers and cameras, each number anew."""

    noise: np.random.Generator

    def skipper(self, back_deg: float, *, skips: int) -> Skipper:
        between = self.noise.uniform
        cycle_s = between(0.95, 1.25)
        return Skipper(
            height_m=between(1.6, 1.9),
            cycle_s=cycle_s,
            hop_s=between(0.1, 0.24),
            thigh_rad=np.radians(between(60.0, 98.0)),
            back_rad=np.radians(back_deg),
            rocks=float(self.noise.choice([0.0, 0.5, 1.0])),
            out_rad=np.radians(between(0.0, 10.0)),
            long_thigh=LONG_THIGH * self.noise.normal(),
            speed_m_s=between(0.0, MOST_TRAVEL_M) / (skips * cycle_s),
        )


def seen_skips(*, seed: int, of_each: int = OF_EACH) -> list[SeenSkips]:
    """Skippers of every lean at every frame rate, both sides, four to nine skips, filmed with the errors of pose finders."""
    draw = _Draw(np.random.default_rng(seed))
    found = []
    for number, (rate, back) in enumerate((rate, back) for _ in range(of_each) for rate in RATES_HZ for back in BACK_DEG):
        skips = int(draw.noise.integers(4, 10))
        skipper = draw.skipper(back, skips=skips)
        clip = filmed_skipper(
            skipper,
            side="left" if number % 2 else "right",
            frame_rate_hz=rate,
            skips=skips,
            roll_rad=np.radians(ROLL_DEG) * draw.noise.normal(),
            yaw_rad=np.radians(draw.noise.uniform(-MOST_YAW_DEG, MOST_YAW_DEG)),
            seed=10_000 * seed + number,
        )
        drill = analyse_skips(clip, Athlete(mass_kg=70.0, height_m=skipper.height_m, sex="male"))
        found.append(SeenSkips(skipper=skipper, frame_rate_hz=rate, drill=drill))
    return found


def taught(seen: Sequence[SeenSkips], name: str, *, bias_rad: float) -> SkipFigure:
    """What clips teach of a figure: its bias, what stays through a clip, and what differs from skip to skip.

    Args:
        seen: The clips.
        name: 'lean', 'thigh' or 'rock'.
        bias_rad: What was taken out already.
    """
    off = np.array([one.off_rad(name) for one in seen])
    angles: list[SkipAngle] = [getattr(one.drill, name) for one in seen]
    random = float(np.sqrt(np.mean([angle.between_skips_rad**2 for angle in angles])))
    from_random = float(np.mean([random**2 / one.drill.skips for one in seen]))
    systematic = float(np.sqrt(max(0.0, float(np.var(off)) - from_random)))
    return SkipFigure(bias_rad=float(np.mean(off)) + bias_rad, systematic_rad=systematic, random_rad=random)


def rows_of(seen: Sequence[SeenSkips]) -> tuple[Row, ...]:
    """Bias and band of each figure, and how often leaning back is answered, by how far the skipper leaned."""
    rows = []
    for name in ("lean", "rock", "thigh"):
        off = np.degrees([one.off_rad(name) for one in seen])
        within = np.degrees([getattr(one.drill, name).within_rad for one in seen])
        rows += [
            Row(quantity=f"{name}: bias, deg", reached=float(np.mean(off)), digits=2, low=-MOST_BIAS_DEG, high=MOST_BIAS_DEG),
            Row(quantity=f"{name}: 95 of 100 within, deg", reached=float(np.quantile(np.abs(off), 0.95)), digits=2),
            Row(quantity=f"{name}: share within {np.mean(within):.1f} deg", reached=_share(np.abs(off) <= within), low=LEAST_INSIDE),
        ]
        for rate in RATES_HZ:
            of_rate = np.array([one.frame_rate_hz == rate for one in seen])
            rows.append(Row(quantity=f"  {rate:g} pictures/s", reached=_share((np.abs(off) <= within)[of_rate])))
    for back in BACK_DEG:
        answers = [one.drill.leans_back for one in seen if np.isclose(np.degrees(one.skipper.back_rad), back)]
        upright = back < np.degrees(LEANS_BACK_RAD)
        yes = float(np.mean([answer == "yes" for answer in answers]))
        rows += [
            Row(quantity=f"{back:g} deg back: share yes", reached=yes, high=MOST_FALSE_YES if upright else None),
            Row(quantity=f"{back:g} deg back: share no", reached=float(np.mean([answer == "no" for answer in answers]))),
        ]
    return tuple(rows)


def _share(inside: BoolArray) -> float:
    return float(np.mean(inside))
