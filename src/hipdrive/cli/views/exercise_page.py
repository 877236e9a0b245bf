"""The page of one exercise in the terminal."""

import math
from typing import TYPE_CHECKING

from ..door.outlet import show_paragraph, show_table
from .seesaw import show_seesaw

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


def _heading(words: str) -> None:
    show_paragraph(f"\n{words}", bold=True)


def _bullets(lines: tuple[str, ...]) -> None:
    for line in lines:
        show_paragraph(line, indent=4, first="-")


def _head(page: "ExercisePage") -> None:
    exercise = page.exercise
    show_paragraph(f"{exercise.name} ({exercise.id}; {', '.join(page.rows)})", bold=True)
    kind = "Mobility work" if exercise.kind == "mobility" else "Strength exercise"
    both = ", both hips at once" if exercise.both_hips else ""
    resistance = f" Resistance: {', '.join(exercise.resistance_kinds)}." if exercise.resistance_kinds else ""
    show_paragraph(
        f"{kind}, {exercise.position}, {exercise.laterality}{both}.{resistance} Equipment: {', '.join(exercise.equipment) or 'none'}."
    )
    for words in page.reconstructed:
        show_paragraph(words)
    if exercise.passive_range_deg:
        low, high = exercise.passive_range_deg
        show_paragraph(f"Moves the hip passively between {low:g} and {high:g}° of flexion; it has no load curve.")
    if exercise.variants:
        _heading("Variants")
        _bullets(
            tuple(f"{name}: {variant.label} ({', '.join(variant.rows)}; {variant.position})" for name, variant in exercise.variants.items())
        )
    if exercise.not_advised:
        _heading("Not advised")
        _bullets(tuple(f"for {who.who}: {who.why}" for who in exercise.not_advised))


def _how(page: "ExercisePage") -> None:
    exercise = page.exercise
    if exercise.prerequisites:
        _heading("First")
        _bullets(exercise.prerequisites)
    _heading("How to do it")
    for view in page.with_own_cues:
        if view.name:
            show_paragraph(f"{view.exercise.label}:", indent=2)
        for place, cue in enumerate(view.exercise.cues, start=1):
            show_paragraph(cue, indent=5, first=f"{place}.")
    if exercise.faults:
        _heading("Faults, and what to do")
        _bullets(tuple(f"{fault.says} -> {fault.do}{f' ({fault.row})' if fault.row else ''}" for fault in exercise.faults))
    _heading("Stop for")
    _bullets(page.stop_for)
    _heading("How much")
    for view in page.with_own_dose:
        label = f"{view.name}: " if view.name else ""
        show_paragraph(f"{label}{view.dose[0]}. {view.dose[1]}", indent=4, first="-")


def _loads(page: "ExercisePage") -> None:
    from ...range_words import range_name

    rows = [row for view in page.variants for row in _load_rows(view)]
    if not rows:
        return
    title = f"Where it loads, default set-up, {page.athlete.mass_kg:g} kg and {page.athlete.height_m:g} m (working leg: right)"
    columns = ("hip and action", "Nm/kg", "at °", "share by range, %")
    show_table(title, ("variant", *columns) if page.exercise.variants else columns, rows)
    names = ["/".join(range_name(action, name) for name in RANGES) for action in ACTIONS]
    show_paragraph(f"Share of the angular impulse: {names[0]} of flexors, {names[1]} of extensors")
    if any(peak.depends_on_pelvis for view in page.variants for peak in view.peaks):
        show_paragraph("* which range leads depends on the pelvis definition")
    for view in page.variants:
        for words in (*(effort.sentence for effort in view.efforts), *view.side_sentences):
            show_paragraph(f"{view.name}: {words}" if view.name else words, indent=4, first="-")
    for view in page.variants:
        if view.load is not None and not view.load.feasible:
            show_paragraph(f"{view.exercise.label or 'This body'}: {' '.join(note.message for note in view.load.notes[:1])}")


def _load_rows(view: "VariantView") -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for place, peak in enumerate(view.peaks):
        share = "/".join(f"{100 * peak.share[name]:.0f}" for name in RANGES) + ("*" if peak.depends_on_pelvis else "")
        cells = (f"{peak.side} {peak.action}s", f"{peak.moment_nm_kg:.2f}", str(round(math.degrees(peak.hip_flexion_rad))), share)
        rows.append(((view.name if place == 0 else ""), *cells) if view.name else cells)
    return rows


def _claims(page: "ExercisePage") -> None:
    if page.verdicts:
        _heading("What is said about it, and what the computation says")
    for verdict in page.verdicts:
        word = "Not computed." if verdict.holds is None else "Holds." if verdict.holds else "Does not hold."
        show_paragraph(f"{verdict.claim.says} ({verdict.claim.row})", indent=4, first="-")
        show_paragraph(f"{word} {verdict.sentence}", indent=4)


def _seesaws(page: "ExercisePage") -> None:
    if page.seesaws:
        _heading("Does one hip help the other? (P10, K11, D10)")
    for seesaw in page.seesaws:
        show_seesaw(page.label_of(seesaw.variant) or "Both hips at several loads", seesaw.steps, seesaw.sentence)


def _ladder(page: "ExercisePage") -> None:
    for name, moves in page.ladder_moves:
        _heading(f"On the ladder: {name}")
        _bullets(tuple(f"{direction}: {'; '.join(pairs)}. {words}" for direction, pairs, words in moves))


def _settings(page: "ExercisePage") -> None:
    first = page.variants[0]
    if page.exercise.kind == "mobility":
        return
    rows = [(row.key, row.default, row.allowed, row.meaning) for row in first.settings]
    show_table("What can be set (--set KEY=VALUE)", ("key", "default", "allowed", "meaning"), rows, words=True, whole=(0,))
    for view in page.variants[1:]:
        other = [f"{row.key} {row.default}" for row in view.settings if row not in first.settings and row.key != "variant"]
        if other:
            show_paragraph(f"{view.name} differs: {', '.join(other)}")


def _behind(page: "ExercisePage") -> None:
    _heading("What it is based on")
    _bullets(tuple(f"{remark.says}{f' ({remark.row})' if remark.row else ''}" for remark in page.exercise.remarks))
    for row in page.evidence:
        show_paragraph(f"{row.statement} - {row.verdict}.", indent=5, first=row.id)
