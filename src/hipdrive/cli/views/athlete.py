"""How stored athletes, and the erasing of one, look in the terminal."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...language import Text, en, joined, layout
from ..door.next_step import step_words
from ..door.outlet import show_heading, show_labelled, show_paragraph, show_table
from .vocabulary import short_day, word

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
KINDS: Mapping[str, Text] = {
    "ankle_kg": en("ankle weights {masses} kg"),
    "kettlebell_kg": en("kettlebells {masses} kg"),
    "dumbbell_kg": en("dumbbells {masses} kg"),
}
STATES: Mapping[str, Text] = {
    "settle_screen": en("STOP: screen"),
    "settle_pain": en("STOP: pain"),
    "pain_rests": en("partly resting"),
    "new_plan": en("resting: pain"),
    "answer_screen": en("no screen yet"),
    "renew_screen": en("screen too old"),
    "retest": en("retest"),
    "make_plan": en("no plan"),
    "train": en("training"),
}
"""Next step -> how somebody stands, in a word or two."""
GATE_WORDS: Mapping[str, Text] = {
    "early_range": en("loading the hip with the thigh behind the body (early range)"),
    "straight_leg_lift": en("lifts of both straight legs"),
    "sit_up": en("sit-ups"),
}
"""What a gate keeps out of a plan, in words."""


def typed(command: str, name: str) -> str:
    """What to type for an athlete."""
    return f"hipdrive {command} {shlex.quote(name)}"


def show_athletes(rows: Sequence["AthleteRowDocument"]) -> None:
    """A table of everybody."""
    if not rows:
        show_paragraph(en("No athlete is stored yet: add one with 'hipdrive athlete add NAME'."))
        return
    cells = [
        (
            row.name,
            STATES[row.next_step.step],
            _last_pain(row.last_pain),
            joined([_due(due) for due in row.due], ", ") or "-",
            row.next_session_on or "-",
        )
        for row in rows
    ]
    show_table("", (en("name"), en("now"), en("last pain"), en("due"), en("next session")), cells, words=True, whole=(1, 2, 4))
    held = [row for row in rows if row.next_step.held]
    if held:
        show_heading(en("Next"))
    for row in held:
        show_paragraph(layout("{name}: {step}", name=row.name, step=step_words(row.next_step, row.name)), indent=4, first="-")


def _last_pain(pain: "LastPainDocument | None") -> str:
    """How bad and where, such as '6/10, groin, right'."""
    if pain is None:
        return "-"
    site = "" if pain.site == "elsewhere" else word(pain.site)
    return joined((f"{pain.level}/10", site, word(pain.side or "")), ", ")


def _due(due: "DueDocument") -> Text:
    return layout("{what} {day}", what=word(due.what), day=short_day(due.on))


def show_athlete(athlete: "AthleteDocument") -> None:
    """Body, tests, screen, plan and equipment."""
    show_paragraph(athlete.name, bold=True)
    rows = [
        (en("Body"), _body(athlete)),
        (en("Consent"), en("given on {on}", on=athlete.consent_on)),
        (en("Screen"), _screen(athlete.screen, athlete.name)),
        (en("Plan"), _plan(athlete.plan, athlete.name)),
        (en("Owns"), _owned(athlete.equipment)),
        *([(en("Runs"), _runs(athlete.runs))] if athlete.runs else []),
        *((en("Note"), note.message) for note in athlete.notes),
        *([] if athlete.tests else [(en("Tests"), en("No tests yet: 'hipdrive test list' shows which there are."))]),
    ]
    show_labelled(rows)
    _show_tests(athlete)
    show_paragraph(en("Next: {step}", step=step_words(athlete.next_step, athlete.name)))


def _body(athlete: "AthleteDocument") -> Text:
    mass = en("no body mass stored")
    if athlete.mass_kg is not None:
        mass = en("{mass_kg:g} kg on {on}", mass_kg=athlete.mass_kg, on=athlete.mass_on)
    age = en("date of birth not stored")
    if athlete.age_years is not None:
        age = en("{years} years (born {born})", years=athlete.age_years, born=athlete.born)
    return joined((word(athlete.sex), layout("{height_m:.2f} m", height_m=athlete.height_m), mass, age), ", ")


def _show_tests(athlete: "AthleteDocument") -> None:
    """The last day of each test, and the sides that only the other's result tells of."""
    if not athlete.tests:
        return
    cells: list[tuple[object, ...]] = [
        (latest.name, word(latest.side or "-"), in_short(latest.same), _outcome(latest), latest.on, latest.count)
        for latest in athlete.tests
    ]
    cells += [(lent.name, word(lent.side), in_short(lent.same), lent_words(lent), lent.on, 0) for lent in athlete.untested]
    columns = (en("test"), en("side"), en("with"), en("result"), en("on"), en("in all"))
    show_table(en("Last day of each test"), columns, cells, words=True, whole=(1, 4))


def passed_words(passed: bool | None) -> Text:
    """'passed' or 'failed'."""
    return en("passed") if passed else en("failed")


def lent_words(lent: "UntestedSideDocument") -> Text:
    """What the other side lends to one that was not tested, in a few words."""
    amount = passed_words(lent.passed) if lent.value is None else layout("{value:.4g} {unit}", value=lent.value, unit=lent.unit)
    return en("not tested; {result} on the {side} (a guess)", result=amount, side=word(lent.borrowed_from))


def in_short(same: Mapping[str, float | str]) -> str:
    """Details of a result in one line."""
    details = [
        layout("{key} {value:g}" if isinstance(value, float | int) else "{key} {value}", key=key, value=value)
        for key, value in same.items()
    ]
    return joined(details, ", ") or "-"


def _outcome(latest: "LatestResultsDocument") -> Text:
    """Values or verdicts of one day in a few words."""
    if latest.values:
        values = joined([layout("{value:.4g}", value=value) for value in latest.values], ", ")
        return layout("{values} {unit}", values=values, unit=latest.unit)
    return joined([passed_words(passed) for passed in latest.passed], ", ")


def _screen(screen: "ScreenDocument | None", name: str) -> Text:
    if screen is None:
        return en("not answered yet: {command}", command=typed("screen", name))
    if screen.too_old:
        return en("answered on {on}, too long ago: answer it again with {command}", on=screen.on, command=typed("screen", name))
    if screen.stop:
        return joined((en("answered on {on}: stop, nothing is prescribed.", on=screen.on), *screen.refer))
    out = [GATE_WORDS[kind] for kind in dict.fromkeys(gate.kind for gate in screen.gates)]
    valid = en("answered on {on}, valid until {until}", on=screen.on, until=screen.holds_until)
    left = en("left out: {gates}", gates=joined(out, ", ")) if out else ""
    return joined((valid, left, joined(screen.refer)), "; ")


def _plan(plan: "PlanSummaryDocument | None", name: str) -> Text:
    if plan is None:
        return en("none: {command}", command=typed("plan --athlete", name))
    after = plan.next
    said = en(
        "{weeks} weeks from {on}, goal {goal}, {minutes:g} minutes a week",
        weeks=plan.weeks,
        on=plan.starts_on,
        goal=word(plan.goal),
        minutes=plan.minutes_per_week,
    )
    if after.status == "active":
        then = en("next session {on} (week {week})", on=after.on, week=after.week)
    elif after.status == "referred":
        then = en("it is stopped: {reason}", reason=after.reason)
    else:
        then = en("it is resting: {reason}", reason=after.reason)
    return layout("{plan}; {then}", plan=said, then=then)


def _owned(owned: "EquipmentDocument | None") -> Text:
    if owned is None:
        return en("not given, so an ordinary gym is assumed")
    words = [joined([word(thing) for thing in owned.has], ", ") or en("nothing")]
    words += [en("bands {bands}", bands=", ".join(owned.bands))] if owned.bands else []
    masses = {key: joined([layout("{kg:g}", kg=kg) for kg in getattr(owned, key)], ", ") for key in KINDS}
    words += [said.filled(masses=masses[key]) for key, said in KINDS.items() if masses[key]]
    return joined(words, "; ")


def _runs(runs: Sequence["KeptRunDocument"]) -> Text:
    last = runs[-1]
    return en("{count} kept, the last of {on} ({file})", count=len(runs), on=last.on, file=last.file_name)


def show_dropped_mass(mass_kg: float, on: date, left: "AthleteDocument") -> None:
    """Which mass no longer counts, and which does now."""
    if left.mass_kg is None:
        words = en("The {mass_kg:g} kg of {on} no longer count; no body mass is left.", mass_kg=mass_kg, on=on)
    else:
        words = en(
            "The {mass_kg:g} kg of {on} no longer count; {now_kg:g} kg of {now_on} now count.",
            mass_kg=mass_kg,
            on=on,
            now_kg=left.mass_kg,
            now_on=left.mass_on,
        )
    show_paragraph(words)


def show_runs(kept: "RunsDocument") -> None:
    """The runs that are kept, with the ids by which they are dropped."""
    if not kept.runs:
        command = f"{typed('athlete keep-run', kept.athlete)} RUN.json"
        show_paragraph(en("No run of {athlete} is kept yet: keep one with {command}.", athlete=kept.athlete, command=command))
        return
    cells = [(str(run.id)[:SHORT_ID], run.on, run.file_name) for run in kept.runs]
    show_table("", (en("id"), en("on"), en("run")), cells, words=True, whole=(0, 1))


def show_erasure(erasure: "ErasureDocument") -> None:
    """What was erased, and what is left to do by hand."""
    show_paragraph(en("{athlete} is erased: {count} entries in this store.", athlete=erasure.athlete, count=erasure.rows), bold=True)
    if erasure.backups:
        show_paragraph(en("Also erased from these backups; the other people in them stay:"))
    for path in erasure.backups:
        show_paragraph(path, indent=4, first="-")
    if not erasure.wiped:
        show_paragraph(en("Another program is reading the store: the last bytes go the next time it is opened."))
    if erasure.unreached:
        show_paragraph(en("These backups were not found or could not be opened; delete them by hand:"))
    for path in erasure.unreached:
        show_paragraph(path, indent=4, first="-")
    if erasure.exports:
        show_paragraph(en("These exports still contain the person's data; they are your own files, so delete them by hand:"))
    for path in erasure.exports:
        show_paragraph(path, indent=4, first="-")
