"""What a picture of an exercise says, in words: angles, moments, pulls and support forces with few digits."""

from collections.abc import Mapping

import numpy as np

from ...body import Side
from ...body_words import HIP_WORDS
from ...exercise.declared.exercise import AMOUNT
from ...exercise.solve.scene import Implement, Scene
from ...language import Text, and_list, en, joined, layout
from ...training import DoseLoad
from ..words import load_in_words, tempo_in_words
from .pieces import LEAST_FORCE, largest_force_n, sides_near_first
from .style import two_digits

PANELS = (en("Start"), en("Halfway up"), en("Top"))
STRETCHED = (en("Start"), en("Halfway"), en("End of the range"))
"""The same for mobility work, which need not go up."""
SEEN_FROM: Mapping[Side, Text] = {
    "left": en("Side view from the left, the working side."),
    "right": en("Side view from the right, the working side."),
}
PEAK_AT: Mapping[tuple[Side, bool], Text] = {
    ("left", True): en("Peak at the left (working) hip: {peaks}."),
    ("left", False): en("Peak at the left (other) hip: {peaks}."),
    ("right", True): en("Peak at the right (working) hip: {peaks}."),
    ("right", False): en("Peak at the right (other) hip: {peaks}."),
}
"""Side, and whether it works -> what is said of its moments."""


def panel_names(scene: Scene) -> tuple[Text, Text, Text]:
    """What start, middle and top are called."""
    return PANELS if scene.loaded else STRETCHED


def key_frames(scene: Scene) -> tuple[int, int, int]:
    """Frames of the start, half way up and the top."""
    top = int(np.argmax(scene.share > scene.share.max() - 1e-9))
    return 0, int(np.argmin(np.abs(scene.share[: top + 1] - 0.5))), top


def pull_in_words(scene: Scene, implement: Implement) -> Text:
    """What a resistance is, in the words that a dose has for it: '4 kg at the ankle', 'red band'."""
    amounts = set(AMOUNT.values()) - {AMOUNT[implement.kind]}
    values = {key: value for key, value in scene.set_up.items() if key not in amounts}
    if implement.kind == "band":
        return load_in_words(DoseLoad(band=str(values["band"]), strands=int(float(values.get("strands", 1)))), values)
    return load_in_words(DoseLoad(mass_kg=float(values[AMOUNT[implement.kind]])), values, exercise=scene.exercise)


def set_up_words(scene: Scene) -> Text:
    """Load, heights of surfaces and tempo in a line; nothing for mobility work."""
    if not scene.loaded:
        return Text("")
    loads = list(dict.fromkeys(pull_in_words(scene, implement) for implement in scene.implements))
    heights = [layout("{surface} {height_cm:.0f} cm", surface=label, height_cm=100.0 * height) for label, height in scene.surfaces]
    return joined([and_list(loads) or load_in_words(None, {}), *heights, tempo_in_words(str(scene.set_up["tempo"]))], "; ")


def named_with_set_up(scene: Scene) -> Text:
    """The exercise's name, with its set-up where it has one."""
    words = set_up_words(scene)
    return layout("{exercise} ({set_up})" if words else "{exercise}", exercise=scene.name, set_up=words)


def angle_in_words(scene: Scene, side: Side, frame: int) -> Text:
    """Such as 'right hip 93°'."""
    return layout("{hip} {angle}°", hip=HIP_WORDS[side], angle=round(float(np.degrees(scene.hip_flexion_rad[side][frame]))))


def pose_in_words(scene: Scene) -> Text:
    """Angles, pulls and support forces at start, middle and top."""
    sentences = []
    for name, frame in zip(panel_names(scene), key_frames(scene), strict=True):
        parts = [angle_in_words(scene, side, frame) for side in sides_near_first(scene)]
        for implement in scene.implements:
            newtons = two_digits(float(np.linalg.norm(implement.force_n[frame])))
            parts.append(en("{load} pulls with {newtons} N", load=pull_in_words(scene, implement), newtons=newtons))
        least = LEAST_FORCE * largest_force_n(scene.supports)
        for support in scene.supports:
            force = float(np.linalg.norm(support.force_n[frame]))
            if force >= least:
                parts.append(en("{support} pushes with {newtons} N", support=support.label, newtons=two_digits(force)))
        sentences.append(layout("{moment}: {what}.", moment=name, what=joined(parts, ", ")))
    return joined(sentences)


def peak_in_words(scene: Scene, side: Side) -> Text:
    """The largest flexor and extensor moment of a hip and where; what stays under 0.05 Nm/kg is left out."""
    moment, angle = scene.hip_flexion_moment_nm_kg[side], np.degrees(scene.hip_flexion_rad[side])
    peaks = []
    for words, sizes in (
        (en("{moment} Nm/kg flexor moment at {angle}°"), moment),
        (en("{moment} Nm/kg extensor moment at {angle}°"), -moment),
    ):
        place = int(np.argmax(sizes))
        if sizes[place] >= 0.05:
            peaks.append(words.filled(moment=two_digits(float(sizes[place])), angle=round(float(angle[place]))))
    return PEAK_AT[side, side == scene.working_side].filled(peaks=and_list(peaks) or en("hardly any moment"))


def tempo_label(scene: Scene) -> Text:
    """How long a repetition takes."""
    return en("One rep takes {seconds} s.", seconds=two_digits(float(scene.time_s[-1] - scene.time_s[0])))
