"""What a picture of an exercise says, in words: angles, moments, pulls and support forces with few digits."""

import numpy as np

from ...body import Side
from ...exercise.solve.scene import Scene
from ..words import and_list
from .pieces import LEAST_FORCE, largest_force_n, sides_near_first
from .style import two_digits

PANELS = ("Start", "Half way up", "Top")


def key_frames(scene: Scene) -> tuple[int, int, int]:
    """Frames of the start, half way up and the top."""
    top = int(np.argmax(scene.share > scene.share.max() - 1e-9))
    return 0, int(np.argmin(np.abs(scene.share[: top + 1] - 0.5))), top


def angle_in_words(scene: Scene, side: Side, frame: int) -> str:
    """Such as 'right hip 93 deg'."""
    return f"{side} hip {round(float(np.degrees(scene.hip_flexion_rad[side][frame])))} deg"


def pose_in_words(scene: Scene) -> str:
    """Angles, pulls and support forces at start, middle and top."""
    sentences = []
    for name, frame in zip(PANELS, key_frames(scene), strict=True):
        parts = [angle_in_words(scene, side, frame) for side in sides_near_first(scene)]
        parts += [
            f"{implement.label} pulls with {two_digits(float(np.linalg.norm(implement.force_n[frame])))} N"
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
            peaks.append(f"{two_digits(float(size))} Nm/kg {action} moment at {round(float(angle[place]))} deg")
    role = "working" if side == scene.working_side else "other"
    return f"The {side} hip, the {role} one, has at most {and_list(peaks) if peaks else 'hardly any moment'}."


def tempo_label(scene: Scene) -> str:
    """How long a repetition takes."""
    return f"One repetition takes {two_digits(float(scene.time_s[-1] - scene.time_s[0]))} s."
