"""The page: one self-contained HTML file from a report's content - no script, no other file, no address."""

import tomllib
from functools import cache

from ...data import DATA
from ...training import match_rules, safety_rows
from ..template import page_template
from ..words import and_list, percent_span
from .anonymity import without_names
from .choice_view import choice_numbers, choice_rows
from .chosen import chosen_exercises, left_out, range_shares
from .content import ReportContent
from .evidence_links import evidence_links
from .figures.range_figure import range_figure
from .figures.scissor_figure import scissor_figure
from .figures.stride_figure import stride_figure
from .findings import findings_of
from .form_view import form_rows, form_words
from .levels import with_levels
from .method_view import method_rows
from .plan_view import exercise_cards, plan_weeks
from .quality import recording_quality
from .runner_view import impulse_rows, measure_rows, runner_rows
from .set_up_role import set_up_role


@cache
def glossary() -> dict[str, str]:
    """One line for each term (data/report/glossary.toml)."""
    return dict(tomllib.loads((DATA / "report" / "glossary.toml").read_text(encoding="utf-8")))


def build_page(content: ReportContent) -> str:
    """Write the report as one HTML page.

    Everything a user may have typed is escaped; file names, paths and the athlete's name appear only with `content.show_names`.

    Args:
        content: What the report shows.

    Returns:
        The page, pictures inline.
    """
    run, plan = content.run, content.plan
    chosen = chosen_exercises(content.match, plan)
    shares = range_shares(content.match, chosen)
    return page_template("page.html.j2").render(
        content=content,
        title=_title(content),
        findings=findings_of(content),
        safety=_safety(content),
        runner=runner_rows(content),
        quality=None if run is None else recording_quality(run),
        measures=() if run is None else measure_rows(run, content.typical),
        form=() if run is None else form_rows(run),
        form_words=() if run is None else form_words(run),
        impulse=() if run is None else impulse_rows(run),
        set_up_role=set_up_role(content),
        stride_picture=None if run is None else stride_figure(run, typical=content.typical),
        scissor_picture=scissor_figure(content.match, content.capacity, chosen, typical=content.typical),
        range_picture=range_figure(shares) if shares else None,
        shares=shares,
        left_out=[f"{side} {action}s" for side, action in left_out(shares)],
        choices=choice_rows(content.match, chosen, planned=plan is not None),
        numbers=choice_numbers(content.match),
        joint=None if plan is None else (percent_span(*plan.chosen.coverage), percent_span(*plan.chosen.single_coverage)),
        cards=() if plan is None else exercise_cards(plan, chosen, content),
        weeks=() if plan is None else plan_weeks(plan, chosen),
        plan_why=() if plan is None else [with_levels(without_names(reason, content)) for reason in plan.why],
        links=evidence_links(chosen, plan),
        rules=match_rules(),
        method=method_rows(content),
        glossary=glossary(),
        cleaned=lambda text: with_levels(without_names(text, content)),
        and_list=and_list,
        without_names=lambda text: without_names(text, content),
    )


def _title(content: ReportContent) -> str:
    who = f" - {content.athlete_name}" if content.show_names and content.athlete_name else ""
    return f"Where your hips need drive{who}"


def _safety(content: ReportContent) -> dict[str, list[str]]:
    """What must be read first (red flags, pain rule) and further cautions."""
    rows = safety_rows()
    statements = content.plan.before if content.plan is not None else tuple(row.statement for row in rows if row.applies == "always")
    kinds = {row.statement: row.kind for row in rows}
    sorted_statements: dict[str, list[str]] = {"red flags": [], "pain rule": [], "further": []}
    for statement in statements:
        kind = kinds.get(statement, "")
        sorted_statements[{"red flag": "red flags", "pain rule": "pain rule"}.get(kind, "further")].append(statement)
    return sorted_statements
