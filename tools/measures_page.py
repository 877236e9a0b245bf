"""Write docs/measures.md from the declared measures, limits and signs: `python -m tools.measures_page` (make docs)."""

from pathlib import Path

from hipdrive.gait import MeasureDefinition
from hipdrive.gait.measures.definitions import measure_definitions, measure_families
from hipdrive.gait.verdict.drive import WEAK_SPREADS
from hipdrive.gait.verdict.form import SPREADS, UPHILL, in_words
from hipdrive.gait.verdict.form_signs import FormSign, form_signs
from hipdrive.gait.verdict.quality import quality_limits

PAGE = Path(__file__).parent.parent / "docs" / "measures.md"
INTRODUCTION = """# Measures

Made by `make docs` from the declared measures; a test keeps it true.

`hipdrive analyse RUN --json RUN.json` writes every measure of both sides under `sides.left` and `sides.right`, each as mean, sample
standard deviation over strides and number of strides (`{"mean", "sd", "n"}`); what a recording cannot show is `null` with `n` 0.
Figures by range of hip flexion also say how low and high they would be with the zero of the hip 11 deg off. Under `symmetry` stands left
less right with its 95 % interval by stride-to-stride noise (Welch), and for measures with a true zero the symmetry index in percent
(Robinson, Herzog & Nigg 1987); a measure that a side shows in fewer than two strides is left out there. `hipdrive compare A.json B.json`
holds two runs against each other the same way, and against the smallest detectable change where one is published. Nearly every measure
moves with speed: of runs whose speeds differ by over 5 % nothing is called a change, and what the twelve open runners change between these
speeds stands beside it.

Unless said otherwise, events are those of the plates' own force at 50 N; curves of moments are cut on the clock of the low-passed force.
"""


def measures_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for family, name in measure_families().items():
        rows = [_measure_row(one) for one in measure_definitions().values() if one.family == family]
        heads = ("measure", "name in results", "events", "unit", "sign", "paper", "smallest detectable change")
        parts.append(f"## {name}\n\n{_table(heads, rows)}\n")
    parts.append(f"## Quality of a recording\n\n{_quality()}\n")
    parts.append(f"## Running form\n\n{_form()}\n")
    return "\n".join(parts)


def _measure_row(one: MeasureDefinition) -> tuple[str, ...]:
    smallest = "none found"
    if one.smallest_detectable is not None:
        smallest = f"{in_words(one.smallest_detectable, one.unit)} ({one.smallest_detectable_source})"
    return (one.name, f"`{one.id}`", one.events, one.unit or "none", one.sign, one.source, smallest)


def _quality() -> str:
    text = "The grade is the worst of these; what could not be looked at is at best usable.\n\n"
    rows: list[tuple[str, ...]] = []
    for name, row in quality_limits().items():
        order = "at least" if row.more_is_better else "at most"
        rows.append((f"`{name}`", f"{order} {row.good}", f"{order} {row.usable}", row.unit, row.source, row.advice))
    return text + _table(("check", "good", "usable", "unit", "source", "what to do"), rows)


def _form() -> str:
    text = (
        f"Where a sign is set beside the twelve open runners it stands out beyond {SPREADS:g} standard deviations of them at that speed; "
        "they are men, so women are not compared. Whether the runner's hip curves fit the claimed cause is asked by the early-range flexor "
        f"impulse: weak is more than {WEAK_SPREADS:g} standard deviation below these runners. A fit is no proof of the cause. {UPHILL}\n\n"
        "What a coach saw in a drill is entered in the athlete's file, with `none`, `left`, `right` or `both`:\n\n"
        '```toml\n[observations]\nskips_lean_back = "left"\nmarch_hikes_pelvis = "none"\n```\n\n'
    )
    heads = ("sign", "read from", "threshold", "noise", "the articles claim", "the evidence says")
    return text + _table(heads, [_sign_row(sign) for sign in form_signs().values()])


def _sign_row(sign: FormSign) -> tuple[str, ...]:
    told = {"text": "not measured", "exercise": f"exercises: {', '.join(sign.exercises)}", "drill": f"`{sign.observation}` (entered)"}
    read = told.get(sign.kind, f"`{sign.measure}`" + (f", `{sign.observation}` (entered)" if sign.observation else ""))
    unit = measure_definitions()[sign.measure].unit if sign.measure else ""
    edge = "" if sign.limit is None else f"{in_words(sign.limit, unit)}; "
    noise = f"{in_words(sign.noise, unit)}; {sign.noise_source}" if sign.noise_source else "-"
    return (f"{sign.id} {sign.title}", read, edge + sign.source, noise, sign.claim, sign.evidence)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(measures_page(), encoding="utf-8")
