"""How stored athletes, and the erasing of one, look in the terminal."""

import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..door.next_step import step_words
from ..door.outlet import show_paragraph, show_table

if TYPE_CHECKING:
    from ...contract.athletes.athlete import (
        AthleteDocument,
        AthleteRowDocument,
        DueDocument,
        EquipmentDocument,
        ErasureDocument,
        KeptRunDocument,
        LastPainDocument,
        PlanSummaryDocument,
        RunsDocument,
    )
    from ...contract.athletes.result import LatestResultsDocument, UntestedSideDocument
    from ...contract.athletes.screen import ScreenDocument

SHORT_ID = 8
"""Letters of an id that are shown."""
KINDS = {"ankle_kg": "ankle weights", "kettlebell_kg": "kettlebells", "dumbbell_kg": "dumbbells"}
STATES: Mapping[str, str] = {
    "settle_screen": "STOP: screen",
    "settle_pain": "STOP: pain",
    "pain_rests": "partly resting",
    "new_plan": "resting: pain",
    "answer_screen": "no screen yet",
    "renew_screen": "screen too old",
    "retest": "retest",
    "make_plan": "no plan",
    "train": "training",
}
"""Next step -> how somebody stands, in a word or two."""
GATE_WORDS = {
    "early_range": "loading the hip with the thigh behind the body (early range)",
    "straight_leg_lift": "lifts of both straight legs",
    "sit_up": "sit-ups",
}
"""What a gate keeps out of a plan, in words."""


def typed(command: str, name: str) -> str:
    """What to type for an athlete."""
    return f"hipdrive {command} {shlex.quote(name)}"


def show_athletes(rows: Sequence["AthleteRowDocument"]) -> None:
    """A table of everybody."""
    if not rows:
        show_paragraph("No athlete is stored yet: add one with 'hipdrive athlete add NAME'.")
        return
    cells = [
        (
            row.name,
            STATES[row.next_step.step],
            _last_pain(row.last_pain),
            ", ".join(_due(due) for due in row.due) or "-",
            str(row.next_session_on or "-"),
        )
        for row in rows
    ]
    show_table("", ("name", "now", "last pain", "due", "next session"), cells, words=True, whole=(1, 2, 4))
    held = [row for row in rows if row.next_step.held]
    if held:
        show_paragraph("\nNext", bold=True)
    for row in held:
        show_paragraph(f"{row.name}: {step_words(row.next_step, row.name)}", indent=4, first="-")


def _last_pain(pain: "LastPainDocument | None") -> str:
    """How bad and where, such as '6/10, groin, right'."""
    if pain is None:
        return "-"
    site = "" if pain.site == "elsewhere" else pain.site.replace("_", " ")
    return ", ".join(word for word in (f"{pain.level}/10", site, pain.side or "") if word)


def _due(due: "DueDocument") -> str:
    return f"{due.what} {due.on:%m-%d}"


def show_athlete(athlete: "AthleteDocument") -> None:
    """Body, tests, screen, plan and equipment."""
    mass = "no body mass stored" if athlete.mass_kg is None else f"{athlete.mass_kg:g} kg on {athlete.mass_on}"
    age = "date of birth not stored" if athlete.age_years is None else f"{athlete.age_years} years (born {athlete.born})"
    show_paragraph(athlete.name, bold=True)
    rows = [
        ("Body", f"{athlete.sex}, {athlete.height_m:.2f} m, {mass}, {age}"),
        ("Consent", f"given on {athlete.consent_on}"),
        ("Screen", _screen(athlete.screen, athlete.name)),
        ("Plan", _plan(athlete.plan, athlete.name)),
        ("Owns", _owned(athlete.equipment)),
        *([("Runs", _runs(athlete.runs))] if athlete.runs else []),
    ]
    for label, text in rows:
        show_paragraph(text, indent=9, first=label.ljust(8))
    for note in athlete.notes:
        show_paragraph(note.message, indent=9, first="Note".ljust(8))
    _show_tests(athlete)
    show_paragraph(f"Next: {step_words(athlete.next_step, athlete.name)}")


def _show_tests(athlete: "AthleteDocument") -> None:
    """The last day of each test, and the sides that only the other's result tells of."""
    if not athlete.tests:
        show_paragraph("No tests yet: 'hipdrive test list' shows which there are.", indent=9, first="Tests".ljust(8))
        return
    cells = [
        (latest.name, latest.side or "-", in_short(latest.same), _outcome(latest), str(latest.on), str(latest.count))
        for latest in athlete.tests
    ]
    cells += [(lent.name, lent.side, in_short(lent.same), lent_words(lent), str(lent.on), "0") for lent in athlete.untested]
    show_table("Last day of each test", ("test", "side", "with", "result", "on", "in all"), cells, words=True, whole=(1, 4))


def lent_words(lent: "UntestedSideDocument") -> str:
    """What the other side lends to one that was not tested, in a few words."""
    outcome = "passed" if lent.passed else "failed"
    amount = outcome if lent.value is None else f"{lent.value:.4g} {lent.unit}"
    return f"not tested; {amount} on the {lent.borrowed_from} (a guess)"


def in_short(same: Mapping[str, float | str]) -> str:
    """Details of a result in one line."""
    return ", ".join(f"{key} {value:g}" if isinstance(value, float | int) else f"{key} {value}" for key, value in same.items()) or "-"


def _outcome(latest: "LatestResultsDocument") -> str:
    """Values or verdicts of one day in a few words."""
    if latest.values:
        return f"{', '.join(f'{value:.4g}' for value in latest.values)} {latest.unit}"
    return ", ".join("passed" if passed else "failed" for passed in latest.passed)


def _screen(screen: "ScreenDocument | None", name: str) -> str:
    if screen is None:
        return f"not answered yet: {typed('screen', name)}"
    said = f"answered on {screen.on}"
    if screen.too_old:
        return f"{said}, too long ago: answer it again with {typed('screen', name)}"
    if screen.stop:
        return f"{said}: stop, nothing is prescribed. {' '.join(screen.refer)}"
    out = list(dict.fromkeys(GATE_WORDS[gate.kind] for gate in screen.gates))
    left = f"; left out: {', '.join(out)}" if out else ""
    refer = f"; {' '.join(screen.refer)}" if screen.refer else ""
    return f"{said}, valid until {screen.holds_until}{left}{refer}"


def _plan(plan: "PlanSummaryDocument | None", name: str) -> str:
    if plan is None:
        return f"none: {typed('plan --athlete', name)}"
    after = plan.next
    said = f"{plan.weeks} weeks from {plan.starts_on}, goal {plan.goal}, {plan.minutes_per_week:g} minutes a week"
    if after.status != "active":
        return f"{said}; it {'is stopped' if after.status == 'referred' else 'is resting'}: {after.reason}"
    return f"{said}; next session {after.on} (week {after.week})"


def _owned(owned: "EquipmentDocument | None") -> str:
    if owned is None:
        return "not given, so an ordinary gym is assumed"
    words = [", ".join(owned.has) or "nothing"]
    words += [f"bands {', '.join(owned.bands)}"] if owned.bands else []
    words += [f"{said} {', '.join(f'{kg:g}' for kg in getattr(owned, key))} kg" for key, said in KINDS.items() if getattr(owned, key)]
    return "; ".join(words)


def _runs(runs: Sequence["KeptRunDocument"]) -> str:
    last = runs[-1]
    return f"{len(runs)} kept, the last of {last.on} ({last.file_name})"


def show_runs(kept: "RunsDocument") -> None:
    """The runs that are kept, with the ids by which they are dropped."""
    if not kept.runs:
        show_paragraph(f"No run of {kept.athlete} is kept yet: keep one with {typed('athlete keep-run', kept.athlete)} RUN.json.")
        return
    cells = [(str(run.id)[:SHORT_ID], str(run.on), run.file_name) for run in kept.runs]
    show_table("", ("id", "on", "run"), cells, words=True, whole=(0, 1))


def show_erasure(erasure: "ErasureDocument") -> None:
    """What was erased, and what is left to do by hand."""
    show_paragraph(f"{erasure.athlete} is erased: {erasure.rows} entries in this store.", bold=True)
    if erasure.backups:
        show_paragraph("Also erased from these backups; the other people in them stay:")
    for path in erasure.backups:
        show_paragraph(path, indent=4, first="-")
    if not erasure.wiped:
        show_paragraph("Another program is reading the store: the last bytes go the next time it is opened.")
    if erasure.unreached:
        show_paragraph("These backups were not found or could not be opened; delete them by hand:")
    for path in erasure.unreached:
        show_paragraph(path, indent=4, first="-")
    if erasure.exports:
        show_paragraph("These exports still contain the person's data; they are your own files, so delete them by hand:")
    for path in erasure.exports:
        show_paragraph(path, indent=4, first="-")
