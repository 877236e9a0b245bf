"""What a picture of an exercise says, in words: angles, moments, pulls and support forces with few digits."""

import numpy as np

from ...body import Side
from ...exercise.declared.exercise import AMOUNT
from ...exercise.solve.scene import Implement, Scene
from ...training import DoseLoad
from ..words import and_list, load_in_words, tempo_in_words
from .pieces import LEAST_FORCE, largest_force_n, sides_near_first
from .style import two_digits

PANELS = ("Start", "Halfway up", "Top")
STRETCHED = ("Start", "Halfway", "End of the range")
"""The same for mobility work, which need not go up."""


def panel_names(scene: Scene) -> tuple[str, str, str]:
    """What start, middle and top are called."""
    return PANELS if scene.loaded else STRETCHED


def key_frames(scene: Scene) -> tuple[int, int, int]:
    """Frames of the start, half way up and the top."""
    top = int(np.argmax(scene.share > scene.share.max() - 1e-9))
    return 0, int(np.argmin(np.abs(scene.share[: top + 1] - 0.5))), top


def pull_in_words(scene: Scene, implement: Implement) -> str:
    """What a resistance is, in the words that a dose has for it: '4 kg at the ankle', 'red band'."""
    amounts = set(AMOUNT.values()) - {AMOUNT[implement.kind]}
    values = {key: value for key, value in scene.set_up.items() if key not in amounts}
    if implement.kind == "band":
        return load_in_words(DoseLoad(band=str(values["band"]), strands=int(float(values.get("strands", 1)))), values)
    return load_in_words(DoseLoad(mass_kg=float(values[AMOUNT[implement.kind]])), values, exercise=scene.exercise)


def set_up_words(scene: Scene) -> str:
    """Load, heights of surfaces and tempo in a line; nothing for mobility work."""
    if not scene.loaded:
        return ""
    loads = list(dict.fromkeys(pull_in_words(scene, implement) for implement in scene.implements))
    heights = [f"{label} {100.0 * height:.0f} cm" for label, height in scene.surfaces]
    return "; ".join([and_list(loads) or load_in_words(None, {}), *heights, tempo_in_words(str(scene.set_up["tempo"]))])


def named_with_set_up(scene: Scene) -> str:
    """The exercise's name, with its set-up where it has one."""
    words = set_up_words(scene)
    return f"{scene.name} ({words})" if words else scene.name


def angle_in_words(scene: Scene, side: Side, frame: int) -> str:
    """Such as 'right hip 93°'."""
    return f"{side} hip {round(float(np.degrees(scene.hip_flexion_rad[side][frame])))}°"


def pose_in_words(scene: Scene) -> str:
    """Angles, pulls and support forces at start, middle and top."""
    sentences = []
    for name, frame in zip(panel_names(scene), key_frames(scene), strict=True):
        parts = [angle_in_words(scene, side, frame) for side in sides_near_first(scene)]
        parts += [
            f"{pull_in_words(scene, implement)} pulls with {two_digits(float(np.linalg.norm(implement.force_n[frame])))} N"
            for implement in scene.implements
        ]
        least = LEAST_FORCE * largest_force_n(scene.supports)
        for support in scene.supports:
            force = float(np.linalg.norm(support.force_n[frame]))
            if force >= least:
                parts.append(f"{support.label} pushes with {two_digits(force)} N")
        sentences.append(f"{name}: {', '.join(parts)}.")
    return " ".join(sentences)


def peak_in_words(scene: Scene, side: Side) -> str:
    """The largest flexor and extensor moment of a hip and where; what stays under 0.05 Nm/kg is left out."""
    moment, angle = scene.hip_flexion_moment_nm_kg[side], np.degrees(scene.hip_flexion_rad[side])
    peaks = []
    for action, place in (("flexor", int(np.argmax(moment))), ("extensor", int(np.argmin(moment)))):
        size = moment[place] if action == "flexor" else -moment[place]
        if size >= 0.05:
            peaks.append(f"{two_digits(float(size))} Nm/kg {action} moment at {round(float(angle[place]))}°")
    role = "working" if side == scene.working_side else "other"
    return f"Peak at the {side} ({role}) hip: {and_list(peaks) if peaks else 'hardly any moment'}."


def tempo_label(scene: Scene) -> str:
    """How long a repetition takes."""
    return f"One rep takes {two_digits(float(scene.time_s[-1] - scene.time_s[0]))} s."
