"""What sides, hips, legs, muscles, sexes and places of the body are called to people: words and whole phrases that sentences put in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from .language import Text, en

if TYPE_CHECKING:
    from .body import Sex, Side
    from .curve import Action

BothOrSide = Literal["left", "right", "both"]

SIDE_WORDS: "Mapping[BothOrSide, Text]" = MappingProxyType({"left": en("left"), "right": en("right"), "both": en("both")})
ON_SIDE_WORDS: "Mapping[BothOrSide, Text]" = MappingProxyType(
    {"left": en("on the left"), "right": en("on the right"), "both": en("on both sides")}
)
HIP_WORDS: "Mapping[Side, Text]" = MappingProxyType({"left": en("left hip"), "right": en("right hip")})
LEG_WORDS: "Mapping[Side, Text]" = MappingProxyType({"left": en("left leg"), "right": en("right leg")})

MUSCLES: "Mapping[Action, Text]" = MappingProxyType({"flexor": en("flexors"), "extensor": en("extensors")})
SIDE_MUSCLES: "Mapping[tuple[BothOrSide, Action], Text]" = MappingProxyType(
    {
        ("left", "flexor"): en("left flexors"),
        ("left", "extensor"): en("left extensors"),
        ("right", "flexor"): en("right flexors"),
        ("right", "extensor"): en("right extensors"),
        ("both", "flexor"): MUSCLES["flexor"],
        ("both", "extensor"): MUSCLES["extensor"],
    }
)
SIDE_MUSCLE: "Mapping[tuple[Side, Action], Text]" = MappingProxyType(
    {
        ("left", "flexor"): en("left flexor"),
        ("left", "extensor"): en("left extensor"),
        ("right", "flexor"): en("right flexor"),
        ("right", "extensor"): en("right extensor"),
    }
)
"""In the singular, as in 'left flexor moment'."""
HIP_MUSCLES: "Mapping[tuple[BothOrSide, Action], Text]" = MappingProxyType(
    {
        ("left", "flexor"): en("left hip flexors"),
        ("left", "extensor"): en("left hip extensors"),
        ("right", "flexor"): en("right hip flexors"),
        ("right", "extensor"): en("right hip extensors"),
        ("both", "flexor"): en("hip flexors"),
        ("both", "extensor"): en("hip extensors"),
    }
)
HIPS_MUSCLES: "Mapping[tuple[Side, Action], Text]" = MappingProxyType(
    {
        ("left", "flexor"): en("left hip's flexors"),
        ("left", "extensor"): en("left hip's extensors"),
        ("right", "flexor"): en("right hip's flexors"),
        ("right", "extensor"): en("right hip's extensors"),
    }
)

SEX_WORDS: "Mapping[Sex, Text]" = MappingProxyType({"female": en("female"), "male": en("male")})
SITE_WORDS: "Mapping[str, Text]" = MappingProxyType(
    {
        "front_of_hip": en("front of hip"),
        "groin": en("groin"),
        "side_of_hip": en("side of hip"),
        "buttock": en("buttock"),
        "lower_back": en("lower back"),
        "thigh": en("thigh"),
        "knee": en("knee"),
        "elsewhere": en("elsewhere"),
    }
)
"""Where it hurts."""
