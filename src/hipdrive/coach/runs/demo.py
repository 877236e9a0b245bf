"""The verb demo: a synthetic runner carried through the whole chain, from recording to report."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...body import SEGMENT_TABLES, SIDES, Athlete, Side
from ...body_words import SIDE_MUSCLE, SIDE_WORDS
from ...capacity import StrengthTest
from ...contract.plans.plan import plan_document
from ...contract.runs.run import run_document
from ...contract.wire import json_text
from ...gait import Run
from ...gait.runners.reference import reference_trial
from ...language import Text, en, joined, layout
from ...motion import FileContent, ground_forces_text, trc_text
from ...note import SYNTHETIC, Note
from ...report.words import amounts_in_words
from ...speed import speed_in_words
from ...training import Plan
from ..athletes.athlete_file import AthleteFile, athlete_as_toml, read_athlete
from ..matching.offer import Progress
from ..planning.match import Prescription, demand_of_run, prescribe, prescription_document
from .analyse import Recording, analyse_recording, read_recording
from .report import report_page

TESTS = (
    StrengthTest(side="right", action="flexor", force_n=265.0, lever_m=0.40, hip_flexion_rad=0.0, limb_moment_nm=43.0),
    StrengthTest(side="left", action="flexor", force_n=215.0, lever_m=0.40, hip_flexion_rad=0.0, limb_moment_nm=43.0),
    StrengthTest(side="right", action="extensor", force_n=480.0, lever_m=0.40, hip_flexion_rad=math.radians(45.0)),
)
"""Three tests of an invented athlete: flexors lying on the back with a straight leg (whose own 43 Nm they hold besides the dynamometer),
the left a seventh weaker than the right, and the right extensors at 45 deg; all near the norms of Anderson 2007."""

PEAK = ("peak_hip_flexor_moment_nm_kg", "hip_flexion_at_peak_flexor_moment_rad")


@dataclass(frozen=True, kw_only=True)
class Demo:
    """What the demo made."""

    run: Run
    prescription: Prescription
    plan: Plan
    files: Mapping[str, str]
    """Texts by name: run.trc, grf.mot, static.trc, athlete.toml, run.json, match.json, plan.json and report.html."""
    summary: tuple[Text, ...]
    """At most 20 lines for people."""


def demo(*, progress: Progress | None = None) -> Demo:
    """Make the synthetic reference runner and carry it through the whole chain.

    The recording and the athlete's file are written and read back as a user's files would be.

    Args:
        progress: Called with how many of the load curves are done, and how many there are.

    Returns:
        Results, all files and a summary.
    """
    trial = reference_trial()
    athlete_text = athlete_as_toml(AthleteFile(athlete=trial.athlete, tests=TESTS), heading="An invented athlete: no person was measured.")
    entry = read_athlete(athlete_text, name="athlete.toml")
    recorded = {
        "run.trc": trc_text(trial.run, name="run.trc"),
        "grf.mot": ground_forces_text(trial.run.plates, name="grf.mot"),
        "static.trc": trc_text(trial.static, name="static.trc"),
    }
    recording = _read_back(recorded, entry.athlete)
    (run, _), (other_segments, _) = analyse_recording(recording, entry.athlete, tables=SEGMENT_TABLES)
    run = replace(run, notes=(Note(SYNTHETIC, trial.about), *run.notes))
    prescription = prescribe(demand_of_run(run), athlete=entry.athlete, tests=entry.tests, age_years=entry.age_years, progress=progress)
    plan = prescription.plan()
    results = {
        "athlete.toml": athlete_text,
        "run.json": json_text(run_document(run)),
        "match.json": json_text(prescription_document(prescription)),
        "plan.json": json_text(plan_document(plan)),
        "report.html": report_page(prescription, plan=plan, other_segments=other_segments, synthetic=True),
    }
    return Demo(
        run=run, prescription=prescription, plan=plan, files=recorded | results, summary=_summary(run, entry.athlete, prescription, plan)
    )


def _read_back(recorded: Mapping[str, str], athlete: Athlete) -> Recording:
    run, forces, static = (FileContent(name, recorded[name].encode()) for name in ("run.trc", "grf.mot", "static.trc"))
    return read_recording(run, athlete, static=static, grf=forces)


def _summary(run: Run, athlete: Athlete, prescription: Prescription, plan: Plan) -> tuple[Text, ...]:
    """Lines for people."""
    left, right = run.sides["left"], run.sides["right"]
    best = prescription.match.choices[0]
    return (
        en("SYNTHETIC runner: mean curves of 12 men (Fukuchi 2017) posed as one recording; the athlete and the tests are invented."),
        en(
            "  {mass:g} kg, {height:g} m; {speed}, {cadence:.0f} steps/min, {strides} strides, marker error {error_mm:.1f} mm",
            mass=athlete.mass_kg,
            height=athlete.height_m,
            speed=speed_in_words(run.speed_m_s),
            cadence=run.cadence_steps_per_min,
            strides=left.strides + right.strides,
            error_mm=1000 * run.marker_error_rms_m,
        ),
        *(_peak_words(run, side) for side in SIDES),
        en("Strength: {source}", source=prescription.capacity_source),
        en(
            "Best single set-up: {exercise}, {muscle} (trains {least:.0f}-{most:.0f} % of what the stride asks of it)",
            exercise=best.candidate.name,
            muscle=SIDE_MUSCLE[best.side, best.action],
            least=100 * best.coverage[0],
            most=100 * best.coverage[1],
        ),
        en("Plan: {weeks} weeks, {minutes:g} min a week; first session:", weeks=plan.weeks, minutes=plan.minutes_per_week),
        *_first_session_words(plan),
    )


def _first_session_words(plan: Plan) -> list[Text]:
    """One line an exercise: 'Standing march: each side, 3 × 7, black band, 2 strands'."""
    lines = plan.sessions[0].lines
    words = []
    for name in dict.fromkeys(line.name for line in lines):
        amounts = amounts_in_words([line for line in lines if line.name == name])
        words.append(layout("  {name}: {amounts}", name=name, amounts=joined((joined(amount, ", ") for amount in amounts), "; ")))
    return words


def _peak_words(run: Run, side: Side) -> Text:
    """The largest flexor moment of one side and where it lies; every side of the synthetic runner has whole strides."""
    moment, angle = (run.sides[side].measures[name].mean for name in PEAK)
    return en(
        "  {side} hip: largest flexor moment {moment:.2f} Nm/kg at {angle_deg:.0f}° of flexion",
        side=SIDE_WORDS[side],
        moment=moment,
        angle_deg=math.degrees(angle or 0.0),
    )
