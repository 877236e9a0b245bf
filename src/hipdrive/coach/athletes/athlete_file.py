"""The athlete's own file (TOML): body and strength tests, as far as known."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...body import SIDES, Athlete, Side
from ...capacity import StrengthTest
from ...errors import InputFileError
from ...gait import observation_keys

TEST_KEYS = {"side", "action", "force_n", "lever_m", "hip_flexion_deg", "limb_moment_nm"}
BODY_KEYS = {"mass_kg", "height_m", "sex"}
WRITE_ATHLETE = (
    "write mass_kg, height_m, sex, and one [[tests]] each with side, action ('flexor' or 'extensor'), force_n, lever_m, hip_flexion_deg "
    "(and limb_moment_nm if the limb's weight was not zeroed); [observations] may say on which side a sign was seen in a drill"
)


@dataclass(frozen=True, kw_only=True)
class AthleteFile:
    """What an athlete's file says."""

    athlete: Athlete
    tests: tuple[StrengthTest, ...] = ()
    observations: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    """What was seen in drills, by key: the sides on which the sign was seen, none where it was looked for in vain."""


def read_athlete(content: str | bytes, *, name: str) -> AthleteFile:
    """Read an athlete's file.

    Args:
        content: TOML, UTF-8 where it is bytes.
        name: What sentences call the file.

    Returns:
        Body and tests.

    Raises:
        InputFileError: If it is no TOML, or misses or misspells a key.
        ValueOutOfRangeError: If a value can't be.
    """
    try:
        table = tomllib.loads(content if isinstance(content, str) else content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputFileError(name, f"this is not valid TOML ({error})", WRITE_ATHLETE) from None
    _refuse_keys(name, table, BODY_KEYS | {"tests", "observations"})
    athlete = Athlete(mass_kg=_number(name, table, "mass_kg"), height_m=_number(name, table, "height_m"), sex=table.get("sex", "male"))
    rows = table.get("tests", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputFileError(name, "'tests' is not a list of tables", WRITE_ATHLETE)
    return AthleteFile(athlete=athlete, tests=tuple(_test(name, row) for row in rows), observations=_observations(name, table))


def athlete_as_toml(entry: AthleteFile, *, heading: str) -> str:
    """Write an athlete's file, with a heading as its first comment."""
    lines = [
        f"# {heading}",
        f"mass_kg = {entry.athlete.mass_kg:g}",
        f"height_m = {entry.athlete.height_m:g}",
        f'sex = "{entry.athlete.sex}"',
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
            f"limb_moment_nm = {test.limb_moment_nm:g}",
        ]
    return "\n".join(lines) + "\n"


SIDES_SEEN: Mapping[str, tuple[Side, ...]] = {"none": (), "left": ("left",), "right": ("right",), "both": SIDES}


def _observations(name: str, table: Mapping[str, Any]) -> dict[str, tuple[Side, ...]]:
    """What was seen in drills: a table of keys, each with the side on which the sign was seen."""
    rows = table.get("observations", {})
    if not isinstance(rows, dict):
        raise InputFileError(name, "'observations' is not a table", WRITE_ATHLETE)
    _refuse_keys(name, rows, set(observation_keys()))
    for key, value in rows.items():
        if not isinstance(value, str) or value not in SIDES_SEEN:
            raise InputFileError(name, f"'{key}' is {value!r}", f"write {', '.join(repr(one) for one in SIDES_SEEN)}")
    return {key: SIDES_SEEN[value] for key, value in rows.items()}


def _test(name: str, row: Mapping[str, Any]) -> StrengthTest:
    _refuse_keys(name, row, TEST_KEYS)
    for key in ("side", "action"):
        if not isinstance(row.get(key), str):
            raise InputFileError(name, f"a test has no '{key}'", WRITE_ATHLETE)
    return StrengthTest(
        side=row["side"],
        action=row["action"],
        force_n=_number(name, row, "force_n"),
        lever_m=_number(name, row, "lever_m"),
        hip_flexion_rad=math.radians(_number(name, row, "hip_flexion_deg")),
        limb_moment_nm=_number(name, row, "limb_moment_nm") if "limb_moment_nm" in row else 0.0,
    )


def _number(name: str, row: Mapping[str, Any], key: str) -> float:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        found = "is missing" if value is None else f"is {value!r}, which is no number"
        raise InputFileError(name, f"'{key}' {found}", WRITE_ATHLETE)
    return float(value)


def _refuse_keys(name: str, row: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(row) - known)
    if unknown:
        raise InputFileError(name, f"the key '{unknown[0]}' is not known", WRITE_ATHLETE)
