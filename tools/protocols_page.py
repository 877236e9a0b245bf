"""Write docs/tests.md from the declared protocols and study results: `python -m tools.protocols_page` (make docs)."""

from pathlib import Path

from hipdrive.capacity import Protocol, protocols
from hipdrive.training.change import ExpectedEffect, change_rules, expected_effects

PAGE = Path(__file__).parent.parent / "docs" / "tests.md"
INTRODUCTION = """# Tests

Made by `make docs` from the declared protocols (`src/hipdrive/data/protocols`); a test keeps it true.

A test is done per side where it says so: left and right are entered apart, never `both`. Every try is entered; none is averaged or
thrown away by hand. The limits catch wrong units and slips of the pen; they are no norms. Where a row such as A01 is named, the test
comes from the articles this program is built on, and its mark is their author's experience unless a study is named.
"""
KINDS = {
    "pass_fail": "Tests that are passed or failed",
    "observation": "Observations in running, drills and exercises",
    "measured": "Tests with a number",
}
READ = {
    "pass_fail": "Entered as passed or failed.",
    "observation": "Entered as passed where the sign was looked for and not seen, as failed where it was seen.",
    "measured": "Entered with its number, one result per try.",
}


def protocols_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for kind, heading in KINDS.items():
        parts.append(f"## {heading}\n\n{READ[kind]}\n")
        parts += [_protocol(one) for one in protocols().values() if one.kind == kind]
    return "\n".join([*parts, _change()])


def _protocol(one: Protocol) -> str:
    row = f" ({', '.join(one.rows)})" if one.rows else ""
    lines = [f"### {one.name}{row}", "", f"`{one.id}`, {'each side' if one.per_side else 'not per side'}", ""]
    lines += [f"{number}. {step}" for number, step in enumerate(one.procedure, start=1)]
    lines += ["", f"- Needs: {', '.join(one.equipment) or 'nothing'}."]
    lines.append(f"- {'Read as' if one.kind == 'measured' else 'Passed if'}: {one.criterion}")
    if one.low is not None and one.high is not None:
        way = {"higher": "more is better", "lower": "less is better"}.get(one.better, "neither more nor less is better")
        judged = f"; changes are judged in {one.judged_in}" if one.judged_in else ""
        lines.append(f"- Value: {one.unit}, believable from {one.low:g} to {one.high:g}; {way}{judged}.")
    for detail in one.details:
        limits = f" ({detail.low:g} to {detail.high:g})" if detail.low is not None else ""
        asked = "" if detail.required else "; may be left out"
        same = "; only results with the same are compared" if detail.same else ""
        lines.append(f"- Also say `{detail.key}`: {detail.says}{limits}{asked}{same}.")
    lines.append(f"- {'Meaning' if one.kind == 'measured' else 'A fail means'}: {one.fail_means}")
    lines.append(f"- What follows: {' '.join(one.then)}")
    if one.exercises:
        lines.append(f"- Exercises: {', '.join(f'`{name}`' for name in one.exercises)}.")
    if one.blocks:
        lines.append(f"- Wait until it is passed: {', '.join(f'`{name}`' for name in one.blocks)}, and what follows them on the ladders.")
    if one.gait_observation:
        lines.append(f"- Answers the observation `{one.gait_observation}` of running form ([measures.md](measures.md)).")
    if one.form_sign:
        lines.append(f"- Sign {one.form_sign} of running form says more.")
    lines += [f"- How exact: {error.source} (confidence {error.confidence})." for error in one.errors]
    lines += [f"- How exact: {one.error_note}", f"- Source: {one.source}.", ""]
    return "\n".join(lines)


def _change() -> str:
    rules = change_rules()
    text = (
        "## Did it change?\n\n"
        "A difference counts only beyond the smallest detectable change; otherwise the answer is *cannot tell yet*.\n\n"
        f"- {rules.source[0].upper()}{rules.source[1:]}.\n"
        f"- The tries of a day make one value: {rules.day_source}. The best counts of "
        f"{', '.join(f'`{name}`' for name in rules.best_of_day)}.\n"
        f"- Your own days are the measure from {rules.own_from_degrees_of_freedom} degrees of freedom on (days before and after, "
        "less 2); with fewer the published figure counts where there is one.\n"
        "- Tries of one day, however many, never tell how far chance moves a test: days differ more than tries.\n"
        f"- A test that is only passed or failed changed if {rules.pass_fail_from} days with the same result stand on each occasion; of "
        "one day's tries a failed one counts.\n"
        "- A side that was not tested is never left out: the other's result stands in, named as a guess.\n\n"
        "## What studies found\n\nThese are means of groups; a person may gain more, less or nothing.\n\n"
    )
    heads = ("study", "design and people", "programme", "measured", "found", "caution", "confidence")
    rows = [heads, tuple("---" for _ in heads), *(_effect(one) for one in expected_effects())]
    return text + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _effect(one: ExpectedEffect) -> tuple[str, ...]:
    found = f"**nothing**: {one.result}" if one.no_effect else one.result
    return (one.study, f"{one.design}; {one.people}", one.programme, one.measure, found, one.caution, one.confidence)


if __name__ == "__main__":
    PAGE.write_text(protocols_page(), encoding="utf-8")
