"""The panel: described people whose plans are held to every rule of a plan, and printed for a coach to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID, uuid5

from hipdrive import coach
from hipdrive.body import SIDES, Side
from hipdrive.capacity import ScreenAnswers, TestResult, questions
from hipdrive.coach.athletes.known_athlete import Known
from hipdrive.coach.following.follower import Follower
from hipdrive.coach.planning.plan import OwnPlan, PlanBasis, plan_known
from hipdrive.exercise.owned.equipment import Equipment, default_equipment
from hipdrive.exercise.owned.equipment_file import read_equipment
from hipdrive.store import Person, Stored
from hipdrive.store.entries.people import BodyMass
from hipdrive.training import Terms
from hipdrive.training.plan.plan_rules import Experience

TODAY = date(2026, 3, 2)
"""A Monday."""
OWNED = {
    "nothing": "has = []\n",
    "mat": 'has = ["mat"]\n',
    "band_and_chair": 'has = ["mat", "chair", "band"]\n[bands]\nown = ["red", "green", "blue"]\n',
    "ankle_weights": 'has = ["mat", "chair", "bench", "box"]\n[weights]\nankle_kg = [1, 1, 2]\n',
    "home_gym": (
        'has = ["mat", "chair", "bench", "box", "band", "ankle cuff", "pull-up bar", "wall"]\n[bands]\nown = ["red", "green", "blue"]\n'
        "[weights]\nankle_kg = [1, 2, 3]\nkettlebell_kg = [8, 12, 16]\ndumbbell_kg = [5, 10]\n"
    ),
}
"""What is owned, by name; 'full_gym' is the ordinary gym."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One described person, and what is asked."""

    name: str
    words: str
    """The person as a coach would describe him or her."""
    mass_kg: float
    height_m: float
    sex: str
    age: int
    owned: str
    goal: str = "distance"
    minutes: float = 45.0
    experience: Experience = "some"
    speed_m_s: float = 3.5
    yes: tuple[str, ...] = ()
    """Questions of the screen that are answered with yes."""
    forces_n: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(side, action) -> isometric test at 0.40 m, hip at 0 deg."""
    failed: tuple[str, ...] = ()
    """Rows of tests that are failed on the left."""
    banned: tuple[str, ...] = ()
    sessions: int | None = None


def _both(flexor: float, extensor: float) -> dict[tuple[str, str], float]:
    return {(side, action): force for side in SIDES for action, force in (("flexor", flexor), ("extensor", extensor))}


PANEL = (
    Member(name="ann", words="Runs three times a week, owns nothing.", mass_kg=62, height_m=1.70, sex="female", age=34, owned="nothing"),
    Member(
        name="bea",
        words="Beginner with nothing at home.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=28,
        owned="nothing",
        experience="new",
        minutes=30,
    ),
    Member(name="cat", words="Runner with bands and a chair.", mass_kg=62, height_m=1.70, sex="female", age=41, owned="band_and_chair"),
    Member(
        name="dan",
        words="Sprinter in a full gym.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=23,
        owned="full_gym",
        goal="sprint",
        minutes=90,
        speed_m_s=4.5,
    ),
    Member(
        name="eli",
        words="Heavy beginner, full gym.",
        mass_kg=120,
        height_m=1.88,
        sex="male",
        age=45,
        owned="full_gym",
        experience="new",
        minutes=60,
    ),
    Member(
        name="fay",
        words="Light and strong climber-runner, ankle weights.",
        mass_kg=45,
        height_m=1.55,
        sex="female",
        age=30,
        owned="ankle_weights",
        forces_n=_both(260, 320),
    ),
    Member(
        name="gus",
        words="Seventy-five, walks and jogs, bands and a chair.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=75,
        owned="band_and_chair",
        goal="general",
        experience="new",
        minutes=40,
        speed_m_s=2.5,
    ),
    Member(
        name="hal",
        words="Fourteen, guardian and clinician agreed, home gym.",
        mass_kg=45,
        height_m=1.55,
        sex="male",
        age=14,
        owned="home_gym",
        goal="sprint",
        yes=("guardian_agreed", "clinician_agreed"),
    ),
    Member(
        name="ivy",
        words="Pain at the front of the hip, home gym.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=36,
        owned="home_gym",
        yes=("anterior_hip_pain",),
    ),
    Member(
        name="jon",
        words="Unstable hip, full gym, sprint.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=27,
        owned="full_gym",
        goal="sprint",
        yes=("hip_instability_or_labrum",),
    ),
    Member(
        name="kim",
        words="Low back pain, home gym.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=50,
        owned="home_gym",
        yes=("back_pain",),
        goal="general",
    ),
    Member(
        name="leo",
        words="Hip surgery behind him, surgeon agreed, ankle weights.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=58,
        owned="ankle_weights",
        yes=("hip_surgery", "clinician_agreed"),
    ),
    Member(
        name="mia",
        words="Fifteen minutes a week, bands and a chair.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=39,
        owned="band_and_chair",
        minutes=15,
    ),
    Member(
        name="ned",
        words="Fifteen minutes a week, full gym, sprint.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=31,
        owned="full_gym",
        goal="sprint",
        minutes=15,
    ),
    Member(name="oda", words="Two hours a week, home gym.", mass_kg=62, height_m=1.70, sex="female", age=26, owned="home_gym", minutes=120),
    Member(
        name="pit",
        words="Two hours a week, full gym, general, four sessions.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=38,
        owned="full_gym",
        goal="general",
        minutes=120,
        sessions=4,
    ),
    Member(
        name="que",
        words="Left hip much weaker than the right, home gym.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=33,
        owned="home_gym",
        forces_n={("left", "flexor"): 170, ("right", "flexor"): 270, ("left", "extensor"): 260, ("right", "extensor"): 340},
    ),
    Member(
        name="ray",
        words="Tested on the right side only, full gym.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=29,
        owned="full_gym",
        forces_n={("right", "flexor"): 300, ("right", "extensor"): 380},
    ),
    Member(
        name="sue",
        words="Very weak, heavy, bands and a chair.",
        mass_kg=120,
        height_m=1.88,
        sex="female",
        age=62,
        owned="band_and_chair",
        goal="general",
        experience="new",
        minutes=30,
        forces_n=_both(90, 110),
    ),
    Member(
        name="tom",
        words="Very strong, full gym, sprint.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=25,
        owned="full_gym",
        goal="sprint",
        minutes=60,
        speed_m_s=4.5,
        forces_n=_both(420, 560),
    ),
    Member(
        name="una",
        words="Failed the seated lift (A02), bands and a chair.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=44,
        owned="band_and_chair",
        failed=("A02",),
    ),
    Member(
        name="vic",
        words="Failed the thigh to the ribs (A01), home gym.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=47,
        owned="home_gym",
        failed=("A01",),
    ),
    Member(
        name="wil",
        words="Does not want anything that works both hips, full gym.",
        mass_kg=80,
        height_m=1.83,
        sex="male",
        age=35,
        owned="full_gym",
        goal="general",
        banned=(
            "bent_knee_march",
            "bike_pedal",
            "band_hip_drive_thrust",
            "horizontal_scissor",
            "vertical_scissor",
            "step_up_drive",
            "sled_drag",
            "high_knee_skip",
            "independent_crank_cycling",
        ),
    ),
    Member(
        name="xan",
        words="Sixteen, new, guardian and clinician agreed, mat.",
        mass_kg=62,
        height_m=1.70,
        sex="male",
        age=16,
        owned="mat",
        experience="new",
        yes=("guardian_agreed", "clinician_agreed"),
        minutes=20,
    ),
    Member(
        name="yva",
        words="Older strong runner of 68, ankle weights.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=68,
        owned="ankle_weights",
        minutes=60,
    ),
    Member(
        name="zoe",
        words="New sprinter in a full gym.",
        mass_kg=62,
        height_m=1.70,
        sex="female",
        age=19,
        owned="full_gym",
        goal="sprint",
        experience="new",
    ),
)


@cache
def owned_of(name: str) -> Equipment:
    """What a member owns."""
    return default_equipment() if name == "full_gym" else read_equipment(OWNED[name], file=f"{name}.toml")


@cache
def demand_at(speed_m_s: float) -> coach.StrideDemand:
    """Typical demand."""
    return coach.demand_at(speed_m_s)


def basis_of(member: Member) -> PlanBasis:
    """What a store would hold of a member."""
    person = Person(
        uid=uuid5(UUID(int=0), member.name),
        name=member.name.capitalize(),
        sex=member.sex,  # type: ignore[arg-type]
        height_m=member.height_m,
        consent_on=TODAY,
        born=date(TODAY.year - member.age, 1, 15),
        created_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    results = tuple(_test(side, action, force) for (side, action), force in member.forces_n.items())  # type: ignore[arg-type]
    results += tuple(TestResult(protocol=row, on=TODAY, side="left", passed=False) for row in member.failed)
    answers = ScreenAnswers(on=TODAY, age_years=member.age, yes={name: name in member.yes for name in questions()})
    entry = Stored(uid=uuid5(person.uid, "screen"), value=answers, created_at=person.created_at, corrects=None)
    athlete = Known(
        person=person,
        mass=BodyMass(on=TODAY, mass_kg=member.mass_kg),
        results=results,
        screens=(entry,),
        equipment=owned_of(member.owned),
        plan=None,
    )
    return PlanBasis(athlete=athlete, follower=Follower(person=person, plan=None, results=results, screens=(entry,)))


def _test(side: Side, action: str, force_n: float) -> TestResult:
    protocol = "isometric_hip_flexion" if action == "flexor" else "isometric_hip_extension"
    return TestResult(protocol=protocol, on=TODAY, side=side, value=force_n, details={"lever_m": 0.40, "hip_flexion_deg": 0.0})


def terms_of(member: Member) -> Terms:
    """What a member asks for."""
    return Terms(goal=member.goal, minutes_per_week=member.minutes, sessions_per_week=member.sessions, banned=member.banned)


@cache
def plan_of(name: str) -> OwnPlan:
    """The plan of a member."""
    member = next(member for member in PANEL if member.name == name)
    return plan_known(basis_of(member), demand_at(member.speed_m_s), terms_of(member), today=TODAY, experience=member.experience)
