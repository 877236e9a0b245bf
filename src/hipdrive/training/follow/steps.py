"""Single steps of a dose: one forward by the rules of repetitions, load and hold, or one back."""

from dataclasses import dataclass, replace

from ...language import Text, verbatim
from ..log.dose import Dose, DoseLoad
from ..plan import progression
from ..plan.programme import ProgrammeLine
from .adapt_rules import AdaptRules
from .state import LineState


@dataclass(frozen=True, kw_only=True)
class DoseStep:
    """A changed line, and what changed."""

    line: ProgrammeLine
    rule: str
    before: Text
    after: Text
    load_steps: int = 0
    """Load steps up (1), down (-1) or none."""


def step_forward(state: LineState, *, as_asked: bool, may_rise: bool, rules: AdaptRules) -> DoseStep | None:
    """The one step forward that the rules allow now; None if the dose stays.

    Args:
        state: The line, its counts already holding the present session.
        as_asked: Whether every set was done as asked in the present session.
        may_rise: Whether the load may rise, as far as the other side is concerned.
        rules: Numbers of the rules.
    """
    line, dose = state.line, state.dose
    heavier = next_load(line, rules=rules)
    if heavier is not None and may_rise and load_is_due(state, heavier, rules=rules):
        rule = "jump_up" if dose.load is None or is_jump(dose.load, heavier, rules=rules) else "load_up"
        return _with_load(line, heavier, rule=rule, load_steps=1)
    if not as_asked:
        return None
    if dose.reps is not None and dose.reps[1] < line.allowed.reps[1]:
        more = min(dose.reps[1] + rules.dose.reps_step, float(line.allowed.reps[1]))
        return _with_dose(line, replace(dose, reps=(more, more)), rule="reps_up")
    longest = line.allowed.hold_s[1] if line.allowed.hold_s else 0.0
    if heavier is None and dose.hold_s is not None and dose.hold_s[0] < longest and state.tops >= rules.load_sessions:
        longer = min(dose.hold_s[0] + rules.hold_step_s, longest)
        return _with_dose(line, replace(dose, hold_s=(longer, longest)), rule="hold_up")
    return None


def load_is_due(state: LineState, heavier: DoseLoad, *, rules: AdaptRules) -> bool:
    """Whether enough sessions running were at the top for the next load; a jump also asks for repetitions in reserve."""
    if state.dose.load is None or is_jump(state.dose.load, heavier, rules=rules):
        return state.spare_tops >= rules.jump_sessions
    return state.tops >= rules.load_sessions


def next_load(line: ProgrammeLine, *, rules: AdaptRules) -> DoseLoad | None:
    """The next load of a line: the one 2 to 10 % above that the plan would take, else the next that is heavier by more or another band.

    Steps of less than 2 % are passed over. None if nothing heavier can be put together.
    """
    load = line.dose.load
    if load is None or load not in line.loads:
        return None
    small = progression.next_small_load(load, line.loads, rules=rules.dose)
    heavier = line.loads[line.loads.index(load) + 1 :]
    return small or next((other for other in heavier if is_jump(load, other, rules=rules)), None)


def share_up(load: DoseLoad, heavier: DoseLoad) -> float | None:
    """By which share of its mass a load is surpassed; None where that means nothing: another band, or a first weight."""
    if not load.mass_kg or not heavier.mass_kg or (load.band, load.strands) != (heavier.band, heavier.strands):
        return None
    return heavier.mass_kg / load.mass_kg - 1.0


def is_jump(load: DoseLoad, heavier: DoseLoad, *, rules: AdaptRules) -> bool:
    """Whether a step in load is beyond the largest share, or to another band or a first weight."""
    share = share_up(load, heavier)
    return share is None or share > rules.dose.load_step_high + 1e-9


def step_back(line: ProgrammeLine, *, rule: str, rules: AdaptRules) -> DoseStep | None:
    """The dose one step back: a lighter load, else least repetitions and shortest hold, else fewest sets; None at the lowest.

    The lighter load is the next one below by at least the step that is aimed at going up, the lightest if there is none.
    """
    dose, allowed, load = line.dose, line.allowed, line.dose.load
    lighter = line.loads[: line.loads.index(load)] if load in line.loads else ()
    if load is not None and lighter:
        by_a_step = [other for other in lighter if (share := share_up(other, load)) is None or share >= rules.dose.load_step - 1e-9]
        return _with_load(line, by_a_step[-1] if by_a_step else lighter[0], rule=rule, load_steps=-1)
    lowest = _lowest_counts(line)
    if lowest != dose:
        return _with_dose(line, lowest, rule=rule)
    if dose.sets[1] > allowed.sets[0]:
        fewest = float(allowed.sets[0])
        return _with_dose(line, replace(dose, sets=(fewest, fewest)), rule=rule)
    return None


def _lowest_counts(line: ProgrammeLine) -> Dose:
    """The dose with the least repetitions and the shortest hold."""
    dose, least = line.dose, float(line.allowed.reps[0])
    return replace(dose, reps=None if dose.reps is None else (least, least), hold_s=line.allowed.hold_s if dose.hold_s else None)


def with_load(line: ProgrammeLine, load: DoseLoad) -> ProgrammeLine:
    """A line with another load, at the least repetitions and the shortest hold."""
    return replace(line, dose=replace(_lowest_counts(line), load=load), set_up=progression.loaded(line.set_up, load))


def _with_load(line: ProgrammeLine, load: DoseLoad, *, rule: str, load_steps: int) -> DoseStep:
    return _step(line, with_load(line, load), rule=rule, load_steps=load_steps)


def _with_dose(line: ProgrammeLine, dose: Dose, *, rule: str) -> DoseStep:
    return _step(line, replace(line, dose=dose), rule=rule)


def _step(old: ProgrammeLine, new: ProgrammeLine, *, rule: str, load_steps: int = 0) -> DoseStep:
    return DoseStep(line=new, rule=rule, before=amount(old.dose), after=amount(new.dose), load_steps=load_steps)


def amount(dose: Dose) -> Text:
    """The dose without exercise and side, tempo and rest, such as '3x8 @12.5kg'."""
    return verbatim(str(replace(dose, tempo=None, rest_s=None, longest_rest_s=None, rir=None)).split(" ", 2)[2])
