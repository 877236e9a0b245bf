"""What changed between two runs: which changes come first, and how they are told."""

from collections.abc import Sequence

from ...body import SIDES
from ...body_words import SIDE_WORDS
from ...gait import MeasuredChange
from ...gait.measures.definitions import measure_families
from ...language import Text, and_list, en, en_count, joined, layout
from ..figures.change_strip import MeanAndSpread, change_strip
from ..shown_measures import CADENCE, COMPARED, ComparedMeasure, read_as
from .content import CompareContent
from .view import BesideRow, ChangeRow
from .words import (
    LEAST_TO_SHOW,
    MARKERS_CAN_DO_THAT,
    NOT_IN_BOTH,
    difference_in_words,
    direction_in_words,
    is_bare,
    is_from_markers,
    measure_in_words,
    noise_in_words,
    signed,
    sized_verdict,
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


def sentences_of(content: CompareContent, found: Sequence[MeasuredChange]) -> tuple[Text, ...]:
    """What changed, measure by measure, and how many more; or that nothing did and what that means."""
    judged = [change for change in content.changes if change.verdict != "unknown"]
    if not judged:
        return (en("Nothing can be told: no leg shows two whole strides in both runs, so nobody knows what noise is."),)
    if not found:
        nothing = en("Nothing changed beyond noise.") if content.same_speed else en("Nothing differs beyond noise.")
        return (nothing, _what_nothing_means(judged))
    by_measure: dict[str, list[MeasuredChange]] = {}
    for change in found:
        by_measure.setdefault(change.definition.id, []).append(change)
    told = [_sentence(changes) for changes in list(by_measure.values())[:SENTENCES]]
    further = len(by_measure) - len(told)
    if further and content.same_speed:
        told.append(en_count("{n} more measure changed beyond noise.", "{n} more measures changed beyond noise.", n=further))
    elif further:
        told.append(en_count("{n} more measure differs beyond noise.", "{n} more measures differ beyond noise.", n=further))
    if content.same_speed and all(is_bare(change) for change in found):
        told.append(
            en("All of this is just beyond noise, which chance alone does to some of so many figures: believe it only if it repeats.")
        )
    return tuple(told)


def change_row(change: MeasuredChange) -> ChangeRow:
    """One measure of one side in a table."""
    shown = read_as(change.definition)
    return ChangeRow(
        measure=layout("{measure}, {side}", measure=shown.label, side=SIDE_WORDS[change.side]),
        before=measure_in_words(shown, change.before),
        after=measure_in_words(shown, change.after),
        difference=difference_in_words(change),
        noise=noise_in_words(change),
        by_speed=Text("") if change.by_speed is None else signed(shown, change.by_speed),
        verdict=verdict_in_words(change),
    )


def rows_by_family(changes: Sequence[MeasuredChange]) -> tuple[tuple[Text, tuple[ChangeRow, ...]], ...]:
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

    verdicts = {change.side: sized_verdict(change) for change in changes}
    verdict = joined([layout("{side} {verdict}", side=SIDE_WORDS[side], verdict=words) for side, words in verdicts.items()], "; ")
    if len(set(verdicts.values())) == 1 and len(changes) > 1:
        verdict = en("both sides {verdict}", verdict=sized_verdict(changes[0]))
    ends = {change.side: _ends(shown, change) for change in changes}
    cells = {side: layout("{before} → {after}", **before_after) for side, before_after in ends.items()}
    said = joined([en("{side} {before} to {after}", side=SIDE_WORDS[side], **before_after) for side, before_after in ends.items()], "; ")
    alt = layout("{measure}: {changes}. {verdict}.", measure=shown.label, changes=said, verdict=verdict)
    return BesideRow(
        measure=shown.label,
        left=cells.get("left", NOT_IN_BOTH),
        right=cells.get("right", NOT_IN_BOTH),
        strip=change_strip(measure, {change.side: spread(change) for change in changes}, alt=alt),
        verdict=verdict,
        changed=any(change.verdict == "changed" for change in changes),
    )


def _ends(shown: ComparedMeasure, change: MeasuredChange) -> dict[str, str]:
    """The means before and after, the later one with its unit."""
    return {"before": shown.plain(change.before.mean or 0.0), "after": shown.number(change.after.mean or 0.0)}


def _sentence(changes: Sequence[MeasuredChange]) -> Text:
    """'Contact time: left 15 ms shorter (231 → 216 ms), right 14 ms shorter (231 → 217 ms).'; what both sides did alike stands once."""
    shown = read_as(changes[0].definition)
    said = {
        change.side: layout("{change} ({before} → {after})", change=direction_in_words(change), **_ends(shown, change))
        for change in changes
    }
    alike = len(said) == len(SIDES) and len(set(said.values())) == 1
    if alike:
        told: Text = en("both sides {change}", change=said[changes[0].side])
    else:
        told = joined([layout("{side} {change}", side=SIDE_WORDS[side], change=words) for side, words in said.items()], ", ")
    doubtful = changes[0].verdict == "changed" and is_from_markers(changes[0])
    return layout("{measure}: {changes}.", measure=shown.label, changes=joined((told, MARKERS_CAN_DO_THAT if doubtful else ""), "; "))


def _what_nothing_means(judged: Sequence[MeasuredChange]) -> Text:
    """That a small change would not show, and how large one would have had to be."""
    least = []
    for measure in FIRST:
        of_measure = [change for change in judged if change.definition.id == measure and change.noise]
        if of_measure:
            shown = read_as(of_measure[0].definition)
            largest = max(max(change.noise or 0.0, change.definition.smallest_detectable or 0.0) for change in of_measure)
            least.append(LEAST_TO_SHOW[measure].filled(size=shown.number(largest)))
    hidden = en("That does not mean that nothing changed: what is smaller than the noise stays hidden.")
    needed = en("To show, these would have had to change: {changes}.", changes=and_list(least[:4]))
    return joined((hidden, needed if least else ""))
