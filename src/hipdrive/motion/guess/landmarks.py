"""Which marker of pelvis, foot and trunk is which landmark, by its place within the segment in standing."""

from collections.abc import Mapping, Sequence

import numpy as np

from ...language import Text, en, joined
from .standing import Standing

BACK_M = 0.06
"""Markers of the pelvis within this of the rearmost one are at its back; the iliac crest is 10 cm ahead of it."""
FRONT_M = 0.05
LEAST_ASIS_ASIDE_M = 0.06
"""The spines in front are 20 to 25 cm apart."""
MIRRORED_M = 0.08
"""Both of a pair mirror each other to about this, where somebody stands a little turned; our choice."""
FOREFOOT_SHARE = 0.55
"""Markers of the forefoot are in the front 45 % of the way from ankle to the foremost marker; the midfoot is behind it in three sets."""
TOES_AND_BALL_M = 0.025
"""The outer or inner ball of the foot is at least so far to the side of the toes' marker."""
SAME_HEEL_M = 0.015
"""Two markers on the heel, one above the other."""
SHOULDER_ASIDE_M, ON_SHOULDER_M = 0.12, 0.06
"""Markers on the shoulders are 0.16 to 0.18 m aside, and the highest there; the upper arm's are lower by 0.1 m."""
Roles = dict[str, tuple[str, ...]]


def pelvis_roles(standing: Standing, labels: Sequence[str]) -> tuple[Roles, Text]:
    """The spines, or a sacrum, among the markers of a pelvis; and a doubt in words, empty where there is none."""
    ahead = {label: float(standing.of(label)[0]) for label in labels}
    if len(labels) < 3:
        return {}, Text("")
    front = [label for label in labels if ahead[label] > max(ahead.values()) - FRONT_M]
    spines = _mirrored(standing, front, least_aside_m=LEAST_ASIS_ASIDE_M)
    back = [label for label in labels if ahead[label] < min(ahead.values()) + BACK_M and label not in spines]
    if len(spines) < 2 or not back:
        return {}, Text("")
    roles: Roles = {"r_asis": (spines[0],), "l_asis": (spines[1],)}
    pair = _mirrored(standing, back, least_aside_m=0.015)
    if pair:
        roles |= {"r_psis": (pair[0],), "l_psis": (pair[1],)}
    else:
        middle = min(back, key=lambda label: abs(float(standing.of(label)[2])))
        roles["sacrum"] = (middle,)
    taken = {label for of_role in roles.values() for label in of_role}
    others = sorted(set(back).difference(taken))
    doubt = en("the back of the pelvis could also be {markers}", markers=joined(others, ", ")) if others else Text("")
    return roles, doubt


def foot_roles(standing: Standing, labels: Sequence[str], side: str, ankle_ahead_m: float) -> Roles:
    """Heel, toes and the balls of a foot, as far as its markers show them."""
    outward = 1.0 if side == "r" else -1.0
    ahead = {label: float(standing.of(label)[0]) - ankle_ahead_m for label in labels}
    aside = {label: outward * float(standing.of(label)[2]) for label in labels}
    if not labels or max(ahead.values()) < TOES_AND_BALL_M or min(ahead.values()) > 0.0:
        return {}
    rear = min(labels, key=lambda label: ahead[label])
    near = [label for label in labels if ahead[label] < ahead[rear] + SAME_HEEL_M and abs(aside[label] - aside[rear]) < SAME_HEEL_M]
    roles: Roles = {f"{side}_heel": tuple(near)}
    fore = sorted((label for label in labels if ahead[label] > FOREFOOT_SHARE * max(ahead.values())), key=lambda label: aside[label])
    if len(fore) >= 3:
        inner, outer = fore[0], fore[-1]
        toe = max(fore[1:-1], key=lambda label: ahead[label])
        return roles | {f"{side}_mt1": (inner,), f"{side}_toe": (toe,), f"{side}_mt5": (outer,)}
    toe = max(fore, key=lambda label: ahead[label])
    roles[f"{side}_toe"] = (toe,)
    for other in fore:
        if other != toe and abs(aside[other] - aside[toe]) > TOES_AND_BALL_M:
            roles[f"{side}_mt5" if aside[other] > aside[toe] else f"{side}_mt1"] = (other,)
    return roles


def trunk_roles(standing: Standing, labels: Sequence[str], knee_m: float) -> Roles:
    """The shoulders, the seventh neck vertebra and the top of the breastbone among the markers of a trunk."""
    high = [label for label in labels if standing.of(label)[1] > 2.5 * knee_m]
    roles: Roles = {}
    aside = [label for label in high if abs(float(standing.of(label)[2])) > SHOULDER_ASIDE_M]
    top_m = max((float(standing.of(label)[1]) for label in aside), default=0.0)
    shoulders = _mirrored(
        standing, [label for label in aside if standing.of(label)[1] > top_m - ON_SHOULDER_M], least_aside_m=SHOULDER_ASIDE_M
    )
    if shoulders:
        roles |= {"r_acromion": (shoulders[0],), "l_acromion": (shoulders[1],)}
    middle = [label for label in high if abs(float(standing.of(label)[2])) < 0.06]
    if len(middle) >= 2:
        rear, front = (pick(middle, key=lambda label: float(standing.of(label)[0])) for pick in (min, max))
        if standing.of(front)[0] - standing.of(rear)[0] > 0.08:
            roles |= {"c7": (rear,), "sternum": (front,)}
    return roles


def _mirrored(standing: Standing, labels: Sequence[str], *, least_aside_m: float) -> tuple[str, ...]:
    """The right and the left marker that mirror each other best; empty where none do."""
    place: Mapping[str, np.ndarray] = {label: standing.of(label) for label in labels}
    right, left = ([label for label in labels if sign * place[label][2] > least_aside_m] for sign in (1.0, -1.0))
    off = {(a, b): float(np.abs(place[a][:2] - place[b][:2]).max() + abs(place[a][2] + place[b][2]) / 2) for a in right for b in left}
    best = min(off, key=lambda pair: off[pair], default=None)
    return () if best is None or off[best] > MIRRORED_M else best
