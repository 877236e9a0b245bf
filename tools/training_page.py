"""Write docs/training.md from the notations and the declared rules: `python -m tools.training_page` (make docs)."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.follow.simulate import scenarios
from hipdrive.training.log import dose, notation
from hipdrive.training.log.session import FORM_WORDS, PainSite, PainWhen
from hipdrive.training.match.swap import swap_rules
from hipdrive.training.running_week.week_rules import week_rules

PAGE = Path(__file__).parent.parent / "docs" / "training.md"
INTRODUCTION = """# Training: doses, logs and how a plan follows them

Made by `make docs` from the grammars and the declared rules; a test keeps it true.
"""
FOLLOWING = """## How a plan follows what was done

Every session moves each exercise of each side by the rules below, at most one step forward, and each change says why. Pain comes first,
then lost form, then too few repetitions; only a session without any of these can lead forward. A correction of the log follows all
sessions anew, so that the answer is always the one that the corrected log would have given. The numbers stand in
`data/training/adapt.toml` and `data/training/doses.toml`, the criteria of the ladders in `data/ladders`.
"""
RUNNING_WEEK = """## The running week

`plan --hard tue,sat --race 2027-04-11` says when the runner runs hard and races; the days of the sessions follow from it. The numbers stand
in `data/training/week.toml`.
"""
SWAPS = """## When the machine is taken

`plan --athlete NAME --swap EXERCISE` finds, for the next session, the set-up of another exercise that loads the same range of the same hip
about as hard; `plan --show --without "cable machine"` does so for every line that needs a thing. Told as skipped beside what stood in for
it (the answer shows the words), the planned exercise fails nothing. The numbers stand in `data/training/swap.toml`.
"""


def training_page() -> str:
    """The whole page."""
    week, swap = week_rules(), swap_rules()
    near = f"the {week.reduced_days} days before a race are light; there is no session on the last {week.closed_days} of them, on race day"
    near += f" and {week.after_days} day after it"
    days = [
        (f"at least {week.least_h} h between sessions of one muscle group, where the week has room", week.spacing_source),
        (f"nothing new or heavy {week.light_days} day before a hard run", week.before_hard_source),
        (near, week.race_source),
    ]
    alike = [
        (f"a peak share of strength within {100 * swap.peak_within:g} % of the planned one", swap.alike_source),
        (f"at least {100 * swap.least_kept:g} % of what is trained in the main range is kept", swap.alike_source),
        (f"without --without, the first of these that the exercise needs is taken: {', '.join(swap.apparatus)}", swap.taken_source),
    ]
    rules = [(f"`{text.id}`", text.title, text.says, text.source) for text in adapt_rules().texts]
    stories = [(f"`{story.name}`", story.title) for story in scenarios().values()]
    words = [("form", ", ".join(word.replace(" ", "-") for word in FORM_WORDS))]
    words += [("site of pain", ", ".join(get_args(PainSite))), ("time of pain", ", ".join(get_args(PainWhen)))]
    return "\n".join(
        [
            INTRODUCTION,
            f"## Dose notation\n\n{_grammar(dose.__doc__ or '')}\n",
            f"## Log notation\n\n{_grammar(notation.__doc__ or '')}\n\n{table(('words', 'known'), words)}\n",
            f"{FOLLOWING}\n{table(('rule', 'in short', 'what it does', 'source'), rules)}\n",
            f"{RUNNING_WEEK}\n{table(('rule', 'source'), days)}\n",
            f"{SWAPS}\n{table(('rule', 'source'), alike)}\n",
            f"## Scenarios\n\nA plan can be played through before it is begun.\n\n{table(('scenario', 'what happens'), stories)}\n",
        ]
    )


def _grammar(docstring: str) -> str:
    """A module's docstring as Markdown: its indented block becomes code, its double backticks single ones."""
    parts = docstring.strip().split("\n\n")
    block = next(index for index, part in enumerate(parts) if part.startswith("    "))
    code = "\n".join(line.removeprefix("    ") for line in parts[block].splitlines())
    parts[block] = f"```text\n{code}\n```"
    return "\n\n".join(part if index == block else part.replace("``", "`").replace("::", ":") for index, part in enumerate(parts))


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(training_page(), encoding="utf-8")
