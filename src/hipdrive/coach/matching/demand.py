"""What the stride asks of the hips, and whose stride it is: analysed, from a file, or typical at a speed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ...body import OTHER_SIDE, SIDES, Athlete
from ...body_words import SIDE_WORDS
from ...contract.curve import curve_from
from ...contract.runs.run import (
    RUN_FILE_ADVICE,
    MovementDocument,
    RunDemandDocument,
    body_from,
    read_kept_demand,
    read_run,
    read_run_demand,
    run_from,
)
from ...curve import MomentCurve
from ...errors import Advice, HipDriveError, InputFileError
from ...gait import FASTEST_DEMAND_M_S, SLOWEST_M_S, DemandBand, Run, demand_band, typical_demand, typical_source
from ...language import Text, en, joined
from ...note import SYNTHETIC
from ...units import km_h_from_m_s


@dataclass(frozen=True, kw_only=True)
class StrideDemand:
    """What the stride asks, and whose stride it is."""

    curves: tuple[MomentCurve, ...]
    source: Text
    speed_m_s: float | None
    """None for a movement that is no run."""
    athlete: Athlete | None = None
    """The runner, where a recording says so."""
    band: DemandBand | None = None
    """How far other runners' demand lies from this, where it is typical; None where it was recorded."""
    run: Run | None = None
    """The analysed run that it comes from; None where it is typical, a movement, or a file that holds no whole run."""


def demand_of_run(run: Run) -> StrideDemand:
    """The demand of an analysed run.

    A side without a whole stride is taken to be asked the same as the other, and a run that tells no moments asks what is typical at its
    speed; the source says so.
    """
    if not run.demand and SLOWEST_M_S <= run.speed_m_s <= FASTEST_DEMAND_M_S:
        typical = demand_at(run.speed_m_s)
        source = en("{typical}; the recording itself gives no hip moments", typical=typical.source)
        return replace(typical, source=source, athlete=run.athlete, run=run)
    return replace(_own_demand(run.demand, speed_m_s=run.speed_m_s, athlete=run.athlete, made_up=run.synthetic), run=run)


def _own_demand(curves: tuple[MomentCurve, ...], *, speed_m_s: float, athlete: Athlete, made_up: bool) -> StrideDemand:
    whose = en("made-up reference runner at {speed:.1f} km/h, not yours") if made_up else en("own run at {speed:.1f} km/h")
    source = [whose.filled(speed=km_h_from_m_s(speed_m_s))]
    for side in SIDES:
        own = [int(curve.count.max()) for curve in curves if curve.side == side]
        if own and max(own) == 1:
            source.append(en("only one whole stride of the {side} leg was recorded", side=SIDE_WORDS[side]))
    for side, other in OTHER_SIDE.items():
        if curves and all(curve.side == other for curve in curves):
            curves += tuple(replace(curve, side=side) for curve in curves)
            assumed = en("no whole stride of the {side} leg was recorded, so we assume that it is asked the same as the {other}")
            source.append(assumed.filled(side=SIDE_WORDS[side], other=SIDE_WORDS[other]))
            break
    return StrideDemand(curves=curves, source=joined(source, "; "), speed_m_s=speed_m_s, athlete=athlete)


@lru_cache(maxsize=64)
def demand_at(speed_m_s: float) -> StrideDemand:
    """The demand of the mean stride at a speed on the level, 2 to 10 m/s: typical, not yours. Uphill demand is not known here."""
    return StrideDemand(
        curves=typical_demand(speed_m_s), source=typical_source(speed_m_s), speed_m_s=speed_m_s, band=demand_band(speed_m_s)
    )


def demand_of_run_file(content: str | bytes, *, name: str) -> StrideDemand:
    """The demand in the text of a run as JSON (hipdrive.run/1).

    Args:
        content: The text.
        name: What sentences call the file.

    Raises:
        InputFileError: If it is no JSON, no run of a schema known here, incomplete, or holds no demand.
    """
    demand = _demand_read(read_run_demand(content, name=name), name)
    return demand if demand.speed_m_s is None else replace(demand, run=_whole_run(content, name))


def demand_of_kept_run(kept: Mapping[str, object], *, name: str) -> StrideDemand:
    """The demand in a run as the store has it, of which nothing else is read. Otherwise as `demand_of_run_file`, without the run itself.

    Args:
        kept: The run's document.
        name: What sentences call it.
    """
    return _demand_read(read_kept_demand(kept, name=name), name)


def _demand_read(document: RunDemandDocument, name: str) -> StrideDemand:
    try:
        athlete, curves = body_from(document.athlete), tuple(curve_from(curve) for curve in document.demand)
    except HipDriveError as error:
        found = en("the run is incomplete or broken ({error})", error=error.words)
        raise InputFileError(name, found, RUN_FILE_ADVICE) from None
    if document.movement is not None:
        return _demand_of_movement(curves, document.movement, athlete=athlete, name=name)
    if document.speed_m_s is None:
        raise InputFileError(name, en("the run is incomplete or broken (it has no speed)"), RUN_FILE_ADVICE)
    if not curves:
        speed = document.speed_m_s
        words = en("analyse a recording with whole strides, or use what is typical at {speed:.1f} m/s instead", speed=speed)
        advice = Advice(words=words, step="take_typical", facts={"speed_m_s": f"{speed:.1f}"})
        raise InputFileError(name, en("the run holds no demand curves"), advice)
    made_up = any(note.code == SYNTHETIC for note in document.notes)
    return _own_demand(curves, speed_m_s=document.speed_m_s, athlete=athlete, made_up=made_up)


def _whole_run(content: str | bytes, name: str) -> Run | None:
    """The run itself, where the file holds all of it: a demand alone is enough to match and to plan."""
    try:
        return run_from(read_run(content, name=name))
    except HipDriveError:
        return None


def _demand_of_movement(curves: tuple[MomentCurve, ...], movement: MovementDocument, *, athlete: Athlete, name: str) -> StrideDemand:
    """The demand of one movement that is no run: of the sides that it tells, because a kick asks one leg what it doesn't ask the other."""
    if not curves:
        found = en("nothing is known of what the movement asks of the hips")
        raise InputFileError(name, found, en("cut it elsewhere, or record it on force plates"))
    source = [en("one recorded movement, {from_s:.2f} to {to_s:.2f} s", from_s=movement.from_s, to_s=movement.to_s)]
    told = {curve.side for curve in curves}
    if len(told) == 1:
        source.append(en("{side} hip only", side=SIDE_WORDS[told.pop()]))
    return StrideDemand(curves=curves, source=joined(source, "; "), speed_m_s=None, athlete=athlete)
