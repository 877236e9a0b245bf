"""The report of a run as one HTML page: what was found, the plan, and behind folds everything else."""

from dataclasses import dataclass
from functools import cache

from ...body import SIDES
from ...body_words import SIDE_MUSCLES
from ...data.declared import shipped
from ...errors import NOTHING
from ...language import Text, and_list, en, percent_span
from ...training import Plan, safety_rows
from ...units import km_h_from_m_s
from ..stride_clock.clock import WORDS, clock_of
from ..stride_clock.stick_figure import VIEWS
from ..template import Links, Served, render_page
from .choice_view import NOT_NEEDED, choice_numbers, choice_rows
from .chosen import ChosenExercise, chosen_exercises, left_out, range_shares
from .content import ReportContent, RunClock
from .evidence_links import evidence_links
from .figures.range_bars import range_bars
from .figures.scissor import NARROW_PX, WIDE_PX, ScissorView, scissor_figure
from .figures.stride_curves import stride_curves
from .film_view import FILM_WORDS, film_sent
from .findings import angle_of_largest_need_deg, findings_of, gaps_named
from .form_view import form_rows, form_words
from .front_view import filmed_from, front_shown
from .levels import with_levels
from .method_view import method_rows
from .plan_view import common_stops, exercise_cards, later_weeks, plan_weeks
from .quality import recording_quality, worth_mending
from .runner_view import impulse_rows, measure_rows, runner_facts, runner_rows
from .set_up_role import set_up_role
from .sides_view import sides_rows
from .standing_out import nothing_stands_out, stands_out
from .steps_strip import plot_of_steps, steps_strip
from .stills_view import in_video, stills_shown
from .view import PlanView, RunPage, SafetyView, Scissors

SMALL_WIDE_PX, SMALL_HIGH_PX = 520.0, 330.0
LEAST_SHOWN = 0.005
"""Share of the need below which a range is not drawn."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term with its meaning."""

    term: Text
    meaning: Text


@dataclass(frozen=True, kw_only=True)
class _Glossary:
    terms: tuple[Term, ...]


@cache
def glossary() -> dict[Text, Text]:
    """One line for each term (data/report/glossary.toml)."""
    return {row.term: row.meaning for row in shipped(_Glossary, "report", "glossary.toml").terms}


def build_page(content: ReportContent, *, links: Links = ()) -> str:
    """Write the report as one HTML page.

    Everything a user may have typed is escaped; names of files never stand in it, the athlete's name at its head alone.

    Args:
        content: What the report shows.
        links: Words and address of further pages.

    Returns:
        The page, pictures inline.
    """
    page = run_page(content)
    served = None
    if content.clock is not None:
        films = {"films": [film_sent(shown) for shown in page.films], "pictures": page.pictures_address}
        sent = {**films, **(plot_of_steps() if page.clock is None else page.clock.sent)}
        served = Served(modules=content.clock.scripts, words={**WORDS, **FILM_WORDS}, sent=sent)
    return render_page("run.html.j2", links=links, served=served, page=page, view_words={view.name: view.title for view in VIEWS})


def run_page(content: ReportContent) -> RunPage:
    """Put a report into words and figures."""
    run, plan = content.run, content.plan
    served = content.clock or RunClock(scripts=())
    behind = None if served.behind is None else served.behind.run
    films = [shown.film for shown in served.films]
    at_ms = in_video(content.stills, films)
    chosen = chosen_exercises(content.match, plan)
    shares = range_shares(content.match, chosen)
    sides = () if run is None else sides_rows(run, content.typical)
    rows = choice_rows(content.match, chosen, planned=plan is not None)
    findings = findings_of(content)
    return RunPage(
        title=_title(content),
        facts=runner_facts(content),
        synthetic=content.synthetic,
        typical_demand=content.typical_demand,
        recorded=run is not None,
        findings=findings,
        first_scissors=_first_scissors(content),
        safety=_safety(content),
        mend=() if run is None else worth_mending(recording_quality(run)),
        borrowed_demand=content.borrowed_demand,
        stills=stills_shown(content.stills, run, films=films),
        films=served.films,
        pictures_address=served.pictures_address,
        steps=next((steps_strip(film) for film in films if film.steps_s), None),
        filmed=None if run is None else filmed_from(run, None if content.typical is None else content.typical.measures, at_ms=at_ms),
        front=front_shown(run, at_ms),
        stands_out=stands_out(content, sides),
        nothing_stands_out=nothing_stands_out(content),
        sides=sides,
        no_sides_because=findings.found[-1] if run is not None and run.thin_sides else NOTHING,
        stride=() if run is None else stride_curves(run, typical=content.typical, before=behind),
        stride_sides=() if run is None else tuple(side for side in SIDES if run.sides[side].curves),
        clock=None if run is None or content.clock is None else clock_of(run, behind),
        others=served.others,
        coming=served.coming,
        plan_address=served.plan_address,
        opensim_address=served.opensim_address,
        no_opensim=served.no_opensim,
        beside=NOTHING if served.behind is None else served.behind.words,
        norm=_norm(content),
        impulse=() if run is None else impulse_rows(run),
        scissors=_scissors(content, chosen),
        exercises=tuple((exercise.number, exercise.name) for exercise in chosen),
        bars=range_bars(tuple(share for share in shares if share.need >= LEAST_SHOWN)) if shares else None,
        shares=shares,
        left_out=and_list([SIDE_MUSCLES[muscles] for muscles in left_out(shares)]),
        plan=None if plan is None else _plan(content, plan, chosen),
        no_plan_because=content.no_plan_because,
        runner=runner_rows(content),
        quality=None if run is None else recording_quality(run),
        measures=() if run is None else measure_rows(run, content.typical),
        form=() if run is None else form_rows(run),
        form_words=() if run is None else form_words(run),
        role=set_up_role(content),
        choices=tuple(row for row in rows if row.verdict != NOT_NEEDED),
        not_needed=tuple(row for row in rows if row.verdict == NOT_NEEDED),
        numbers=choice_numbers(content.match),
        links=evidence_links(chosen, plan),
        method=method_rows(content),
        glossary=glossary(),
    )


def _title(content: ReportContent) -> Text:
    if content.athlete_name:
        return en("{name}: where your hips need drive", name=content.athlete_name)
    return en("Where your hips need drive")


def _first_scissors(content: ReportContent) -> Scissors | None:
    """Demand and strength alone, with the arrow to where most is asked."""
    gaps = gaps_named(content)
    if not gaps:
        return None
    view = ScissorView(
        match=content.match,
        capacity=content.capacity,
        points_at=(gaps[0], angle_of_largest_need_deg(gaps[0])),
        typical_stride=content.typical_demand or content.borrowed_demand,
    )
    return Scissors(
        wide=scissor_figure(view, name="scissor-first", width=SMALL_WIDE_PX, height=SMALL_HIGH_PX),
        narrow=scissor_figure(view, name="scissor-first-narrow", width=NARROW_PX, height=300.0),
    )


def _scissors(content: ReportContent, chosen: tuple[ChosenExercise, ...]) -> Scissors | None:
    if not any(gap.demand_nm_kg.any() for gap in content.match.gaps):
        return None
    view = ScissorView(
        match=content.match,
        capacity=content.capacity,
        chosen=chosen,
        typical=content.typical,
        typical_stride=content.typical_demand or content.borrowed_demand,
    )
    return Scissors(
        wide=scissor_figure(view, name="scissor", width=WIDE_PX), narrow=scissor_figure(view, name="scissor-narrow", width=NARROW_PX)
    )


def _norm(content: ReportContent) -> Text:
    typical = content.typical
    if typical is None or (content.run is not None and (content.run.clusters_only or content.run.view is not None)):
        return NOTHING
    return en("grey: other runners at {speed:.1f} km/h", speed=km_h_from_m_s(typical.speed_m_s))


def _plan(content: ReportContent, plan: Plan, chosen: tuple[ChosenExercise, ...]) -> PlanView:
    run = content.run
    quality = None if run is None else recording_quality(run)
    doubt = NOTHING
    if quality is not None and quality.grade == "doubtful":
        weak = and_list([reason.weakness for reason in quality.against[:2]])
        doubt = en("The recording is doubtful ({weaknesses}): treat this plan as made from a guess, and record again.", weaknesses=weak)
    cards = exercise_cards(plan, chosen, content)
    return PlanView(
        heading=en("The plan for {name}", name=content.athlete_name) if content.athlete_name else en("The plan"),
        whose=_whose_plan(content),
        doubt=doubt,
        minutes=en("{weeks} weeks, up to {minutes:g} minutes a week", weeks=plan.weeks, minutes=plan.minutes_per_week),
        cards=cards,
        stop_for=common_stops(cards),
        first_week=plan_weeks(plan.sessions, chosen)[0],
        later=later_weeks(plan.sessions),
        retest=plan.retest,
        why=tuple(with_levels(reason) for reason in plan.why),
        together=(percent_span(*plan.chosen.coverage), percent_span(*plan.chosen.single_coverage)),
    )


def _whose_plan(content: ReportContent) -> Text:
    """From whose stride and strength the plan was made."""
    strength = content.capacity_source
    if content.synthetic:
        return en("Made for a runner who does not exist, to show what a plan looks like; strength: {strength}.", strength=strength)
    if content.typical_demand or content.borrowed_demand:
        if content.typical is None:
            return en("Made from the stride of typical runners, not yours; strength: {strength}.", strength=strength)
        return en(
            "Made from the stride of typical runners at {speed:.1f} km/h, not yours; strength: {strength}.",
            speed=km_h_from_m_s(content.typical.speed_m_s),
            strength=strength,
        )
    if content.run is None:
        return en("Made from a recorded stride ({stride}); strength: {strength}.", stride=content.demand_source, strength=strength)
    if content.athlete_name:
        said = en("Made from {strides} of {name}'s own strides at {speed:.1f} km/h; strength: {strength}.")
    else:
        said = en("Made from {strides} of your own strides at {speed:.1f} km/h; strength: {strength}.")
    strides = sum(content.run.sides[side].strides for side in SIDES)
    return said.filled(strides=strides, name=content.athlete_name, speed=km_h_from_m_s(content.run.speed_m_s), strength=strength)


def _safety(content: ReportContent) -> SafetyView:
    """What must be read first (red flags, pain rule) and further cautions."""
    rows = safety_rows()
    statements = content.plan.before if content.plan is not None else tuple(row.statement for row in rows if row.applies == "always")
    kinds = {row.statement: row.kind for row in rows}
    return SafetyView(
        screened=content.screened,
        red_flags=tuple(said for said in statements if kinds.get(said) == "red flag"),
        pain_rule=tuple(said for said in statements if kinds.get(said) == "pain rule"),
        further=tuple(said for said in statements if kinds.get(said) not in ("red flag", "pain rule")),
    )
