"""The page of one exercise in the terminal."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import en, joined, layout
from ..door.outlet import show_heading, show_paragraph, show_table
from ..door.units import as_typed
from .seesaw import show_seesaw
from .vocabulary import holds_words, muscles, word

if TYPE_CHECKING:
    from ...coach import ExercisePage, VariantView
    from ...curve import Action, Range

RANGES: tuple["Range", ...] = ("early", "mid", "end")
ACTIONS: tuple["Action", ...] = ("flexor", "extensor")


def show_page(page: "ExercisePage") -> None:
    """Print everything about one exercise."""
    _head(page)
    _how(page)
    _loads(page)
    _claims(page)
    _seesaws(page)
    _ladder(page)
    _settings(page)
    _behind(page)


def _bullets(lines: Sequence[str]) -> None:
    for line in lines:
        show_paragraph(line, indent=4, first="-")


def _head(page: "ExercisePage") -> None:
    exercise = page.exercise
    show_paragraph(layout("{name} ({id}; {rows})", name=exercise.name, id=exercise.id, rows=", ".join(page.rows)), bold=True)
    kind = en("Mobility work") if exercise.kind == "mobility" else en("Strength exercise")
    both = en("both hips at once") if exercise.both_hips else ""
    resistance = joined([word(name) for name in exercise.resistance_kinds], ", ")
    equipment = joined([word(thing) for thing in exercise.equipment], ", ") or en("none")
    sentences = (
        layout("{kind}.", kind=joined((kind, word(exercise.position), word(exercise.laterality), both), ", ")),
        en("Resistance: {resistance}.", resistance=resistance) if resistance else "",
        en("Equipment: {equipment}.", equipment=equipment),
    )
    show_paragraph(joined(sentences))
    for words in page.reconstructed:
        show_paragraph(words)
    if exercise.passive_range_deg:
        low, high = exercise.passive_range_deg
        show_paragraph(en("Moves the hip passively between {low:g} and {high:g}° of flexion; it has no load curve.", low=low, high=high))
    if exercise.variants:
        show_heading(en("Variants"))
        _bullets(
            [
                layout(
                    "{name}: {label} ({rows}; {position})",
                    name=name,
                    label=variant.label,
                    rows=", ".join(variant.rows),
                    position=word(variant.position),
                )
                for name, variant in exercise.variants.items()
            ]
        )
    if exercise.not_advised:
        show_heading(en("Not advised"))
        _bullets([en("for {who}: {why}", who=who.who, why=who.why) for who in exercise.not_advised])


def _how(page: "ExercisePage") -> None:
    exercise = page.exercise
    if exercise.prerequisites:
        show_heading(en("First"))
        _bullets(exercise.prerequisites)
    show_heading(en("How to do it"))
    for view in page.with_own_cues:
        if view.name:
            show_paragraph(layout("{label}:", label=view.exercise.label), indent=2)
        for place, cue in enumerate(view.exercise.cues, start=1):
            show_paragraph(cue, indent=5, first=f"{place}.")
    if exercise.faults:
        show_heading(en("Faults, and what to do"))
        _bullets([_with_row(layout("{fault} -> {do}", fault=fault.says, do=fault.do), fault.row) for fault in exercise.faults])
    show_heading(en("Stop for"))
    _bullets(page.stop_for)
    show_heading(en("How much"))
    for view in page.with_own_dose:
        dose = layout("{dose}. {source}", dose=view.dose[0], source=view.dose[1])
        show_paragraph(_of_variant(view, dose), indent=4, first="-")


def _of_variant(view: "VariantView", words: str) -> str:
    """Words with the name of the variant before them, where there are variants."""
    return layout("{variant}: {words}", variant=view.name, words=words) if view.name else words


def _with_row(words: str, row: str) -> str:
    """Words with the row of the sources behind them, where they have one."""
    return layout("{words} ({row})", words=words, row=row) if row else words


def _loads(page: "ExercisePage") -> None:
    from ...range_words import range_name

    rows = [row for view in page.variants for row in _load_rows(view)]
    if not rows:
        return
    title = en(
        "Where it loads, default set-up, {mass_kg:g} kg and {height_m:g} m (working leg: right)",
        mass_kg=page.athlete.mass_kg,
        height_m=page.athlete.height_m,
    )
    columns = (en("hip and action"), "Nm/kg", en("at °"), en("share by range, %"))
    show_table(title, (en("variant"), *columns) if page.exercise.variants else columns, rows)
    names = [joined([range_name(action, name) for name in RANGES], "/") for action in ACTIONS]
    show_paragraph(en("Share of the angular impulse: {ranges} of flexors, {others} of extensors", ranges=names[0], others=names[1]))
    if any(peak.depends_on_pelvis for view in page.variants for peak in view.peaks):
        show_paragraph(en("* which range leads depends on the pelvis definition"))
    for view in page.variants:
        for words in (*(effort.sentence for effort in view.efforts), *view.side_sentences):
            show_paragraph(_of_variant(view, words), indent=4, first="-")
    for view in page.variants:
        if view.load is not None and not view.load.feasible:
            reason = joined([note.message for note in view.load.notes[:1]])
            show_paragraph(layout("{who}: {reason}", who=view.exercise.label or en("This body"), reason=reason))


def _load_rows(view: "VariantView") -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for place, peak in enumerate(view.peaks):
        share = "/".join(f"{100 * peak.share[name]:.0f}" for name in RANGES) + ("*" if peak.depends_on_pelvis else "")
        moment = layout("{moment:.2f}", moment=peak.moment_nm_kg)
        cells = (muscles((peak.side,), peak.action), moment, round(math.degrees(peak.hip_flexion_rad)), share)
        rows.append(((view.name if place == 0 else ""), *cells) if view.name else cells)
    return rows


def _claims(page: "ExercisePage") -> None:
    if page.verdicts:
        show_heading(en("What is said about it, and what the computation says"))
    for verdict in page.verdicts:
        show_paragraph(layout("{claim} ({row})", claim=verdict.claim.says, row=verdict.claim.row), indent=4, first="-")
        show_paragraph(joined((holds_words(verdict.holds), verdict.sentence)), indent=4)


def _seesaws(page: "ExercisePage") -> None:
    if page.seesaws:
        show_heading(en("Does one hip help the other? (P10, K11, D10)"))
    for seesaw in page.seesaws:
        show_seesaw(page.label_of(seesaw.variant) or en("Both hips at several loads"), seesaw.steps, seesaw.sentence)


def _ladder(page: "ExercisePage") -> None:
    for name, moves in page.ladder_moves:
        show_heading(en("On the ladder: {ladder}", ladder=name))
        _bullets(
            [
                layout("{direction}: {steps}. {words}", direction=direction, steps=joined(pairs, "; "), words=words)
                for direction, pairs, words in moves
            ]
        )


def _settings(page: "ExercisePage") -> None:
    first = page.variants[0]
    if page.exercise.kind == "mobility":
        return
    rows = [(row.key, row.default, row.allowed, row.meaning) for row in first.settings]
    columns = (en("key"), en("default"), en("allowed"), en("meaning"))
    with as_typed():
        show_table(en("What can be set (--set KEY=VALUE)"), columns, rows, words=True, whole=(0,))
        for view in page.variants[1:]:
            other = [
                layout("{key} {default}", key=row.key, default=row.default)
                for row in view.settings
                if row not in first.settings and row.key != "variant"
            ]
            if other:
                show_paragraph(en("{variant} differs: {settings}", variant=view.name, settings=joined(other, ", ")))


def _behind(page: "ExercisePage") -> None:
    show_heading(en("What it is based on"))
    _bullets([_with_row(remark.says, remark.row) for remark in page.exercise.remarks])
    for row in page.evidence:
        show_paragraph(layout("{statement} - {verdict}.", statement=row.statement, verdict=row.verdict), indent=5, first=row.id)
