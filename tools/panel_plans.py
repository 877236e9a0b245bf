"""Print the plan of each member of the panel to a folder, for a coach to read: `python -m tools.panel_plans FOLDER` (tests on the path)."""

import contextlib
import io
import sys
from pathlib import Path

from panel import PANEL, plan_of

from hipdrive.cli.views.plan import show_plan
from hipdrive.coach import own_plan_document
from hipdrive.errors import HipDriveError


def main() -> int:
    """Write one text file a member."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for member in PANEL:
        head = (
            f"{member.name}: {member.words}\n{member.mass_kg:g} kg, {member.height_m:g} m, {member.sex}, {member.age} years, owns "
            f"{member.owned}, {member.minutes:g} min a week, goal {member.goal}, experience {member.experience}, "
            f"screen {member.yes or 'clear'}\n\n"
        )
        shown = io.StringIO()
        try:
            document = own_plan_document(plan_of(member.name))
            with contextlib.redirect_stdout(shown):
                show_plan(document)
        except HipDriveError as error:
            shown.write(f"{type(error).__name__}: {error}\n")
        (folder / f"{member.name}.txt").write_text(head + shown.getvalue(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
