"""The verb load: what one set-up loads, at its own tempo, slowly and briskly, and whether this athlete can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ... import report
from ...body import Athlete
from ...body_words import SIDE_MUSCLES
from ...capacity import CapacityBand, capacities
from ...exercise import (
    NO_BAND,
    SLOW_TEMPO,
    Equipment,
    Exercise,
    Load,
    Value,
    efforts_of,
    exercise_of,
    lacking,
    own_exercises,
    read_tempo,
    rounded_to_owned,
    scene_of_set_up,
    share_at_once,
    solve_load,
    variant_of,
)
from ...exercise import LoadReport as LoadReport
from ...exercise import blocking_notes as blocking_notes
from ...language import Text, en, joined, layout, reader
from ...note import Note
from ..athletes.athlete_file import AthleteFile
from ..athletes.effort_scale import OWN, effort_scale, typical_strength
from ..athletes.for_analysis import Runner
from ..matching.strength_limit import with_strength_limit

SLOW_S, BRISK_S = (4.0, 4.0), (0.6, 1.0)
"""Seconds up and down of the slow and the brisk repetition that stand beside the chosen one; our choice."""
PICTURES_KEPT = 512
"""Small pictures of some 0.03 MB each."""
LONGEST_HOLD_S = 15.0
"""A longer hold would make a brisk phase too small a part of its repetition."""


def load(exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value]) -> Load:
    """What one set-up of an exercise loads; see exercise.solve_load."""
    return solve_load(exercise, athlete, set_up)


def load_report(
    exercise: Exercise | str,
    athlete: Athlete | AthleteFile | Runner,
    set_up: Mapping[str, Value] | None = None,
    *,
    equipment: Equipment | None = None,
) -> LoadReport:
    """What one set-up loads, at three tempos, judged against strength where more than a body is given.

    Args:
        exercise: The exercise or its id.
        athlete: The body; with an athlete's file or a runner strength is judged too.
        set_up: What differs from the default set-up.
        equipment: What is owned: its measured bands may be used, loads round to what can be put together, what is lacking is named.

    Raises:
        HipDriveError: If the exercise, a key or a value is not known or not allowed.
    """
    entry = None if isinstance(athlete, Athlete) else athlete
    body = athlete if isinstance(athlete, Athlete) else athlete.athlete
    bands = capacities(body, entry.tests, age_years=entry.age_years) if entry else ()
    declared, chosen = exercise_of(exercise) if isinstance(exercise, str) else exercise, dict(set_up or {})
    own_bands = equipment.bands if equipment else None

    def solved(tempo: str | None) -> Load:
        values = chosen if tempo is None else {**chosen, "tempo": tempo}
        unjudged = solve_load(declared, body, values, bands=own_bands)
        return with_strength_limit(unjudged, bands) if bands else unjudged

    main = solved(None)
    rounded = rounded_to_owned(variant_of(declared, chosen), main.set_up, equipment) if equipment else {}
    if rounded:
        chosen |= {key: nearest for key, (_, nearest) in rounded.items()}
        main = solved(None)
        words = [
            en("you cannot put together {wanted:g} kg from what you own, so {nearest:g} kg is used", wanted=wanted, nearest=nearest)
            for wanted, nearest in rounded.values()
        ]
        main = replace(main, facts=(*main.facts, Note(code="rounded_to_owned", text=layout("{words}.", words=joined(words, "; ")))))
    strength = effort_scale(bands, source=OWN) if entry and entry.tests else typical_strength(body)
    hold = min(read_tempo(str(main.set_up["tempo"])).hold_s, LONGEST_HOLD_S)
    variant = variant_of(declared, chosen)
    return LoadReport(
        exercise=variant,
        athlete=body,
        load=main,
        slow=solved(_tempo(SLOW_S, hold)),
        brisk=solved(_tempo(BRISK_S, hold)),
        efforts=efforts_of(main, solved(SLOW_TEMPO), strength, exercise=variant),
        effort_source=strength.source,
        share_at_once=share_at_once(main, strength),
        capacity_source=_source(entry, bands),
        lacks=_lacks(variant, main, equipment) if equipment else (),
    )


def pictures(
    exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value] | None = None, *, equipment: Equipment | None = None
) -> tuple[str, str] | None:
    """The still and the moving picture of a set-up as SVG documents; None where this body can't take the pose."""
    scene = scene_of_set_up(exercise, athlete, set_up or {}, bands=equipment.bands if equipment else None)
    return None if scene is None else (report.exercise_figure(scene), report.exercise_animation(scene))


def small_picture(exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value] | None = None) -> str | None:
    """Start and top of a set-up as an SVG document for paper; None where this body can't take the pose."""
    if not isinstance(exercise, str) or exercise in own_exercises():  # its file may change
        return _picture(exercise, athlete, set_up or {})
    now = reader()
    return _kept_picture(exercise, athlete, tuple(sorted((set_up or {}).items())), (now.code, now.day, now.units, now.ground))


@lru_cache(maxsize=PICTURES_KEPT)
def _kept_picture(exercise: str, athlete: Athlete, set_up: tuple[tuple[str, Value], ...], _for: tuple[object, ...]) -> str | None:
    """A picture for who reads alike, kept because solving one takes a tenth of a second."""
    return _picture(exercise, athlete, dict(set_up))


def _picture(exercise: Exercise | str, athlete: Athlete, set_up: Mapping[str, Value]) -> str | None:
    scene = scene_of_set_up(exercise, athlete, set_up)
    return None if scene is None else report.small_figure(scene)


def _lacks(exercise: Exercise, load: Load, equipment: Equipment) -> tuple[Text, ...]:
    """What the exercise needs, and the band of this set-up, as far as they are not owned."""
    band = str(load.set_up.get("band", NO_BAND))
    bands = () if band in {NO_BAND, *equipment.bands} else (en("the {band} band", band=band),)
    return (*lacking(exercise, equipment), *bands)


def _tempo(seconds: tuple[float, float], hold_s: float) -> str:
    return f"{seconds[0]:g}-{hold_s:g}-{seconds[1]:g}"


def _source(entry: AthleteFile | Runner | None, bands: Sequence[CapacityBand]) -> Text:
    if entry is None:
        return en("The load was not compared with anyone's strength: give an athlete's file (--athlete) with strength tests.")
    if not entry.tests:
        return en("Strength is a guess from published norms: the athlete's file has no test.")
    tested = sorted({SIDE_MUSCLES[band.side, band.action] for band in bands if band.basis == "test"})
    return en(
        "Strength comes from tests of {muscles}; the rest is borrowed from the other side or from published norms.",
        muscles=joined(tested, ", "),
    )
