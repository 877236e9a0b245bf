"""Steps told twice, by the plates and by the markers of the feet, so that their clocks can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ....arrays import FloatArray
from ....body import SIDES, Side
from ....body.joints import SUFFIX
from ....motion import ForcePlate, MarkerSet, Motion, lowpass
from ...contact.on_markers import LegPath, contacts_from_feet
from ...contact.on_plates import LONGEST_CONTACT_S, SHORTEST_CONTACT_S, Contact, NotRunningError, loaded_spans

SWAY_HZ = 5.0
"""Low-pass at which the pelvis goes up and down as the whole body does: two steps a second and their first harmonic."""
SMOOTHED_HZ = 25.0
SEEN_SHARE = 0.5
MID_STANCE = (0.35, 0.5, 0.65)


class Push(NamedTuple):
    """One loaded span of the plates, on their own clock."""

    start_s: float
    end_s: float
    side: Side | None
    at_s: FloatArray
    """(3,) instants around its middle."""
    point_m: FloatArray
    """(3, 3) centres of pressure then: forward, up, right."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Plates as one ground: forward, up, right."""

    time_s: FloatArray
    """(k,) s, on the clock given."""
    force_n: FloatArray
    """(k, 3)."""
    point_m: FloatArray
    """(k, 3)."""
    side: Side | None

    def pushes(self) -> list[Push]:
        """Its loaded spans that a step of a runner may be."""
        found = []
        for span in loaded_spans(self.time_s, self.force_n[:, 1]):
            if span.whole and SHORTEST_CONTACT_S <= span.end_s - span.start_s <= LONGEST_CONTACT_S:
                at_s = span.start_s + np.array(MID_STANCE) * (span.end_s - span.start_s)
                samples = np.clip(np.searchsorted(self.time_s, at_s), 0, len(self.time_s) - 1)
                found.append(Push(span.start_s, span.end_s, self.side, self.time_s[samples], self.point_m[samples]))
        return found


@dataclass(frozen=True, kw_only=True)
class Feet:
    """What the markers tell of the feet; forward, up, right."""

    time_s: FloatArray
    contacts: tuple[Contact, ...]
    foot_m: Mapping[Side, FloatArray]
    """(n, 3) middle of the markers of each foot."""
    sway_m_s2: FloatArray
    """(n,) vertical acceleration of the pelvis, low-passed as `SWAY_HZ` says."""
    ours_from_lab: FloatArray
    """(3, 3)."""


def feet_of(run: Motion, marker_set: MarkerSet) -> Feet | None:
    """Feet and their contacts by markers; None where too little is seen or nobody runs."""
    labels = {body: _seen(run, marker_set, body) for body in ("pelvis", *(f"calcn{SUFFIX[side]}" for side in SIDES))}
    if any(not found for found in labels.values()) or len(run.time_s) < 10 or 0.4 * run.sampling_rate_hz < SWAY_HZ:
        return None
    paths = {body: np.stack([_whole(run.marker(label)) for label in found], axis=1) for body, found in labels.items()}
    smooth_hz = min(SMOOTHED_HZ, 0.4 * run.sampling_rate_hz)
    paths = {body: lowpass(path, rate_hz=run.sampling_rate_hz, cutoff_hz=smooth_hz) for body, path in paths.items()}
    ours = _axes(run, paths)
    turned = {body: path @ ours.T for body, path in paths.items()}
    hips = turned["pelvis"].mean(axis=1)[:, 0]
    legs, foot = {}, {}
    for side in SIDES:
        markers = turned[f"calcn{SUFFIX[side]}"]
        foot[side] = markers.mean(axis=1)
        ahead = np.median(markers[:, :, 0] - foot[side][:, None, 0], axis=0)
        heel, front = markers[:, int(np.argmin(ahead))], markers[:, int(np.argmax(ahead))]
        legs[side] = LegPath(heel_m=heel, ball_m=front, front_m=front, reach_m=foot[side][:, 0] - hips)
    try:
        contacts = contacts_from_feet(legs, time_s=run.time_s, file_name=run.file_name)
    except NotRunningError:
        return None
    whole = tuple(contact for contact in contacts if contact.whole)
    if not whole:
        return None
    height = lowpass(turned["pelvis"].mean(axis=1)[:, 1:2], rate_hz=run.sampling_rate_hz, cutoff_hz=SWAY_HZ)[:, 0]
    sway = np.gradient(np.gradient(height, run.time_s), run.time_s)
    return Feet(time_s=run.time_s, contacts=whole, foot_m=foot, sway_m_s2=sway, ours_from_lab=ours)


def _seen(run: Motion, marker_set: MarkerSet, body: str) -> list[str]:
    """Labels of a body that are seen in at least half of the frames."""
    labels = [label for label in marker_set.tracking.get(body, ()) if label in run.labels]
    return [label for label in labels if float(np.mean(_is_seen(run.marker(label)))) >= SEEN_SHARE]


def _is_seen(path_m: FloatArray) -> FloatArray:
    seen: FloatArray = np.isfinite(path_m).all(axis=1) & (path_m != 0.0).any(axis=1)
    return seen


def _whole(path_m: FloatArray) -> FloatArray:
    """(n, 3) the path with a straight line where it was not seen."""
    seen, frames = np.asarray(_is_seen(path_m), dtype=bool), np.arange(len(path_m))
    return np.stack([np.interp(frames, frames[seen], path_m[seen, axis]) for axis in range(3)], axis=1)


def _axes(run: Motion, paths: Mapping[str, FloatArray]) -> FloatArray:
    """(3, 3) rotation from lab axes to forward, up, right: up as the forces push, forward as a foot goes while it is high."""
    pushes = np.sum([plate.force_n[np.argmax(np.linalg.norm(plate.force_n, axis=1))] for plate in run.plates], axis=0)
    axis = int(np.argmax(np.abs(pushes)))
    up = np.zeros(3)
    up[axis] = np.sign(pushes[axis])
    level = [np.eye(3)[other] for other in range(3) if other != axis]
    pelvis = paths["pelvis"].mean(axis=1)
    ways = [paths[f"calcn{SUFFIX[side]}"].mean(axis=1) - pelvis for side in SIDES]
    sway = np.concatenate([np.stack([way @ one for one in level], axis=1) - np.mean([way @ one for one in level], axis=1) for way in ways])
    _, directions = np.linalg.eigh(sway.T @ sway)
    forward = directions[0, -1] * level[0] + directions[1, -1] * level[1]
    goes = sum(float(np.sum((way @ up - np.mean(way @ up)) * np.gradient(way @ forward))) for way in ways)
    forward *= 1.0 if goes >= 0.0 else -1.0
    return np.stack([forward, up, np.cross(forward, up)])


def as_one_ground(plates: Sequence[ForcePlate], ours_from_lab: FloatArray) -> list[Ground]:
    """Plates that any foot may touch as one ground, and each foot's own; so a foot across two plates is one push."""
    shared = [plate for plate in plates if plate.side is None]
    grounds = [[plate] for plate in plates if plate.side is not None] + ([shared] if shared else [])
    return [_together(group, ours_from_lab) for group in grounds]


def _together(plates: Sequence[ForcePlate], ours_from_lab: FloatArray) -> Ground:
    """Sum of the forces of plates, and their centre of pressure weighted by load."""
    time_s = plates[0].time_s
    force, weighted, load = np.zeros((len(time_s), 3)), np.zeros((len(time_s), 3)), np.zeros(len(time_s))
    for plate in plates:
        own = plate.force_n @ ours_from_lab.T
        pointed = np.isfinite(plate.point_m).all(axis=1) & (own[:, 1] > 0.0)
        point = np.where(pointed[:, None], plate.point_m, 0.0) @ ours_from_lab.T
        on = np.where(pointed, own[:, 1], 0.0)
        if len(plate.time_s) != len(time_s):
            continue
        force, weighted, load = force + own, weighted + on[:, None] * point, load + on
    place = np.where(load[:, None] > 0.0, weighted / np.where(load > 0.0, load, 1.0)[:, None], np.nan)
    return Ground(time_s=time_s, force_n=force, point_m=place, side=plates[0].side)
