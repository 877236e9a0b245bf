"""Guess a marker set: from labels first, then from where markers stand and what moves with what."""

from dataclasses import dataclass

import numpy as np

from ...errors import HipDriveError
from ...language import Text, en, joined, layout
from ..clean import NotStandingError, standing_still, zeros_to_missing
from ..marker_set import MarkerSet
from ..motion import Motion
from .by_label import placed_by_label, sides_by_label
from .by_place import Seen, placed_by_place
from .enough import enough
from .placement import Placement
from .rigid import fixed_markers, rigid_groups
from .standing import Standing, standing_body
from .vocabulary import bare_labels

NO_SIDES = en("Neither labels nor the feet show which side is right.")
NOT_TOLD = en("neither its label nor its position shows where it sits")


class GuessError(HipDriveError):
    """Too few markers of a recording could be placed on the body."""

    code = "marker_set_not_guessed"

    def __init__(self, file_name: str, missing: tuple[Text, ...], placed: int, count: int, reason: Text) -> None:
        self.about, self.missing = file_name, missing
        found = en("{file}: {placed} of {count} markers could be placed, too few for an analysis.")
        sentences = (
            found.filled(file=file_name, placed=placed, count=count),
            reason,
            en("Missing: {missing}.", missing=joined(missing, "; ")),
        )
        super().__init__(
            joined(sentences),
            en("Give a standing trial that shows these and a run from the same session, or label as laboratories do (RASI, R_Knee_Medial)"),
            between=" ",
        )


@dataclass(frozen=True, kw_only=True)
class MarkerSetGuess:
    """A marker set as it was guessed, to be confirmed by who placed the markers."""

    marker_set: MarkerSet
    placements: tuple[Placement, ...]
    """Every marker of the recordings, in their order; those that are left out have neither body nor role."""
    confirm: tuple[Text, ...]
    """What to look at first, in words."""
    missing: tuple[Text, ...]
    """What a full analysis lacks, in words."""
    stands: bool
    """Whether somebody stands still in the first recording."""


def guess_marker_set(static: Motion, run: Motion | None = None) -> MarkerSetGuess:
    """Guess where the markers of a recording are on the body.

    Args:
        static: Quiet standing; or a run, where there is no standing trial.
        run: A run of the same session with the same labels; None where there is none.

    Returns:
        The guess.

    Raises:
        GuessError: Too little can be placed for any analysis.
    """
    static, run = zeros_to_missing(static), None if run is None else zeros_to_missing(run)
    still = _still(static)
    stands, static = still is not None, still or static
    run = static if run is None and not stands else run
    labels = tuple(dict.fromkeys((*static.labels, *(() if run is None else run.labels))))
    bare = dict(zip(labels, bare_labels(labels), strict=True))
    sides = sides_by_label(bare)
    standing = standing_body(static, sides, run=run)
    in_run = frozenset(standing.labels if run is None else _seen(run))
    by_label = placed_by_label(bare, standing, stands=stands)
    groups = () if run is None else rigid_groups(run, standing)
    fixed = frozenset[str]() if run is None else fixed_markers(run)
    by_place = placed_by_place(Seen(standing=standing, groups=groups, in_run=in_run, fixed=fixed, stands=stands), by_label)
    placements = tuple(_of(label, by_label, by_place, standing) for label in labels)
    if run is None or run is static:
        source = en("Guessed from {file}; to be confirmed", file=static.file_name)
    else:
        source = en("Guessed from {static} and {run}; to be confirmed", static=static.file_name, run=run.file_name)
    made = enough(placements, in_run=in_run, in_standing=set(standing.labels), source=source)
    if made.marker_set is None:
        placed = sum(not placement.left_out for placement in placements)
        raise GuessError(static.file_name, made.missing, placed, len(placements), _reason(standing, stands=stands))
    confirm = _confirm(placements, standing, stands=stands, with_run=run is not None)
    return MarkerSetGuess(marker_set=made.marker_set, placements=placements, confirm=confirm, missing=made.missing, stands=stands)


def _reason(standing: Standing, *, stands: bool) -> Text:
    """Why geometry told so little, in a sentence; empty where nothing stood in its way."""
    if not standing.sides_known:
        return NO_SIDES
    if stands:
        return Text("")
    return en("Nobody stands still in it, and in a run only labelled markers and rigid plates can be placed.")


def _still(static: Motion) -> Motion | None:
    """The part in which somebody stands still; None where nobody does."""
    try:
        return standing_still(static, static.labels)[0]
    except NotStandingError:
        return None


def _seen(motion: Motion) -> tuple[str, ...]:
    shown = np.asarray(np.isfinite(motion.position_m).all(axis=2).any(axis=0))
    return tuple(label for label, is_shown in zip(motion.labels, shown, strict=True) if is_shown)


def _of(label: str, by_label: dict[str, Placement], by_place: dict[str, Placement], standing: Standing) -> Placement:
    found = by_label.get(label) or by_place.get(label)
    if found is not None:
        return found
    why = NOT_TOLD if label in standing.labels else en("it is not seen in the standing trial, or not at all")
    return Placement(label=label, body="", role="", by="geometry", why=why)


def _confirm(placements: tuple[Placement, ...], standing: Standing, *, stands: bool, with_run: bool) -> tuple[Text, ...]:
    """What to look at first."""
    found = []
    used = [placement for placement in placements if not placement.left_out]
    by_place = [placement for placement in used if placement.by == "geometry"]
    landmarks = [layout("{label} ({landmark})", label=placement.label, landmark=placement.role) for placement in by_place if placement.role]
    if landmarks:
        found.append(en("Landmarks placed by position alone: {markers}.", markers=joined(landmarks, ", ")))
    others = [placement.label for placement in by_place if not placement.role]
    if others:
        found.append(en("Put on their segment by position alone: {markers}.", markers=joined(others, ", ")))
    doubted = [p for p in used if "could also" in p.why or "other side" in p.why]
    found += [en("Check {label}: {reason}.", label=p.label, reason=p.why) for p in doubted]
    if not stands:
        found.append(en("No standing trial was given: positions are means over the run, which is less certain."))
    elif not with_run:
        found.append(
            en(
                "No run was given, so which markers move together is not known: a hand beside the thigh may be taken for part of it, and "
                "markers that come off before running are listed too."
            )
        )
    if not standing.sides_known:
        found.append(NO_SIDES)
    return tuple(found)
