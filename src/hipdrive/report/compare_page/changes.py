"""What changed between two runs: which changes come first, and how they are told."""

from collections.abc import Sequence

from ...body import SIDES
from ...gait import MeasuredChange
from ...gait.measures.definitions import measure_families
from ..figures.change_strip import MeanAndSpread, change_strip
from ..shown_measures import CADENCE, COMPARED, read_as
from ..words import and_list
from .content import CompareContent
from .view import BesideRow, ChangeRow
from .words import (
    MARKERS_CAN_DO_THAT,
    difference_in_words,
    direction_in_words,
    is_bare,
    is_from_markers,
    measure_in_words,
    noise_in_words,
    side_verdict,
    signed,
    verdict_in_words,
)

FIRST = tuple(compared.id for compared in (CADENCE, *COMPARED))
"""Measures that people ask for first, in their order."""
SENTENCES = 3
ROWS = 10
BEYOND_NOISE = ("changed", "another speed")


def beyond_noise(content: CompareContent) -> tuple[MeasuredChange, ...]:
    """Changes beyond noise: what people ask for first, then the clearest, and last what markers placed anew can do."""
    found = [change for change in content.changes if change.verdict in BEYOND_NOISE]
    clearest = {change.definition.id: 0.0 for change in found}
    for change in found:
        clearest[change.definition.id] = max(clearest[change.definition.id], change.clearness)

    def place(change: MeasuredChange) -> tuple[bool, int, float, str, int]:
        name = change.definition.id
        first = FIRST.index(name) if name in FIRST else len(FIRST)
        return is_from_markers(change), first, -clearest[name], name, SIDES.index(change.side)

    return tuple(sorted(found, key=place))


def sentences_of(content: CompareContent, found: Sequence[MeasuredChange]) -> tuple[str, ...]:
    """What changed, measure by measure, and how many more; or that nothing did and what that means."""
    judged = [change for change in content.changes if change.verdict != "unknown"]
    if not judged:
        return ("Nothing can be told: no leg shows two whole strides in both runs, so nobody knows what noise is.",)
    if not found:
        return (f"Nothing {'changed' if content.same_speed else 'differs'} beyond noise.", _what_nothing_means(judged))
    by_measure: dict[str, list[MeasuredChange]] = {}
    for change in found:
        by_measure.setdefault(change.definition.id, []).append(change)
    told = [_sentence(changes) for changes in list(by_measure.values())[:SENTENCES]]
    further = len(by_measure) - len(told)
    if further:
        told.append(f"{further} more measure{'' if further == 1 else 's'} {'changed' if content.same_speed else 'differ'} beyond noise.")
    if content.same_speed and all(is_bare(change) for change in found):
        told.append("All of this is just beyond noise, which chance alone does to some of so many figures: believe it only if it repeats.")
    return tuple(told)


def change_row(change: MeasuredChange) -> ChangeRow:
    """One measure of one side in a table."""
    shown = read_as(change.definition)
    return ChangeRow(
        measure=f"{shown.label}, {change.side}",
        before=measure_in_words(shown, change.before),
        after=measure_in_words(shown, change.after),
        difference=difference_in_words(change),
        noise=noise_in_words(change),
        by_speed="" if change.by_speed is None else signed(shown, change.by_speed),
        verdict=verdict_in_words(change),
    )


def rows_by_family(changes: Sequence[MeasuredChange]) -> tuple[tuple[str, tuple[ChangeRow, ...]], ...]:
    """All measures, family by family, the sides of one beneath each other."""
    families = []
    for family, name in measure_families().items():
        of_family = [change for change in changes if change.definition.family == family]
        order = list(dict.fromkeys(change.definition.id for change in of_family))
        of_family.sort(key=lambda change: (order.index(change.definition.id), SIDES.index(change.side)))
        if of_family:
            families.append((name, tuple(change_row(change) for change in of_family)))
    return tuple(families)


def beside_rows(content: CompareContent) -> tuple[BesideRow, ...]:
    """The measures that people compare, before beside after; those that no side shows in both runs are left out."""
    rows = []
    for measure in FIRST:
        changes = {change.side: change for change in content.changes if change.definition.id == measure and change.difference is not None}
        if changes:
            rows.append(_beside_row(measure, [changes[side] for side in SIDES if side in changes]))
    return tuple(rows)


def _beside_row(measure: str, changes: Sequence[MeasuredChange]) -> BesideRow:
    shown = read_as(changes[0].definition)

    def spread(change: MeasuredChange) -> tuple[MeanAndSpread, MeanAndSpread]:
        before, after = ((shown.factor * (run.mean or 0.0), shown.factor * (run.sd or 0.0)) for run in (change.before, change.after))
        return before, after

    cells = {change.side: f"{shown.plain(change.before.mean or 0.0)} → {shown.number(change.after.mean or 0.0)}" for change in changes}
    verdict = "; ".join(side_verdict(change) for change in changes)
    if len({side_verdict(change).partition(" ")[2] for change in changes}) == 1 and len(changes) > 1:
        verdict = f"both sides {side_verdict(changes[0]).partition(' ')[2]}"
    words = "; ".join(f"{side} {cell.replace('→', 'to')}" for side, cell in cells.items())
    return BesideRow(
        measure=shown.label,
        left=cells.get("left", "not in both"),
        right=cells.get("right", "not in both"),
        strip=change_strip(measure, {change.side: spread(change) for change in changes}, alt=f"{shown.label}: {words}. {verdict}."),
        verdict=verdict,
        changed=any(change.verdict == "changed" for change in changes),
    )


def _sentence(changes: Sequence[MeasuredChange]) -> str:
    """'Contact time: left 15 ms shorter (231 → 216 ms), right 14 ms shorter (231 → 217 ms).'; what both sides did alike stands once."""
    shown = read_as(changes[0].definition)
    said = {
        change.side: f"{direction_in_words(change)} ({shown.plain(change.before.mean or 0.0)} → {shown.number(change.after.mean or 0.0)})"
        for change in changes
    }
    alike = len(said) == len(SIDES) and len(set(said.values())) == 1
    parts = [f"both sides {said[changes[0].side]}"] if alike else [f"{side} {words}" for side, words in said.items()]
    doubt = f"; {MARKERS_CAN_DO_THAT}" if changes[0].verdict == "changed" and is_from_markers(changes[0]) else ""
    return f"{shown.label}: {', '.join(parts)}{doubt}."


def _what_nothing_means(judged: Sequence[MeasuredChange]) -> str:
    """That a small change would not show, and how large one would have had to be."""
    least = []
    for measure in FIRST:
        of_measure = [change for change in judged if change.definition.id == measure and change.noise]
        if of_measure:
            shown = read_as(of_measure[0].definition)
            largest = max(max(change.noise or 0.0, change.definition.smallest_detectable or 0.0) for change in of_measure)
            least.append(f"{shown.label.lower()} by {shown.number(largest)}")
    needed = f" To show, these would have had to change: {and_list(least[:4])}." if least else ""
    return f"That does not mean that nothing changed: what is smaller than the noise stays hidden.{needed}"
