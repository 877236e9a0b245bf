"""The verb that shows the page on which a plan for a stored athlete is wished, and looked at before it is kept."""

from collections.abc import Mapping, Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...contract.plans.plan import sessions_from
from ...errors import HipDriveError
from ...language import Text
from ...store import Unit, list_runs
from ..athletes.known_athlete import known
from .plan import MadePlan
from .plan_page import pictures_of


def new_plan_page(
    unit: Unit,
    name: str,
    *,
    address: str,
    wishes: Mapping[str, object],
    made: MadePlan | HipDriveError | None,
    links: Sequence[tuple[Text, str]] = (),
) -> str:
    """The form, and beneath it the plan that was made of it.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the athlete's page.
        wishes: What was sent, as plain values.
        made: The plan, why there is none, or None where none was asked for.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    plan = _shown(made) if isinstance(made, MadePlan) else None
    runs = [entry for entry in list_runs(unit, name, documents=False) if entry.superseded_at is None]
    lines = () if plan is None else tuple(line for session in plan.sessions for line in session.lines)
    content = pages.NewPlanContent(
        athlete_name=athlete.person.name,
        address=address,
        wishes=wishes,
        runs=tuple(pages.RunChoice(id=run.uid, on=run.value.on, file_name=run.value.file_name) for run in reversed(runs)),
        owned=athlete.equipment is not None,
        present=None if athlete.plan is None else athlete.plan.uid,
        plan=plan,
        pictures=pictures_of(lines, athlete.athlete),
        refused=made.words if isinstance(made, HipDriveError) else Text(""),
        screen_first=isinstance(made, HipDriveError) and made.code == "screen_missing",
    )
    return pages.new_plan_html(content, links=links)


def _shown(made: MadePlan) -> "pages.NewPlanShown":
    document = made.document
    return pages.NewPlanShown(sessions=sessions_from(document), why=document.why, before=document.before, retest=document.retest)
