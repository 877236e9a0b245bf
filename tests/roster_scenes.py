"""Athletes for the coach's list: one for each reason to look at somebody, on a Friday of the third week of a plan written by hand."""

from datetime import UTC, date, datetime, time, timedelta

from follow_scenes import START, at_top, followed_by_hand, session

from hipdrive import coach
from hipdrive.capacity import ScreenAnswers, TestResult
from hipdrive.store import Store, add_person, add_plan, add_results, add_screen, add_session
from hipdrive.training import PainRecord, SessionRecord

TODAY = START + timedelta(days=18)
NOW = datetime.combine(TODAY, time(18), tzinfo=UTC)
MARKUP = "Jörg <b>Özil</b>"
LONG = "Maximiliane-Charlotte von und zu Hohenstein-Württemberg-Donnersmarck"
HURT = PainRecord(when="during", level=4, site="front_of_hip", side="left")
WORST = PainRecord(when="next_morning", level=7, site="lower_back")
DAYS = (0, 2, 7, 9, 14, 16)


def no_to_all(on: date) -> ScreenAnswers:
    """A safety screen that stops nothing."""
    questions = [question.id for question in coach.screen_questions().questions]
    return ScreenAnswers(on=on, age_years=30, yes=dict.fromkeys(questions, False))


def add_athlete(store: Store, name: str, *sessions: SessionRecord, screened: bool = True, planned: bool = True) -> None:
    """An athlete with a screen, the plan and sessions."""
    with store.writing(NOW) as unit:
        add_person(unit, name=name, sex="female", height_m=1.7, consent_on=START, born=date(1995, 3, 2), mass_kg=62.5)
        if screened:
            add_screen(unit, name, no_to_all(START))
        if planned:
            add_plan(unit, name, followed_by_hand())
        for done in sessions:
            add_session(unit, name, done)


def add_tests(store: Store, name: str, *, before_nm: float, after_nm: float) -> None:
    """A test of both sides, weeks apart."""
    details = {"lever_m": 0.4, "hip_flexion_deg": 0.0, "knee_flexion_deg": 90.0}
    with store.writing(NOW) as unit:
        for on, force in ((START - timedelta(days=60), before_nm), (TODAY - timedelta(days=3), after_nm)):
            results = [
                TestResult(protocol="isometric_hip_flexion", on=on, side=side, value=force, details=details) for side in ("left", "right")
            ]
            add_results(unit, name, results)


def add_everybody(store: Store) -> None:
    """One athlete for each reason, and one for whom there is none; in the alphabet's order, which is not the list's."""
    add_athlete(store, "Al Trains", *[at_top(day) for day in DAYS])
    add_athlete(store, "Bea Changed", *[at_top(day) for day in DAYS])
    add_tests(store, "Bea Changed", before_nm=120.0, after_nm=190.0)
    add_athlete(store, "Cy Missed", at_top(0))
    add_athlete(store, "Di Stalled", *[session(day, "LR 3x5 rir 0") for day in DAYS])
    add_athlete(store, "Ed Hurts", at_top(0), at_top(14), session(16, "LR 3x5 rir 2", pains=[HURT]))
    add_athlete(store, "Flo Stopped", at_top(0), session(14, "LR 3x5 rir 2", pains=[WORST]))
    add_athlete(store, MARKUP, screened=False, planned=False)
    add_athlete(store, LONG, planned=False)
