"""How well steps by the plates lie over steps by the markers when the forces are shifted in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ....arrays import FloatArray
from .steps import Feet, Push

LEAST_APART_S = 0.1
"""Shifts nearer to each other than this are one: steps of runners are at least twice as long."""
SURE_S = 0.012
"""Standard deviation of one event by markers against the plate's."""
ALONG_M, ACROSS_M = 0.02, 0.012
"""Standard deviation of the centre of pressure in mid-stance against the foot's markers, from step to step of one runner."""
OFFSET_ALONG_M, OFFSET_ACROSS_M = 0.08, 0.04
"""The same between runners, strikes and ways to place markers: where on the foot the centre of pressure usually is."""
MATCHED_S = 0.1
"""Events farther apart than this are not the same landing."""
MOST_COST = 12.0
"""A contact that does not fit costs no more than this (some five standard deviations): one bad step must not decide."""
MATCHED_SHARE = 0.7
LEAST_GAP_S = 0.02


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Steps as the plates feel them, and steps as the markers show them, as arrays."""

    start_s: FloatArray
    """(p,) of the plates."""
    end_s: FloatArray
    at_s: FloatArray
    """(p, 3)."""
    point_m: FloatArray
    """(p, 3, 2): forward, right."""
    landed_s: FloatArray
    """(m,) of the markers."""
    left_s: FloatArray
    right: FloatArray
    """(m,) whether it is the right foot."""
    other_foot: FloatArray
    """(p, m) whether a plate of the one foot meets the other foot."""

    def shifts_s(self) -> FloatArray:
        """Every shift (s), in order, that lays one step over one of the same foot."""
        each = 0.5 * (self.landed_s - self.start_s[:, None] + self.left_s - self.end_s[:, None])
        return np.sort(each[self.other_foot == 0.0])


class Fit(NamedTuple):
    """How well the forces fit the feet when they are shifted."""

    shift_s: float
    cost: float
    """Mean over the contacts compared."""
    contacts: int
    apart_s: float
    """Median by which landings and toe-offs still differ."""


def compared(feet: Feet, pushes: Sequence[Push]) -> Compared:
    """Steps by both, as arrays."""
    return Compared(
        start_s=np.array([push.start_s for push in pushes]),
        end_s=np.array([push.end_s for push in pushes]),
        at_s=np.stack([push.at_s for push in pushes]),
        point_m=np.stack([push.point_m for push in pushes])[:, :, [0, 2]],
        landed_s=np.array([contact.initial_contact_s for contact in feet.contacts]),
        left_s=np.array([contact.toe_off_s for contact in feet.contacts]),
        right=np.array([float(contact.side == "right") for contact in feet.contacts]),
        other_foot=np.array([[float(push.side not in (None, contact.side)) for contact in feet.contacts] for push in pushes]),
    )


def fits_of(feet: Feet, steps: Compared) -> list[Fit]:
    """Every shift that lays contacts over contacts, the best first."""
    shifts_s = steps.shifts_s()
    groups = np.split(shifts_s, np.flatnonzero(np.diff(shifts_s) >= LEAST_GAP_S) + 1)
    fits: list[Fit] = []
    largest = max((len(group) for group in groups), default=0)
    for group in groups:
        if len(group) < 0.4 * largest:
            continue
        fit = fit_of(feet, steps, float(np.median(group)))
        fit = None if fit is None else fit_of(feet, steps, fit.shift_s + fit.apart_s)
        if fit is not None:
            fits.append(fit)
    most = max((fit.contacts for fit in fits), default=0)
    kept: list[Fit] = []
    for fit in sorted((fit for fit in fits if fit.contacts >= 0.5 * most), key=lambda fit: fit.cost):
        if all(abs(fit.shift_s - other.shift_s) > LEAST_APART_S for other in kept):
            kept.append(fit)
    return kept


def fit_of(feet: Feet, steps: Compared, shift_s: float) -> Fit | None:
    """How well feet and forces fit when the forces are shifted; None where they share no contact."""
    start_s, end_s = steps.start_s + shift_s, steps.end_s + shift_s
    shared = (start_s >= steps.landed_s[0] - MATCHED_S) & (end_s <= steps.left_s[-1] + MATCHED_S)
    if not shared.any():
        return None
    landing, leaving = steps.landed_s - start_s[:, None], steps.left_s - end_s[:, None]
    nearest = np.argmin(np.abs(landing) + np.abs(leaving) + 1e3 * steps.other_foot, axis=1)
    rows = np.arange(len(start_s))
    landing, leaving = landing[rows, nearest], leaving[rows, nearest]
    near = (np.maximum(np.abs(landing), np.abs(leaving)) <= MATCHED_S) & (steps.other_foot[rows, nearest] == 0.0)
    matched = shared & near
    if not matched.any() or np.count_nonzero(matched) < MATCHED_SHARE * np.count_nonzero(shared):
        return None
    along, outward = _off_foot_m(feet, steps, steps.right[nearest] > 0.0, shift_s)[:, matched]
    landing, leaving = landing[matched], leaving[matched]
    cost = 0.5 * (landing**2 + leaving**2) / SURE_S**2
    cost += 0.5 * ((along - np.median(along)) / ALONG_M) ** 2 + 0.5 * ((outward - np.median(outward)) / ACROSS_M) ** 2
    common = 0.5 * (np.median(along) / OFFSET_ALONG_M) ** 2 + 0.5 * (np.median(outward) / OFFSET_ACROSS_M) ** 2
    mean = float(np.mean(np.minimum(cost + common, MOST_COST)))
    apart_s = float(np.median(np.concatenate([landing, leaving])))
    return Fit(shift_s=shift_s, cost=mean, contacts=len(landing), apart_s=apart_s)


def _off_foot_m(feet: Feet, steps: Compared, right: NDArray[np.bool_], shift_s: float) -> FloatArray:
    """(2, pushes) m, how far ahead and outward of the middle of the foot's markers the centre of pressure is around mid-stance."""
    at_s = steps.at_s + shift_s
    ways = [np.stack([np.interp(at_s, feet.time_s, feet.foot_m[side][:, axis]) for axis in (0, 2)], axis=2) for side in ("right", "left")]
    off = steps.point_m - np.where(right[:, None, None], *ways)
    seen = np.asarray(np.isfinite(off).all(axis=2))
    mean = np.where(seen[:, :, None], off, 0.0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)[:, None]
    return np.stack([mean[:, 0], np.where(right, mean[:, 1], -mean[:, 1])])
