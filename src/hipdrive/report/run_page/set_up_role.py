"""The set-up role of the flexors in the explanation of the stride: where they hand the thigh over to the extensors (P32)."""

from collections.abc import Mapping

from ...arrays import FloatArray
from ...body import SIDES
from ...units import deg_from_rad
from ..words import and_list
from .content import ReportContent

ANGLE, MOMENT = "hip_flexion_rad", "hip_flexion_moment_nm_kg"
ROLE = (
    "In swing the flexors bring the thigh forward and up. A coach's principle says that they set the posture and the leverage from which "
    "the glutes then push down and back (P32, Pirie 2023)."
)
UNPROVEN = "It is unproven that a better thigh position makes the glutes push harder, and it is not modelled here."


def set_up_role(content: ReportContent) -> tuple[str, ...]:
    """What the flexors are for in this stride: the principle, where this stride hands over, and that it is unproven."""
    thighs: dict[str, float | None]
    if content.run is not None:
        curves = {side: {name: curve.mean for name, curve in content.run.sides[side].curves.items()} for side in SIDES}
        thighs = {f"the {side} thigh": handed_over_deg(curves[side]) for side in SIDES}
        whose = "In this made-up stride" if content.synthetic else "In your stride"
    else:
        thighs = {"the thigh": None if content.typical is None else handed_over_deg(content.typical.mean)}
        whose = "In the typical stride"
    places = [
        f"{thigh} {abs(degrees):.0f}° {'ahead of' if degrees >= 0 else 'behind'} its standing position"
        for thigh, degrees in thighs.items()
        if degrees is not None
    ]
    return (ROLE, *([f"{whose} the extensors take over in late swing with {and_list(places)}."] if places else []), UNPROVEN)


def handed_over_deg(curves: Mapping[str, FloatArray]) -> float | None:
    """Hip flexion (deg) at which the mean hip moment turns from flexor to extensor after the flexors' peak.

    Args:
        curves: (101,) means over the stride by name; 0 and 100 % are the same instant.

    Returns:
        The angle where the moment crosses zero, on a straight line between points; None where there are no moments, or they never turn.
    """
    if ANGLE not in curves or MOMENT not in curves:
        return None
    moment, angle = curves[MOMENT][:-1], curves[ANGLE][:-1]
    count, peak = len(moment), int(moment.argmax())
    if moment[peak] <= 0:
        return None
    for step in range(peak, peak + count):
        here, following = step % count, (step + 1) % count
        if moment[here] > 0 >= moment[following]:
            share = float(moment[here] / (moment[here] - moment[following]))
            return deg_from_rad(float(angle[here] + share * (angle[following] - angle[here])))
    return None
