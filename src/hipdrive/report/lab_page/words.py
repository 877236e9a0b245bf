"""What the lab says of a set-up while a hand moves it."""

import math
from collections.abc import Sequence

from ...body_words import SIDE_MUSCLES
from ...curve import RANGES, Range
from ...exercise import Effort, Load, Peak
from ...language import Text, en, joined, layout
from ...range_words import range_name
from ...training import match_rules

LEAST_SHARE = 0.005
RANGE_SHARE = layout("{range} {share:.0f} %")


def peak_in_words(peak: Peak) -> Text:
    """'Right flexors: up to 0.84 Nm/kg (59 Nm) at 71°, on the way up. Share of the effort (angular impulse): early 12 %, mid 88 %.'."""
    return en(
        "{muscles:cap}: up to {moment:.2f} Nm/kg ({total:.0f} Nm) at {angle_deg}°, {when}. "
        "Share of the effort (angular impulse): {ranges}.",
        muscles=SIDE_MUSCLES[peak.side, peak.action],
        moment=peak.moment_nm_kg,
        total=peak.moment_nm,
        angle_deg=round(math.degrees(peak.hip_flexion_rad)),
        when=peak.when_words,
        ranges=joined((_share(peak, name) for name in RANGES if peak.share[name] >= LEAST_SHARE), ", "),
    )


def at_once_in_words(share: float) -> Text:
    """Whether both hips get enough at one moment to be trained."""
    if share >= match_rules().stimulus_starts_at:
        return en("Both hips at once: flexors of one and extensors of the other get {share:.0f} % of their strength.", share=100 * share)
    return en(
        "Not both hips at once: flexors of one and extensors of the other get only {share:.0f} % of their strength at the same time.",
        share=100 * share,
    )


def said(load: Load, peaks: Sequence[Peak], reasons: Sequence[Text]) -> Text:
    """One sentence for who listens: what the working leg's hip gets now, or why it can't be done."""
    if reasons:
        return joined((en("Cannot be done like this."), *reasons))
    own = [peak for peak in peaks if peak.side == load.working_side]
    if not own:
        return en("The working hip is hardly loaded.")
    peak = max(own, key=lambda each: each.moment_nm_kg)
    leading = max(RANGES, key=lambda name: peak.share[name])
    return en(
        "{muscles:cap} up to {moment:.2f} Nm/kg at {angle_deg}°; {range} {share:.0f} % of the effort.",
        muscles=SIDE_MUSCLES[peak.side, peak.action],
        moment=peak.moment_nm_kg,
        angle_deg=round(math.degrees(peak.hip_flexion_rad)),
        range=range_name(peak.action, leading),
        share=100 * peak.share[leading],
    )


def sentences(load: Load, peaks: Sequence[Peak], share_at_once: float, efforts: Sequence[Effort], *, alike: bool) -> tuple[Text, ...]:
    """What stands beside the curves, the working hip first; where both legs do the same, they are told of once."""
    if not len(load.time_s):
        return ()
    ordered = sorted(peaks, key=lambda peak: (peak.side != load.working_side, -peak.moment_nm_kg))
    if not ordered:
        return (en("Neither hip is loaded by more than 0.05 Nm/kg."),)
    own = tuple(effort.sentence for effort in efforts)
    if alike:
        return (*(peak_in_words(peak) for peak in ordered if peak.side == load.working_side), en("Both hips do the same at once."), *own)
    return (*(peak_in_words(peak) for peak in ordered), at_once_in_words(share_at_once), *own)


def _share(peak: Peak, name: Range) -> Text:
    return RANGE_SHARE.filled(range=range_name(peak.action, name), share=100 * peak.share[name])
