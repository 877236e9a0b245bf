"""The set-up role of the flexors in the explanation of the stride: where they hand the thigh over to the extensors (P32)."""

from collections.abc import Mapping

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...language import Text, and_list, en
from ...units import deg_from_rad
from .content import ReportContent

_THIGHS: Mapping[Side, Text] = {"left": en("the left thigh"), "right": en("the right thigh")}
ANGLE, MOMENT = "hip_flexion_rad", "hip_flexion_moment_nm_kg"
ROLE = en(
    "In swing the flexors bring the thigh forward and up. A coach's principle says that they set the posture and the leverage from which "
    "the glutes then push down and back (P32, Pirie 2023)."
)
UNPROVEN = en("It is unproven that a better thigh position makes the glutes push harder, and it is not modelled here.")


def set_up_role(content: ReportContent) -> tuple[Text, ...]:
    """What the flexors are for in this stride: the principle, where this stride hands over, and that it is unproven."""
    thighs: dict[Text, float | None]
    if content.run is not None:
        curves = {side: {name: curve.mean for name, curve in content.run.sides[side].curves.items()} for side in SIDES}
        thighs = {_THIGHS[side]: handed_over_deg(curves[side]) for side in SIDES}
        told = (
            en("In this made-up stride the extensors take over in late swing with {places}.")
            if content.synthetic
            else en("In your stride the extensors take over in late swing with {places}.")
        )
    else:
        thighs = {en("the thigh"): None if content.typical is None else handed_over_deg(content.typical.mean)}
        told = en("In the typical stride the extensors take over in late swing with {places}.")
    places = [_place(thigh, degrees) for thigh, degrees in thighs.items() if degrees is not None]
    return (ROLE, *([told.filled(places=and_list(places))] if places else []), UNPROVEN)


def _place(thigh: Text, degrees: float) -> Text:
    if degrees >= 0:
        return en("{thigh} {angle_deg:.0f}° ahead of its standing position", thigh=thigh, angle_deg=degrees)
    return en("{thigh} {angle_deg:.0f}° behind its standing position", thigh=thigh, angle_deg=-degrees)


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
