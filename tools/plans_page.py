"""Write docs/plans.md from the declared rules of a plan: `python -m tools.plans_page` (make docs)."""

from pathlib import Path

from hipdrive.training.plan.plan_rules import plan_rules

from .training_page import table

PAGE = Path(__file__).parent.parent / "docs" / "plans.md"
INTRODUCTION = """# What a plan must be

Made by `make docs` from `data/training/plan.toml`; a test holds every plan of a panel of described people to every rule.

## Rules

A plan keeps to these rules as far as minutes, equipment, tests and the safety screen allow. A rule that cannot be kept is named in the
plan (`unmet`) and explained in its reasons: a plan always comes out, unless nothing may be done at all.
"""
CHOICE = """## How the exercises are chosen

Every set of three to five exercises that are open is weighed: the share of the stride's need that they train together on the central
estimate of strength, less the prices below for every rule that they would leave unmet and for every exercise. The best sets are placed in
the sessions of a week, with every number of sets and every day tried, within the minutes, the ceiling and the days apart; the best week is
the plan's. Prices and worths are shares of the need: a rule with a price of 5 is given up for nothing that training more of the need
could bring.
"""
WEEKS = """## Weeks on paper

The rules of following a plan ([training.md](training.md)) play the plan as if every session went exactly as asked. What they ask then is
printed, easy weeks, load steps and the retest included. Only the next session is exact.
"""


def plans_page() -> str:
    """The whole page."""
    rules = plan_rules()
    texts = [(f"`{text.id}`", text.title, text.says, text.source) for text in rules.texts]
    prices = [(f"`{name}`", f"{price:g}") for name, price in rules.prices.items()]
    worths = [(f"`{name}`", f"{worth:g}") for name, worth in rules.worth.items()]
    return "\n".join(
        [
            f"{INTRODUCTION}\n{table(('rule', 'in short', 'what it asks', 'source'), texts)}\n",
            f"{CHOICE}\n{table(('price of leaving unmet', 'share of the need'), prices)}\n",
            f"{table(('small worths that settle what rules leave open', 'share of the need'), worths)}\n",
            WEEKS,
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(plans_page(), encoding="utf-8")
