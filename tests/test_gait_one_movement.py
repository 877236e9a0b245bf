"""One recorded movement that is no run: a stride cut out as one says what the stride said; what no plate felt is not told."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command_line import Command, command_runner
from motion_files import opened, write_ground_forces, write_trc

from hipdrive import coach
from hipdrive.body import SIDES, Athlete, Side
from hipdrive.contract.runs.movement import movement_document
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.curve import MomentCurve
from hipdrive.errors import InputFileError, ValueOutOfRangeError
from hipdrive.gait import Cut, Movement, NamedContact, NotRunningError, OneMovement, Run, analyse_markers, analyse_movement, demand_curves
from hipdrive.gait.contact.named import ContactsContradictedError
from hipdrive.gait.contact.on_plates import Contact
from hipdrive.gait.movement.stride import Stride, strides_of
from hipdrive.gait.runners.reference import ReferenceTrial, reference_trial
from hipdrive.motion import FileContent, MarkerSet, Motion, load_marker_sets, read_motion, recognise, trc_text

SURE_TO_S = 0.01
"""A person names a contact no better than this."""


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    return reference_trial(strides=3)


@pytest.fixture(scope="module")
def markers(trial: ReferenceTrial) -> MarkerSet:
    return recognise(trial.run.labels, load_marker_sets())


@pytest.fixture(scope="module")
def solved(trial: ReferenceTrial, markers: MarkerSet) -> tuple[Run, Movement]:
    return analyse_markers(trial.run, trial.static, markers, trial.athlete)


def contacts_within(movement: Movement, from_s: float, to_s: float) -> tuple[NamedContact, ...]:
    """The contacts of a stretch of time as a person would name them, not quite exactly."""

    def named(contact: Contact) -> NamedContact:
        return NamedContact(side=contact.side, from_s=contact.initial_contact_s + SURE_TO_S, to_s=contact.toe_off_s - SURE_TO_S)

    inside = [
        contact
        for contact in (*movement.contacts, *movement.cut_contacts)
        if contact.initial_contact_s < to_s - 2 * SURE_TO_S and contact.toe_off_s > from_s
    ]
    return tuple(named(contact) for contact in inside)


def stride_of(movement: Movement, side: Side, *, treadmill: bool = True) -> tuple[Stride, Cut]:
    """A stride of one side, and the same as a movement that a person cuts."""
    strides, _ = strides_of(movement, treadmill=treadmill, file_name="run")
    stride = next(stride for stride in strides if stride.side == side)
    contacts = contacts_within(movement, stride.curve_start_s, stride.curve_end_s)
    return stride, Cut(from_s=stride.curve_start_s, to_s=stride.curve_end_s, contacts=contacts)


def on_side(curves: tuple[MomentCurve, ...], side: Side, *, phase: str = "") -> list[MomentCurve]:
    return [curve for curve in curves if curve.side == side and curve.phase.startswith(phase)]


def assert_alike(found: list[MomentCurve], expected: list[MomentCurve], *, atol: float) -> None:
    assert [(c.action, c.mode, c.phase) for c in found] == [(c.action, c.mode, c.phase) for c in expected]
    assert found
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.angle_rad, other.angle_rad)
        np.testing.assert_allclose(one.moment_nm_kg, other.moment_nm_kg, atol=atol)
        np.testing.assert_allclose(one.velocity_rad_s, other.velocity_rad_s, atol=atol)


@pytest.mark.parametrize("side", SIDES)
def test_a_stride_cut_out_as_a_movement_asks_what_the_stride_asks(
    trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement], side: Side
) -> None:
    stride, cut = stride_of(solved[1], side)
    one, _ = analyse_movement(trial.run, trial.static, markers, trial.athlete, cut=cut)
    assert_alike(on_side(one.demand, side), on_side(demand_curves(solved[1], [stride], source=""), side), atol=1e-9)
    assert {contact.side for contact in one.contacts} == set(SIDES)
    assert one.residual_rms_bw is not None


def test_without_plates_legs_in_the_air_say_the_same_and_legs_on_the_ground_nothing(
    trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement]
) -> None:
    stride, cut = stride_of(solved[1], "right")
    plain = [NamedContact(side=c.side, from_s=c.loaded_from_s, to_s=c.loaded_to_s) for c in solved[1].contacts]
    exact = replace(cut, contacts=tuple(c for c in plain if c.from_s < cut.to_s and c.to_s > cut.from_s))
    one, _ = analyse_movement(replace(trial.run, plates=()), trial.static, markers, trial.athlete, cut=exact)
    assert on_side(one.demand, "right", phase="stance") == on_side(one.demand, "left", phase="stance") == []
    expected = on_side(demand_curves(solved[1], [stride], source=""), "right", phase="swing")
    found = on_side(one.demand, "right", phase="swing")
    assert [(c.action, c.mode) for c in found] == [(c.action, c.mode) for c in expected]
    for air, plate in zip(found, expected, strict=True):  # of the last frame before a landing a plate already feels some
        np.testing.assert_allclose(air.moment_nm_kg[2:-2], plate.moment_nm_kg[2:-2], atol=1e-9)
    assert one.residual_rms_bw is None
    assert "stance_not_known" in [note.code for note in one.notes]


def test_a_foot_beside_the_plates_is_not_told_and_the_other_leg_is(
    trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement]
) -> None:
    """Only the right foot's plate is there: its own leg needs nothing else."""
    stride, cut = stride_of(solved[1], "right")
    right = tuple(plate for plate in trial.run.plates if plate.side == "right")
    one, _ = analyse_movement(replace(trial.run, plates=right), trial.static, markers, trial.athlete, cut=cut)
    assert_alike(on_side(one.demand, "right"), on_side(demand_curves(solved[1], [stride], source=""), "right"), atol=1e-9)
    assert on_side(one.demand, "left", phase="stance") == []
    assert on_side(one.demand, "left", phase="swing") != []


def without_side(run: Motion, corners_m: tuple[tuple[float, float, float], ...] | None = None) -> Motion:
    """The right foot's plate alone, as one that any foot may touch."""
    corners = None if corners_m is None else np.array(corners_m)
    return replace(run, plates=tuple(replace(plate, side=None, corners_m=corners) for plate in run.plates if plate.side == "right"))


def test_two_feet_on_one_plate_are_refused_unless_it_lies_elsewhere(
    trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement]
) -> None:
    _, cut = stride_of(solved[1], "right")
    stands = next(contact for contact in cut.contacts if contact.side == "right")
    both = replace(cut, contacts=(*cut.contacts, replace(stands, side="left", to_s=stands.to_s - 0.05)))
    with pytest.raises(ContactsContradictedError, match="both feet are on plate 1"):
        analyse_movement(without_side(trial.run), trial.static, markers, trial.athlete, cut=both)
    far = ((9.0, 0.0, 9.0), (9.5, 0.0, 9.0), (9.5, 0.0, 9.5), (9.0, 0.0, 9.5))
    one, _ = analyse_movement(without_side(trial.run, far), trial.static, markers, trial.athlete, cut=both)
    assert on_side(one.demand, "right", phase="stance") != []


def test_a_plate_that_nobody_is_said_to_stand_on_is_refused(
    trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement]
) -> None:
    _, cut = stride_of(solved[1], "right")
    only = replace(cut, contacts=tuple(contact for contact in cut.contacts if contact.side == "right"))
    with pytest.raises(ContactsContradictedError, match="no contact is named for that time; name that contact"):
        analyse_movement(trial.run, trial.static, markers, trial.athlete, cut=only)


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (Cut(from_s=-0.5, to_s=1.0), "The movement is -0.5 to 1 s, but must be within the recording"),
        (Cut(from_s=0.5, to_s=99.0), "within the recording"),
        (Cut(from_s=0.8, to_s=0.5), "within the recording"),
        (Cut(from_s=0.5, to_s=0.55), "at least 0.1 s long"),
        (Cut(from_s=float("nan"), to_s=1.0), "within the recording"),
        (Cut(from_s=0.5, to_s=1.0, contacts=(NamedContact(side="left", from_s=0.7, to_s=0.6),)), "the earlier time first"),
        (Cut(from_s=0.5, to_s=1.0, contacts=(NamedContact(side="left", from_s=1.2, to_s=1.4),)), "overlap the movement"),
    ],
)
def test_times_that_cannot_be_are_refused_in_one_sentence(trial: ReferenceTrial, markers: MarkerSet, cut: Cut, words: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=words):
        analyse_movement(trial.run, trial.static, markers, trial.athlete, cut=cut)


@pytest.mark.parametrize("text", ["left", "left=", "left=0.1", "up=0.1-0.2", "left=a-b", "0.1-0.2"])
def test_a_contact_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=r"such as left=0\.10-0\.45"):
        coach.named_contact(text)


def test_a_contact_is_read_as_people_type_it() -> None:
    assert coach.named_contact("left=0.10-0.45") == NamedContact(side="left", from_s=0.10, to_s=0.45)


@pytest.fixture(scope="module")
def one(trial: ReferenceTrial, markers: MarkerSet, solved: tuple[Run, Movement]) -> OneMovement:
    _, cut = stride_of(solved[1], "right")
    return analyse_movement(trial.run, trial.static, markers, trial.athlete, cut=cut)[0]


def test_its_json_goes_into_match_and_plan_and_is_called_one_recorded_movement(one: OneMovement) -> None:
    text = json_text(movement_document(one))
    demand = coach.demand_of_run_file(text, name="kick.json")
    assert demand.source == f"one recorded movement, {one.cut.from_s:.2f} to {one.cut.to_s:.2f} s"
    assert demand.speed_m_s is None
    assert [(c.side, c.action, c.mode) for c in demand.curves] == [(c.side, c.action, c.mode) for c in one.demand]
    prescription = coach.prescribe(demand)
    assert "demand_band" not in json.loads(json_text(coach.prescription_document(prescription)))
    assert any("one recorded movement" in sentence for sentence in prescription.plan().why)
    page = coach.report_page(prescription)
    assert "one recorded movement" in page
    assert "not yours" not in page


def test_what_only_a_run_has_is_null_or_empty_and_a_run_has_no_movement(one: OneMovement, solved: tuple[Run, Movement]) -> None:
    plain = json.loads(json_text(movement_document(one)))
    assert plain["schema"] == "hipdrive.run/1"
    for key in ("speed_m_s", "cadence_steps_per_min", "treadmill", "force_over_weight"):
        assert plain[key] is None
    assert plain["form"] == []
    assert [plain["sides"][side]["strides"] for side in SIDES] == [0, 0]
    assert {contact["side"] for contact in plain["movement"]["contacts"]} == set(SIDES)
    run = json.loads(json_text(run_document(solved[0])))
    assert "movement" not in run
    assert set(plain) - {"texts"} == {*run, "movement"} - {"texts"}


def test_of_one_leg_only_one_leg_is_asked_something(one: OneMovement) -> None:
    """A kick is not mirrored: the standing leg is not asked what the kicking one is."""
    right = replace(one, demand=tuple(on_side(one.demand, "right")))
    demand = coach.demand_of_run_file(json_text(movement_document(right)), name="kick.json")
    assert {curve.side for curve in demand.curves} == {"right"}
    assert demand.source.endswith("; right hip only")
    with pytest.raises(InputFileError, match="nothing is known of what the movement asks of the hips"):
        coach.demand_of_run_file(json_text(movement_document(replace(one, demand=()))), name="kick.json")


def test_a_movement_is_not_taken_for_a_run(one: OneMovement) -> None:
    """Such as by compare and keep-run, which read runs."""
    with pytest.raises(InputFileError, match=r"kick\.json: this is one movement, not a run; give the JSON of an analysed run"):
        coach.read_run(json_text(movement_document(one)), name="kick.json")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    return command_runner(monkeypatch, capsys, tmp_path / "store.db")


def test_the_command_writes_json_that_match_reads_and_keep_run_does_not(
    run: Command, trial: ReferenceTrial, solved: tuple[Run, Movement], tmp_path: Path
) -> None:
    write_trc(tmp_path / "kick.trc", trial.run)
    write_trc(tmp_path / "static.trc", trial.static)
    write_ground_forces(tmp_path / "grf.mot", trial.run.plates)
    _, cut = stride_of(solved[1], "right")
    words = ["movement", tmp_path / "kick.trc", "--static", tmp_path / "static.trc", "--grf", tmp_path / "grf.mot"]
    words += ["--mass-kg", 70, "--height-m", 1.76, "--from-s", cut.from_s, "--to-s", cut.to_s]
    for contact in cut.contacts:
        words += ["--contact", f"{contact.side}={contact.from_s:.3f}-{contact.to_s:.3f}"]
    shown = run(*words)
    assert "One movement" in shown.plain
    assert "right foot on the ground" in shown.plain
    plain = run(*words, "--json", "-").json()
    (tmp_path / "kick.json").write_text(json.dumps(plain), encoding="utf-8")
    matched = run("match", tmp_path / "kick.json", "--json", "-").json()
    assert matched["demand_source"].startswith("one recorded movement")
    assert matched["choices"]
    assert 0 == run("athlete", "add", "Ann", "--mass-kg", 70, "--height-m", 1.76, "--sex", "male", "--consent", "2024-01-02").code
    assert "one movement, not a run" in run("athlete", "keep-run", "Ann", tmp_path / "kick.json", "--on", "2026-01-02").err


def test_what_tells_a_run_only_is_refused_for_a_movement(trial: ReferenceTrial, tmp_path: Path) -> None:
    write_trc(tmp_path / "kick.trc", trial.run)
    with pytest.raises(InputFileError, match="needs a recording of quiet standing with the same markers"):
        coach.read_movement(opened(tmp_path / "kick.trc"), trial.athlete, static=None)


@pytest.mark.recordings
def test_a_recorded_sprint_stride_cut_out_asks_what_the_stride_asks(recordings: Path) -> None:
    folder, athlete = recordings / "dorn-sprint", Athlete(mass_kg=75.93, height_m=1.8)
    recording = coach.read_recording(opened(folder / "JA1Gait35.c3d"), athlete, static=opened(folder / "JA1Static05.c3d"))
    assert recording.static is not None
    run, movement = analyse_markers(recording.run, recording.static, recording.marker_set, athlete)
    for side in SIDES:
        _, cut = stride_of(movement, side, treadmill=False)
        found = coach.movement(recording, athlete, from_s=cut.from_s, to_s=cut.to_s, contacts=cut.contacts)
        assert_alike(on_side(found.demand, side), on_side(run.demand, side), atol=1e-9)


@pytest.mark.recordings
def test_a_recorded_jog_across_two_plates_cut_out_asks_what_the_stride_asks(recordings: Path) -> None:
    """Plug-in Gait without standing of its own: the same standing, put together from the run, serves both."""
    athlete = Athlete(mass_kg=67.79, height_m=1.75)
    recording = coach.read_recording(opened(recordings / "vicon-jog" / "jogging.c3d"), athlete)
    assert recording.static is not None
    run, movement = analyse_markers(recording.run, recording.static, recording.marker_set, athlete)
    _, cut = stride_of(movement, "right", treadmill=False)
    assert cut.from_s == pytest.approx(0.370, abs=0.01)
    found = coach.movement(recording, athlete, from_s=cut.from_s, to_s=cut.to_s, contacts=cut.contacts)
    assert any(len(contact.plates) == 2 for contact in found.contacts)
    assert_alike(on_side(found.demand, "right"), on_side(run.demand, "right"), atol=1e-9)


def frame_of(file: FileContent, *, at_s: float) -> FileContent:
    """One frame of a recording as a file of its own."""
    motion = read_motion(file)
    frame = int(np.argmin(np.abs(motion.time_s - at_s)))
    one = replace(motion, time_s=motion.time_s[frame : frame + 1], position_m=motion.position_m[frame : frame + 1])
    return FileContent(name="standing.trc", content=trc_text(one, name="standing.trc").encode())


@pytest.mark.recordings
def test_a_walk_with_both_feet_down_is_a_movement_though_no_run(recordings: Path) -> None:
    """A foot on each of two plates, for a while both: no run. There is no standing trial of it, which the quality tells."""
    athlete = Athlete(mass_kg=75.0, height_m=1.75)
    walk = opened(recordings / "vicon-jog" / "walking5.c3d")
    static = frame_of(walk, at_s=2.4)
    with pytest.raises(NotRunningError):
        coach.read_recording(walk, athlete, static=static)
    recording = coach.read_movement(walk, athlete, static=static)
    contacts = [coach.named_contact(text) for text in ("left=1.97-2.46", "right=2.39-2.96")]
    found = coach.movement(recording, athlete, from_s=2.0, to_s=2.9, contacts=contacts)
    assert [(contact.side, contact.plates) for contact in found.contacts] == [("left", (0,)), ("right", (1,))]
    assert found.contacts[1].initial_contact_s == pytest.approx(2.386, abs=0.005)
    assert found.quality.grade == "doubtful"
    exchanged = [replace(contact, side="left" if contact.side == "right" else "right") for contact in contacts]
    with pytest.raises(ContactsContradictedError, match="plate 1 pushes 73 cm away from the right foot"):
        coach.movement(recording, athlete, from_s=2.0, to_s=2.9, contacts=exchanged)
