"""Names in place of ids: exercises and steps of ladders as people call them, also inside sentences that were written for documents."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..band_words import band_name
from ..exercise import LadderStep, exercises, ladders, variant_of
from ..language import Text, en, joined, layout, verbatim

_ID = re.compile(r"\b((?:[a-z]+/)?[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]+/[a-z0-9]+)\b")
_MASSES = ("weight_kg", "stack_kg")
_STRAIGHT = (None, 0, 0.0)


def exercise_name(exercise: str) -> Text:
    """What people call an exercise; one that is not known keeps its id without underscores."""
    known = exercises().get(exercise)
    return joined((known.name,)) if known else verbatim(exercise.replace("_", " "))


def variant_name(exercise: str, variant: str) -> Text:
    """What people call a variant of an exercise; one that is not known keeps its id without underscores."""
    known = exercises().get(exercise)
    declared = known.variants.get(variant) if known else None
    return declared.label if declared and declared.label else verbatim(variant.replace("_", " "))


def step_name(step: LadderStep) -> Text:
    """What people call a step of a ladder: its exercise, and what sets this step apart, such as 'Standing march (march, red band)'."""
    own = _own(step)
    name = exercise_name(step.exercise)
    return layout("{name} ({own})", name=name, own=joined(own, ", ")) if own else name


def _own(step: LadderStep) -> list[Text]:
    """Variant, load, lean and hold of a step, as far as it says."""
    set_up: Mapping[str, Any] = step.set_up
    declared = exercises().get(step.exercise)
    known = None if declared is None else variant_of(declared, set_up)
    own = [known.label] if known is not None and "variant" in set_up and known.label else []
    loads = [layout("{mass:g} kg", mass=set_up[key]) for key in _MASSES if float(set_up.get(key) or 0.0) > 0]
    band = str(set_up.get("band") or "none")
    if band != "none":
        strands = set_up.get("strands", 1)
        loads.append(en("{band}, {strands} strands", band=band_name(band), strands=strands) if strands > 1 else band_name(band))
    if not loads and {"band", *_MASSES} & set(set_up):
        loads = [en("no added weight")]
    own += loads
    if set_up.get("trunk_lean_deg") not in _STRAIGHT and known is not None:
        own.append(layout("{label} {angle:g}°", label=known.settings["trunk_lean_deg"].label, angle=set_up["trunk_lean_deg"]))
    hold = str(set_up.get("tempo") or "0-0-0").split("-")[1]
    return [*own, *([en("hold {seconds} s each", seconds=layout("{hold:g}", hold=float(hold)))] if hold.strip("01.") else [])]


@cache
def _steps() -> Mapping[str, LadderStep]:
    """Steps as sentences name them: 'ladder/step', and the name of the ladder with the step."""
    return {
        key: step
        for ladder in ladders().values()
        for step in ladder.steps.values()
        for key in (f"{ladder.id}/{step.id}", f"{ladder.name}/{step.id}")
    }


def with_names(text: str) -> Text:
    """A sentence written elsewhere, with names in place of ids."""
    if not isinstance(text, Text):
        return _named(text)
    if not text.values:
        return _named(text) if _ID.search(text) else text
    values = {name: with_names(value) if isinstance(value, str) else value for name, value in text.values.items()}
    rung = _steps().get(f"{text.values.get('ladder')}/{text.values.get('step')}")
    if rung is not None:
        values["step"] = step_name(rung)
    return Text(text.pattern, values, plural=text.plural, catalogued=text.catalogued)


def _named(text: str) -> Text:
    parts = enumerate(_ID.split(text))
    return joined([_name(part) if place % 2 else part for place, part in parts], "")


def _name(part: str) -> str:
    """An exercise or a step by its name; what only looks like an id, such as 'and/or', as it is."""
    if part in _steps():
        return step_name(_steps()[part])
    return part if "/" in part else exercise_name(part)
