"""Typical demand at sprinting speed against the recording whose turning points it is made of, and against published figures."""

from collections.abc import Sequence

import numpy as np

from hipdrive.body import SIDES
from hipdrive.curve import MomentCurve, mean_by_range
from hipdrive.gait import Run, typical_demand
from hipdrive.gait.runners.demand import towards_sprint
from hipdrive.gait.runners.sprint import sprint

from .row import Row, share_of

SPRINT = "dorn-sprint sprint"
NAGAHARA_J_KG = 4.3
"""Positive hip work in swing of twelve sprinters over 60 m (Nagahara et al. 2017, Biol Open 6:633): about."""
VAN_OEVEREN_CONTACT_S = 0.18
"""Contact at 20 km/h, the fastest of their range (van Oeveren et al. 2021, doi 10.1080/14763141.2021.1873411)."""


def rows_of(run: Run) -> tuple[Row, ...]:
    """Rows of the recorded sprint, mean of both legs."""
    typical = typical_demand(sprint().speed_m_s)
    legs = [tuple(curve for curve in run.demand if curve.side == side) for side in SIDES]
    rows: list[Row] = []
    for action in ("flexor", "extensor"):
        low, high = share_of(float(np.mean([_peak(leg, action) for leg in legs])), 0.05)
        rows.append(
            Row(quantity=f"peak {action} moment of the curves, Nm/kg", reached=_peak(typical, action), digits=2, low=low, high=high)
        )
        for name, mean in mean_by_range(typical, side="right", action=action).items():
            own = [mean_by_range(leg, side=side, action=action)[name] for side, leg in zip(SIDES, legs, strict=True)]
            known = [value for value in own if value is not None]
            if mean is not None and known:
                low, high = share_of(float(np.mean(known)), 0.10)
                rows.append(Row(quantity=f"mean {action} moment, {name} range, Nm/kg", reached=mean, digits=2, low=low, high=high))
    for words, end in (("furthest back", 0), ("highest", -1)):
        own_deg = float(np.mean([_end_deg(leg, end) for leg in legs]))
        quantity = f"hip flexion {words}, deg"
        rows.append(Row(quantity=quantity, reached=_end_deg(typical, end), digits=0, low=own_deg - 3, high=own_deg + 3))
    stride = towards_sprint(sprint().speed_m_s)
    power = np.maximum(stride.moment_nm_kg * stride.velocity_rad_s, 0.0) * (stride.time_s > sprint().contact_time_s)
    work = float(np.trapezoid(power, stride.time_s))
    rows.append(Row(quantity="positive hip work in swing, J/kg", reached=work, digits=1, published=NAGAHARA_J_KG))
    fast = towards_sprint(20 / 3.6)
    contact_s = float(fast.time_s[np.flatnonzero(fast.in_stance)[-1]]) if fast.in_stance is not None else 0.0
    rows.append(Row(quantity="contact at 20 km/h, s", reached=contact_s, published=VAN_OEVEREN_CONTACT_S))
    return tuple(rows)


def _peak(curves: Sequence[MomentCurve], action: str) -> float:
    """Largest moment (Nm/kg), sign left off."""
    return max(float(np.abs(curve.moment_nm_kg).max()) for curve in curves if curve.action == action)


def _end_deg(curves: Sequence[MomentCurve], end: int) -> float:
    """Least (0) or largest (-1) hip flexion (deg) at which anything is asked."""
    ends = [float(np.degrees(curve.angle_rad[end])) for curve in curves]
    return min(ends) if end == 0 else max(ends)
