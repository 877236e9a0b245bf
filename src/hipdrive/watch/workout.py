"""A strength session as a FIT workout: every set with its rest, as a watch leads through it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from ..data.declared import shipped
from ..errors import HipDriveError
from ..language import Text, en

LONGEST_NAME_BYTES = 64
LONGEST_NOTES_BYTES = 200
MOST_STEPS = 50
"""What common watches hold."""
SERIAL_NUMBER = 1
UNKNOWN_CATEGORY = 65534
KILOGRAM, POUND = 1, 2
"""What FIT calls the units of a weight that is shown."""


class NoWorkoutError(HipDriveError):
    """A session in which nothing is to be done."""

    code = "no_workout"

    def __init__(self, why: Text) -> None:
        super().__init__(en("There is no session to put on a watch: {why}", why=why))


@dataclass(frozen=True, kw_only=True)
class WorkoutSet:
    """What one exercise asks of one side, in the words of whoever reads."""

    exercise: str
    """Its id."""
    name: str
    """With the side, as the step is called."""
    notes: str
    """The dose and the set-up in words."""
    reps: int | None = None
    hold_s: float | None = None
    """How long the set lasts where it is held; with repetitions, how long each is held."""
    distance_m: float | None = None
    weight_kg: float | None = None


@dataclass(frozen=True, kw_only=True)
class WorkoutBlock:
    """One exercise: its sides one after the other, and the rest; all of it so many times."""

    sides: tuple[WorkoutSet, ...]
    sets: int
    rest_s: float | None
    rest_name: str


@dataclass(frozen=True, kw_only=True)
class Workout:
    """A session for the wrist."""

    name: str
    warm_up: str = ""
    """What to do first; empty for nothing."""
    warm_up_name: str = ""
    warm_up_s: float = 0.0
    blocks: tuple[WorkoutBlock, ...]
    in_pounds: bool = False


@dataclass(frozen=True, kw_only=True)
class _Categories:
    source: str
    category: Mapping[str, str]


@cache
def workout_categories() -> _Categories:
    """What exercises are filed under on watches (data/watch/categories.toml)."""
    return shipped(_Categories, "watch", "categories.toml")


@dataclass(frozen=True, kw_only=True)
class _Step:
    """One step of the file: something to do, a rest, or going back."""

    name: str
    kind: str
    """'warm_up', 'set', 'rest' or 'again'."""
    notes: str = ""
    amount: WorkoutSet | None = None
    lasts_s: float | None = None
    back_to: int = 0
    times: int = 0


def workout_fit(workout: Workout, *, made_at: datetime) -> bytes:
    """Write a session as a FIT workout file.

    Args:
        workout: The session.
        made_at: The instant at which it is written.

    Returns:
        The file, with its check sums; it keeps the rules of FIT for workouts.

    Raises:
        NoWorkoutError: If nothing is to be done.
    """
    if not any(block.sides for block in workout.blocks):
        raise NoWorkoutError(en("nothing is asked."))
    from fit_tool.fit_file_builder import FitFileBuilder  # noqa: PLC0415 - its profile takes a moment to load

    steps = list(_steps(workout, whole=True))
    if len(steps) > MOST_STEPS:
        steps = list(_steps(workout, whole=False))
    if steps[-1].kind == "rest":  # nothing comes after it
        steps.pop()
    builder = FitFileBuilder(auto_define=True, strict=False)
    builder.add(_file_id(made_at))
    builder.add(_head(workout, len(steps)))
    for number, step in enumerate(steps):
        builder.add(_message(step, number, in_pounds=workout.in_pounds))
    made: bytes = builder.build().to_bytes()
    return made


def _steps(workout: Workout, *, whole: bool) -> Iterator[_Step]:
    """The steps in order.

    Args:
        workout: The session.
        whole: Whether each set stands as steps of its own; otherwise an exercise of several sets goes back to its first step. Makers do
            not agree whether going back counts as a step, so it is used only where a watch could not hold all sets.
    """
    number = 0
    if workout.warm_up:
        yield _Step(name=workout.warm_up_name, kind="warm_up", notes=workout.warm_up, lasts_s=workout.warm_up_s or None)
        number += 1
    for block in workout.blocks:
        if whole:
            for done in range(block.sets):
                yield from _one_set(block, done + 1)
            continue
        body = list(_one_set(block, None))
        yield from body
        if block.sets > 1:
            yield _Step(name="", kind="again", back_to=number, times=block.sets)
        number += len(body) + (block.sets > 1)


def _one_set(block: WorkoutBlock, number: int | None) -> Iterator[_Step]:
    """One set of each side and the rest; numbered where sets stand one after the other."""
    count = "" if number is None or block.sets == 1 else f" {number}/{block.sets}"
    for side in block.sides:
        yield _Step(name=f"{_cut(side.name, LONGEST_NAME_BYTES - len(count))}{count}", kind="set", notes=side.notes, amount=side)
    if block.rest_s:
        yield _Step(name=block.rest_name, kind="rest", lasts_s=block.rest_s)


def _file_id(made_at: datetime) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.profile.messages.file_id_message import FileIdMessage  # noqa: PLC0415 - as above
    from fit_tool.profile.profile_type import FileType, Manufacturer  # noqa: PLC0415 - as above

    head = FileIdMessage()
    head.type = FileType.WORKOUT
    head.manufacturer = Manufacturer.DEVELOPMENT.value
    head.product = 0
    head.serial_number = SERIAL_NUMBER
    head.time_created = 1000 * int(made_at.timestamp())
    return head


def _head(workout: Workout, steps: int) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.profile.messages.workout_message import WorkoutMessage  # noqa: PLC0415 - as above
    from fit_tool.profile.profile_type import Sport, SubSport  # noqa: PLC0415 - as above

    head = WorkoutMessage()
    head.workout_name = _cut(workout.name, LONGEST_NAME_BYTES)
    head.sport = Sport.TRAINING
    head.sub_sport = SubSport.STRENGTH_TRAINING
    head.num_valid_steps = steps
    return head


def _message(step: _Step, number: int, *, in_pounds: bool) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage  # noqa: PLC0415 - as above
    from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget  # noqa: PLC0415 - as above

    message = WorkoutStepMessage()
    message.message_index = number
    if step.kind == "again":
        message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
        message.duration_step = step.back_to
        message.target_type = WorkoutStepTarget.OPEN
        message.target_repeat_steps = step.times
        return message
    message.workout_step_name = _cut(step.name, LONGEST_NAME_BYTES)
    if step.notes:
        message.notes = _cut(step.notes, LONGEST_NOTES_BYTES)
    message.intensity = {"warm_up": Intensity.WARMUP, "set": Intensity.ACTIVE, "rest": Intensity.REST}[step.kind]
    _set_duration(message, step)
    message.target_type = WorkoutStepTarget.OPEN
    message.target_value = 0
    if step.amount is not None:
        _set_exercise(message, step.amount, in_pounds=in_pounds)
    return message


def _set_duration(message: Any, step: _Step) -> None:  # noqa: ANN401 - the library has no types
    """How a step ends: after repetitions, a distance, a time, or when the button is pressed."""
    from fit_tool.profile.profile_type import WorkoutStepDuration  # noqa: PLC0415 - as above

    amount = step.amount
    lasts_s = step.lasts_s if amount is None else amount.hold_s
    if amount is not None and amount.reps is not None:
        message.duration_type, message.duration_reps = WorkoutStepDuration.REPS, amount.reps
    elif amount is not None and amount.distance_m is not None:
        message.duration_type, message.duration_distance = WorkoutStepDuration.DISTANCE, amount.distance_m
    elif lasts_s:
        message.duration_type, message.duration_time = WorkoutStepDuration.TIME, lasts_s
    else:
        message.duration_type, message.duration_value = WorkoutStepDuration.OPEN, 0


def _set_exercise(message: Any, amount: WorkoutSet, *, in_pounds: bool) -> None:  # noqa: ANN401 - the library has no types
    """What is done, and with what weight."""
    from fit_tool.profile.profile_type import ExerciseCategory  # noqa: PLC0415 - as above

    filed = workout_categories().category.get(amount.exercise)
    message.exercise_category = UNKNOWN_CATEGORY if filed is None else ExerciseCategory[filed.upper()].value
    if amount.weight_kg is not None:
        message.exercise_weight = round(amount.weight_kg, 2)
        message.weight_display_unit = POUND if in_pounds else KILOGRAM


def _cut(text: str, most_bytes: int) -> str:
    """A text that fits its field: cut at a letter, with a sign that it goes on."""
    if len(text.encode()) <= most_bytes:
        return text
    mark = "…"
    return text.encode()[: most_bytes - len(mark.encode())].decode(errors="ignore").rstrip() + mark
