"""The plan: what to do week by week, from the best complementary set, within the minutes there are, safety first."""

from dataclasses import dataclass, replace
from typing import Any

from ..body import Side
from ..errors import BudgetTooSmallError, NothingToPlanError, ValueOutOfRangeError
from .best_set import BestSet, best_set
from .candidate import Candidate
from .dose import dose_minutes
from .match import Choice, Match
from .progression import set_up_with, weekly_doses
from .rules import DoseRules, Preset, dose_rules, goal_of, plan_limits, preset_of, safety_rows
from .schedule import DOSE_SIDES, Slot, fill_week, item_minutes, item_range, side_of_all


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One exercise of one side in one session."""

    exercise: str
    name: str
    side: str
    """'left', 'right', or 'both' where the sides alternate."""
    dose: str
    """In the dose notation."""
    set_up: dict[str, Any]
    stop_for: tuple[str, ...]
    why: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        plain = {"exercise": self.exercise, "name": self.name, "side": self.side, "dose": self.dose, "set_up": self.set_up}
        return {**plain, "stop_for": list(self.stop_for), "why": list(self.why)}


@dataclass(frozen=True, kw_only=True)
class PlanSession:
    """One session."""

    week: int
    day: int
    """Day of the week, 1 to 7."""
    minutes: float
    lines: tuple[PlanLine, ...]

    def as_json(self) -> dict[str, Any]:
        """The session as plain values."""
        return {"week": self.week, "day": self.day, "minutes": self.minutes, "lines": [line.as_json() for line in self.lines]}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Weeks of training with what stands before them and what comes after."""

    goal: str
    preset: str
    weeks: int
    minutes_per_week: float
    before: tuple[str, ...]
    """Red flags, the pain rule and cautions: to be read before the first line."""
    why: tuple[str, ...]
    sessions: tuple[PlanSession, ...]
    retest: tuple[str, ...]
    chosen: BestSet

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values (schema hipdrive.plan/1)."""
        return {
            "schema": "hipdrive.plan/1",
            "goal": self.goal,
            "preset": self.preset,
            "weeks": self.weeks,
            "minutes_per_week": self.minutes_per_week,
            "before": list(self.before),
            "why": list(self.why),
            "sessions": [session.as_json() for session in self.sessions],
            "retest": list(self.retest),
            "best_set": self.chosen.as_json(),
        }


def make_plan(
    found: Match,
    *,
    goal: str = "distance",
    preset: str = "standard",
    minutes_per_week: float | None = None,
    weeks: int | None = None,
    sessions_per_week: int | None = None,
    demand_source: str = "",
    capacity_source: str = "",
) -> Plan:
    """Plan weeks of training: the largest complementary set that fits the budget, dosed within each source's range.

    Args:
        found: A match.
        goal: 'distance', 'sprint' or 'general' (data/training/goals.toml).
        preset: 'modest' or 'standard' (data/training/presets.toml); the next three replace its numbers.
        minutes_per_week: Minutes a week in all.
        weeks: Number of weeks; the last one is the retest week.
        sessions_per_week: Sessions a week.
        demand_source: Words for the stride behind the match, for the reasons.
        capacity_source: Words for the capacity behind the match.

    Raises:
        UnknownNameError: If goal or preset is unknown.
        ValueOutOfRangeError: If a number is outside what may be asked.
        BudgetTooSmallError: If no useful exercise fits the minutes.
        NothingToPlanError: If no set-up trains what the stride asks.
    """
    base = preset_of(preset)
    amount = replace(
        base,
        minutes_per_week=base.minutes_per_week if minutes_per_week is None else minutes_per_week,
        weeks=base.weeks if weeks is None else weeks,
        sessions_per_week=base.sessions_per_week if sessions_per_week is None else sessions_per_week,
    )
    for name in ("minutes_per_week", "weeks", "sessions_per_week"):
        low, high = getattr(plan_limits(), name)
        if not low <= getattr(amount, name) <= high:
            raise ValueOutOfRangeError(name, f"{getattr(amount, name):g}", f"between {low:g} and {high:g}")
    rules = dose_rules()
    chosen, slots, sessions = _fitting(found, goal, amount, rules, fixed_sessions=sessions_per_week is not None)
    return Plan(
        goal=goal,
        preset=preset,
        weeks=amount.weeks,
        minutes_per_week=amount.minutes_per_week,
        before=_before([candidate for item in chosen.items for candidate in item.by_side.values()]),
        why=_why(found, chosen, amount, base, sessions=sessions, sources=(demand_source, capacity_source), rules=rules),
        sessions=_sessions(slots, amount, sessions, goal, rules),
        retest=(f"Retest in week {amount.weeks}{_retest_day(amount.weeks, sessions)}.", *rules.retest, rules.maintenance),
        chosen=chosen,
    )


def _fitting(found: Match, goal: str, amount: Preset, rules: DoseRules, *, fixed_sessions: bool) -> tuple[BestSet, tuple[Slot, ...], int]:
    """The largest set that fits: fewer exercises first, then fewer sessions, then shorter exercises."""
    limits, aim = plan_limits(), goal_of(goal)
    explosive = 0 < aim.explosive_from_week <= amount.weeks
    least: dict[str, float] = {}
    counts = [amount.sessions_per_week] if fixed_sessions else list(range(amount.sessions_per_week, 0, -1))
    without: list[str] = []
    while True:
        sets = [
            best_set(found, goal=goal, at_most=count, least_gain=limits.least_gain, without=without, explosive=explosive)
            for count in range(limits.most_exercises, 0, -1)
        ]
        if not sets[-1].items:
            break
        for chosen in sets:
            for sessions in counts:
                minutes = amount.minutes_per_week / sessions
                slots = fill_week(
                    chosen.items, sessions=sessions, minutes=minutes, most_sets=amount.most_sets, weeks=amount.weeks, rules=rules
                )
                if slots is not None:
                    return chosen, slots, sessions
        first = sets[-1].items[0]
        allowed = item_range(first, most_sets=1, weeks=amount.weeks, rules=rules)
        least[first.exercise] = item_minutes(first, allowed, sets=allowed.sets[0], rules=rules) * counts[-1]
        without.append(first.exercise)
    if not least:
        offered = sum(len(members) for members in found.families.values())
        raise NothingToPlanError(offered, len(found.too_hard))
    shortest = min(least, key=lambda one: (least[one], one))
    raise BudgetTooSmallError(amount.minutes_per_week, _up_to_tenth(least[shortest]), shortest)


def _up_to_tenth(minutes: float) -> float:
    return -(-round(minutes * 1000) // 100) / 10


def _before(candidates: list[Candidate]) -> tuple[str, ...]:
    """The safety screen: all rows, those of equipment only if the plan uses it; then who had better leave one of its exercises."""
    used = {"always"}
    for candidate in candidates:
        words = " ".join(candidate.equipment).lower()
        band = str(candidate.set_up.get("band") or "none").lower()
        if "band" in words or band != "none":
            used.add("band")
        if "kettlebell" in words or "weight" in words or float(candidate.set_up.get("weight_kg") or 0.0) > 0:
            used.add("weight")
    warned = dict.fromkeys(f"{candidate.name}: {words}" for candidate in candidates for words in candidate.not_advised)
    return (*(row.statement for row in safety_rows() if row.applies in used), *warned)


def _why(
    found: Match,
    chosen: BestSet,
    amount: Preset,
    base: Preset,
    *,
    sessions: int,
    sources: tuple[str, str],
    rules: DoseRules,
) -> tuple[str, ...]:
    low, high = chosen.coverage
    single_low, single_high = chosen.single_coverage
    sentences = [
        chosen.goal.why,
        f"Against it: {chosen.goal.against}",
        base.source,
    ]
    asked = (amount.minutes_per_week, amount.weeks, sessions)
    if asked != (base.minutes_per_week, base.weeks, base.sessions_per_week):
        sentences.append(f"Changed from the preset: {asked[0]:g} minutes a week, {asked[1]} weeks, {asked[2]} session(s) a week.")
    sentences.extend(f"{label}: {words.rstrip('.')}." for label, words in zip(("Demand", "Capacity"), sources, strict=True) if words)
    sentences.append(
        f"{'This exercise trains' if len(chosen.items) == 1 else f'Together these {len(chosen.items)} exercises train'} "
        f"{low:.0%} to {high:.0%} of what this goal asks; "
        f"the best single one trains {single_low:.0%} to {single_high:.0%}."
    )
    if any(gap.basis == "prior" for gap in found.gaps if gap.largest_need[1] > 0):
        sentences.append(
            "Some strength is a guess and not a test, so the loads are careful; a strength test of each side and action narrows this."
        )
    if any(gap.depends_on_pelvis for gap in found.gaps):
        sentences.append("Which range is asked most depends on the pelvis definition: with the zero 11 deg off it changes.")
    hard = sorted({rejected.candidate.name for rejected in found.too_hard} - {item.name for item in chosen.items})
    if hard:
        sentences.append(f"Too hard now in some or all set-ups: {', '.join(hard)}.")
    return (*sentences, rules.complement)


def _sessions(slots: tuple[Slot, ...], amount: Preset, sessions: int, goal: str, rules: DoseRules) -> tuple[PlanSession, ...]:
    days = plan_limits().days[sessions - 1]
    retest_slot = _retest_slot(amount.weeks, sessions)
    lines: dict[tuple[int, int], list[PlanLine]] = {}
    minutes: dict[tuple[int, int], float] = {}
    for slot in slots:
        candidates = list(slot.item.by_side.values())
        first_week = goal_of(goal).explosive_from_week if candidates[0].explosive else 1
        sides = [(side, candidate) for side, candidate in slot.item.by_side.items()] if slot.allowed.per_side else [(None, candidates[0])]
        for side, candidate in sides:
            doses = weekly_doses(
                candidate,
                side=side_of_all(slot.allowed) if side is None else DOSE_SIDES[side],
                sets=slot.sets,
                weeks=amount.weeks - first_week + 1,
                allowed=slot.allowed,
                rules=rules,
            )
            for week, week_dose in enumerate(doses, start=first_week):
                why = (*_choice_reasons(slot.item.choices, candidate, side), week_dose.why)
                line = PlanLine(
                    exercise=candidate.exercise,
                    name=candidate.name,
                    side=side or "both",
                    dose=str(week_dose.dose),
                    set_up=set_up_with(candidate, week_dose.dose.load),
                    stop_for=(*rules.stop_for, *candidate.stop_for),
                    why=why,
                )
                for session in (one for one in slot.sessions if (week, one) != retest_slot):
                    lines.setdefault((week, session), []).append(line)
        for week, week_dose in enumerate(doses, start=first_week):
            taken = dose_minutes(replace(week_dose.dose, side="LR") if len(sides) > 1 else week_dose.dose, rules=rules)
            for session in slot.sessions:
                minutes[week, session] = minutes.get((week, session), 0.0) + taken
    return tuple(
        PlanSession(week=week, day=days[session], minutes=round(minutes[week, session], 1), lines=tuple(lines[week, session]))
        for week, session in sorted(lines)
    )


def _retest_slot(weeks: int, sessions: int) -> tuple[int, int] | None:
    """Week and session that the retest replaces; None in a plan too short to spare one."""
    return (weeks, sessions - 1) if weeks > 1 and sessions > 1 else None


def _retest_day(weeks: int, sessions: int) -> str:
    slot = _retest_slot(weeks, sessions)
    return f" on day {plan_limits().days[sessions - 1][slot[1]]}, in place of the last session" if slot else ""


def _choice_reasons(choices: tuple[Choice, ...], candidate: Candidate, side: Side | None) -> tuple[str, ...]:
    """The first reasons of what an exercise does for its working side, and what it does for the other hip if it trains that too."""
    of_candidate = sorted((one for one in choices if one.candidate is candidate), key=lambda one: (one.side != side, -one.coverage[1]))
    return tuple(reason for one in of_candidate[:2] for reason in one.reasons[:2])
