"""The athlete's own file (TOML): body and strength tests, as far as known."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...body import SIDES, Athlete, Sex, Side
from ...capacity import StrengthTest
from ...curve import Action
from ...data.declared import declared, read_only
from ...data.fault import Fault, nearest
from ...errors import InputFileError, ValueOutOfRangeError
from ...gait import observation_keys
from ...language import en, layout

AGES = (5.0, 110.0)
"""Believable ages (years); our choice."""
WORDS_OF_A_TEST = ("side", "action")
ATHLETE_FILE_ADVICE = en(
    "write mass_kg, height_m, sex, perhaps age_years, and one [[tests]] per test with side, action ('flexor' or 'extensor'), force_n, "
    "lever_m, hip_flexion_deg (and limb_moment_nm if the limb's weight was not zeroed); [observations] may say on which side a sign was "
    "seen in a drill"
)


@dataclass(frozen=True, kw_only=True)
class AthleteFile:
    """What an athlete's file says."""

    athlete: Athlete
    age_years: float | None = None
    """Chooses the norms of strength; None if it is not told."""
    tests: tuple[StrengthTest, ...] = ()
    observations: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    """What was seen in drills, by key: the sides on which the sign was seen, none where it was looked for in vain."""


@dataclass(frozen=True, kw_only=True)
class _TestRow:
    """A strength test as it stands in the file."""

    side: Side
    action: Action
    force_n: float
    lever_m: float
    hip_flexion_deg: float
    knee_flexion_deg: float | None = None
    limb_moment_nm: float = 0.0


@dataclass(frozen=True, kw_only=True)
class _AthleteRows:
    """The file as it is written."""

    mass_kg: float
    height_m: float
    sex: Sex = "male"
    age_years: float | None = None
    tests: tuple[_TestRow, ...] = ()
    observations: Mapping[str, Literal["none", "left", "right", "both"]] = field(default_factory=dict)


def read_athlete(content: str | bytes, *, name: str) -> AthleteFile:
    """Read an athlete's file.

    Args:
        content: TOML text, UTF-8 where it is bytes.
        name: What sentences call the file.

    Returns:
        Body, tests and observations.

    Raises:
        InputFileError: If it is no TOML, misses or misspells a key, or a value is not of its type.
        ValueOutOfRangeError: If a value can't be.
    """
    try:
        plain = tomllib.loads(content if isinstance(content, str) else content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputFileError(name, en("this is not valid TOML ({error})", error=str(error)), ATHLETE_FILE_ADVICE) from None
    rows = declared(_AthleteRows, plain, file=name, refusal=_refusal)
    for key in rows.observations:
        if key not in observation_keys():
            found = en("the key '{key}' is not known{guess}", key=key, guess=nearest(key, observation_keys()))
            raise InputFileError(name, found, ATHLETE_FILE_ADVICE)
    return AthleteFile(
        athlete=Athlete(mass_kg=rows.mass_kg, height_m=rows.height_m, sex=rows.sex),
        age_years=_age(rows.age_years),
        tests=tuple(_test(row) for row in rows.tests),
        observations=read_only({key: SIDES_SEEN[seen] for key, seen in rows.observations.items()}),
    )


def athlete_as_toml(entry: AthleteFile, *, heading: str) -> str:
    """Write an athlete's file, with a heading as its first comment."""
    lines = [
        f"# {heading}",
        f"mass_kg = {entry.athlete.mass_kg:g}",
        f"height_m = {entry.athlete.height_m:g}",
        f'sex = "{entry.athlete.sex}"',
        *([] if entry.age_years is None else [f"age_years = {entry.age_years:g}"]),
    ]
    if entry.observations:
        words = {sides: word for word, sides in SIDES_SEEN.items()}
        lines += ["", "[observations]", *(f'{key} = "{words[sides]}"' for key, sides in entry.observations.items())]
    for test in entry.tests:
        lines += [
            "",
            "[[tests]]",
            f'side = "{test.side}"',
            f'action = "{test.action}"',
            f"force_n = {test.force_n:g}",
            f"lever_m = {test.lever_m:g}",
            f"hip_flexion_deg = {math.degrees(test.hip_flexion_rad):g}",
            *([] if test.knee_flexion_rad is None else [f"knee_flexion_deg = {math.degrees(test.knee_flexion_rad):g}"]),
            f"limb_moment_nm = {test.limb_moment_nm:g}",
        ]
    return "\n".join(lines) + "\n"


SIDES_SEEN: Mapping[str, tuple[Side, ...]] = {"none": (), "left": ("left",), "right": ("right",), "both": SIDES}


def _age(age_years: float | None) -> float | None:
    """The age, refused where nobody has it."""
    low, high = AGES
    if age_years is not None and not low <= age_years <= high:
        allowed = en("between {low:g} and {high:g}", low=low, high=high)
        raise ValueOutOfRangeError("age_years", layout("{years:g}", years=age_years), allowed)
    return age_years


def _test(row: _TestRow) -> StrengthTest:
    return StrengthTest(
        side=row.side,
        action=row.action,
        force_n=row.force_n,
        lever_m=row.lever_m,
        hip_flexion_rad=math.radians(row.hip_flexion_deg),
        knee_flexion_rad=None if row.knee_flexion_deg is None else math.radians(row.knee_flexion_deg),
        limb_moment_nm=row.limb_moment_nm,
    )


def _refusal(file: str, fault: Fault) -> InputFileError:
    """The error for an athlete's file; its keys are told apart by their names alone."""
    key = fault.key
    if fault.kind == "unknown":
        return InputFileError(file, en("the key '{key}' is not known{guess}", key=key, guess=fault.guess), ATHLETE_FILE_ADVICE)
    if fault.kind == "missing":
        found = en("a test has no '{key}'", key=key) if key in WORDS_OF_A_TEST else en("'{key}' is missing", key=key)
        return InputFileError(file, found, ATHLETE_FILE_ADVICE)
    if key == "tests":
        return InputFileError(file, en("'tests' is not a list of tables"), ATHLETE_FILE_ADVICE)
    if fault.path == ("observations",):
        return InputFileError(file, en("'observations' is not a table"), ATHLETE_FILE_ADVICE)
    if fault.allowed == "a number":
        found = en("'{key}' is {value}, which is not a number", key=key, value=repr(fault.value))
        return InputFileError(file, found, ATHLETE_FILE_ADVICE)
    found = en("'{key}' is {value}{guess}", key=key, value=repr(fault.value), guess=fault.guess)
    return InputFileError(file, found, en("write {allowed}", allowed=fault.allowed))
