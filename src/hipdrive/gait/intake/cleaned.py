"""A run and its standing trial made fit to be solved: turned to our axes, what is missing marked, labels put right, short gaps filled."""

from dataclasses import replace

import numpy as np

from ...motion import (
    LOWER_BODIES,
    MarkerSet,
    Motion,
    fill_gaps,
    oriented,
    standing_still,
    swapped_labels,
    up_of_run,
    up_of_standing,
    without_spikes,
    zeros_to_missing,
)

LONGEST_GAP_S = 0.1
"""Gaps up to a tenth of a second are bridged by a cubic; in longer ones the marker goes with its body (see long_gaps)."""
Y_UP = np.array([0.0, 1.0, 0.0])


def cleaned(run: Motion, static: Motion, marker_set: MarkerSet) -> tuple[Motion, Motion]:
    """The run and its standing trial as they are solved: X forward and Y up, missing marked, labels put right, short gaps filled."""
    legs = tuple(label for body in LOWER_BODIES for label in marker_set.tracking[body])
    quiet, notes = standing_still(zeros_to_missing(static), legs)
    standing = Y_UP if static.computed else up_of_standing(quiet, marker_set)
    turned_static, _ = oriented(quiet, marker_set, up=standing)
    plain = zeros_to_missing(run)
    up, more = up_of_run(plain, marker_set, standing)
    turned, _ = oriented(replace(plain, notes=(*plain.notes, *notes, *more)), marker_set, up=up)
    named = swapped_labels(turned, turned_static, marker_set.tracking)
    return fill_gaps(without_spikes(named, marker_set.tracking), limit_s=LONGEST_GAP_S), turned_static
