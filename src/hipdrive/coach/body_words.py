"""What sides, sexes and muscles are called to people: whole phrases that sentences put in."""

from collections.abc import Mapping

from ..body import Sex, Side
from ..curve import Action, Range
from ..language import Text, en

SIDES_SAID: Mapping[str, Text] = {"left": en("left"), "right": en("right"), "both": en("both")}
SEXES_SAID: Mapping[Sex, Text] = {"female": en("female"), "male": en("male")}
RANGES_SAID: Mapping[Range, Text] = {"early": en("early range"), "mid": en("mid range"), "end": en("end range")}
MUSCLES: Mapping[Action, Text] = {"flexor": en("flexors"), "extensor": en("extensors")}
HIPS_MUSCLES: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("the left hip's flexors"),
    ("left", "extensor"): en("the left hip's extensors"),
    ("right", "flexor"): en("the right hip's flexors"),
    ("right", "extensor"): en("the right hip's extensors"),
}
HIP_MUSCLES: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("left hip flexors"),
    ("left", "extensor"): en("left hip extensors"),
    ("right", "flexor"): en("right hip flexors"),
    ("right", "extensor"): en("right hip extensors"),
}
SIDE_MUSCLES: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("left flexors"),
    ("left", "extensor"): en("left extensors"),
    ("right", "flexor"): en("right flexors"),
    ("right", "extensor"): en("right extensors"),
}
SIDE_MUSCLE: Mapping[tuple[Side, Action], Text] = {
    ("left", "flexor"): en("left flexor"),
    ("left", "extensor"): en("left extensor"),
    ("right", "flexor"): en("right flexor"),
    ("right", "extensor"): en("right extensor"),
}
