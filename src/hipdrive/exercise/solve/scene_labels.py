"""Labels of a drawn repetition: what resists, and the set-up in a few words."""

from ...physics.resistance import Pull
from ...units import STANDARD_GRAVITY_M_S2
from .exercise_model import ExerciseModel

SURFACES = ("bench_height_m", "box_height_m")


def pull_label(model: ExerciseModel, pull: Pull) -> str:
    """What a resistance is, in words; starts with its size."""
    values = model.set_up
    if pull.kind == "weight":
        return f"{float(pull.tension_n[0]) / STANDARD_GRAVITY_M_S2:.3g} kg weight"
    if pull.kind == "cable":
        return f"{float(values['stack_kg']):g} kg cable"
    if pull.kind == "sled":
        return f"{float(values['sled_kg']):g} kg sled"
    strands = int(float(values["strands"]))
    return f"{values['band']} band" + (f", {strands} strands" if strands > 1 else "")


def set_up_label(model: ExerciseModel, pulls: tuple[Pull, ...]) -> str:
    """Resistances, heights of surfaces and tempo."""
    parts = [*dict.fromkeys(pull_label(model, pull) for pull in pulls)] or ["own weight"]
    heights = [model.exercise.settings[key] for key in SURFACES if key in model.set_up]
    parts += [f"{setting.label} {height:.2f} m" for setting in heights if (height := float(model.set_up[setting.key])) > 0]
    return ", ".join([*parts, f"tempo {model.set_up['tempo']}"])
