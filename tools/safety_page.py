"""Write docs/safety.md from the declared safety rows and questions: `python -m tools.safety_page` (make docs)."""

from pathlib import Path

from hipdrive.capacity import questions
from hipdrive.capacity.screen import Question, screen_settings
from hipdrive.training import safety_rows

PAGE = Path(__file__).parent.parent / "docs" / "safety.md"
IN_WORDS = {
    "stop": "nothing is prescribed; see someone first",
    "clearance": "nothing is prescribed until a clinician agrees",
    "refer": "see someone; the rest goes on",
    "early_range": "no loading of the early range (thigh behind the body)",
    "straight_leg_lift": "no lifts of both straight legs",
    "sit_up": "no sit-ups",
    "note": "a caution",
    "agreement": "allows what needs this agreement",
}


def safety_page() -> str:
    """The whole page."""
    settings = screen_settings()
    text = (
        "# Safety\n\n"
        "Made by `make docs` from the declared safety rows and questions (`src/hipdrive/data/safety`); a test keeps it true.\n\n"
        "Before any plan come these questions. They screen and do not diagnose. A red flag stops the plan whatever else is answered, and\n"
        "nobody's agreement lifts it. What needs a clinician's agreement stops the plan until `clinician_agreed` is answered with yes.\n"
        f"Under {settings.adult_from_years} years both `guardian_agreed` and `clinician_agreed` are needed. Without the age and an answer\n"
        "to every question that can stop a plan, nothing is prescribed; a question that only leaves exercises out counts as yes until it\n"
        f"is answered. Answers hold for {settings.valid_weeks} weeks (our choice).\n\n## Questions\n\n"
    )
    heads = ("question", "asked", "a yes means", "what to do", "row")
    text += (
        _table(heads, [_question_row(one) for one in questions().values()])
        + "\n\n## Rows\n\nEvery row stands before a plan or is enforced by a rule.\n\n"
    )
    rows: list[tuple[str, ...]] = [("row", "kind", "says", "applies", "questions", "source", "confidence")]
    for row in safety_rows():
        asked = ", ".join(f"`{one.id}`" for one in questions().values() if one.row == row.id) or "-"
        rows.append((row.id, row.kind, row.statement, row.applies, asked, row.source, row.confidence))
    return text + _table(rows[0], rows[1:]) + "\n"


def _question_row(one: Question) -> tuple[str, ...]:
    return (f"`{one.id}`", one.ask, "; ".join(IN_WORDS[name] for name in one.consequence), one.says, one.row)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, tuple("---" for _ in heads), *rows))


if __name__ == "__main__":
    PAGE.write_text(safety_page(), encoding="utf-8")
