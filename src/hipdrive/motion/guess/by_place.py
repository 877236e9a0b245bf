"""Place markers whose labels say nothing: by where they stand, by what moves with what, and by the body's symmetry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...body_words import SIDE_WORDS
from ...errors import listed
from ...language import Text, en, joined
from .landmarks import Roles, foot_roles, pelvis_roles, trunk_roles
from .legs import SLACK, TRUNK_ASIDE_M, Joint, ankles, body_by_height, knees, may_be_on, mean_height
from .placement import Placement
from .rigid import voted
from .standing import Standing

SAME_POINT_M = 0.0005
"""A point this near to the middle of two others was computed from them; by chance, one in 200,000."""
PLATES = ("calcn", "tibia", "femur")
"""Segments of a leg from the floor up."""
BODY_WORDS = {
    "pelvis": en("pelvis"),
    "torso": en("trunk"),
    "femur_r": en("right thigh"),
    "femur_l": en("left thigh"),
    "tibia_r": en("right shank"),
    "tibia_l": en("left shank"),
    "calcn_r": en("right foot"),
    "calcn_l": en("left foot"),
    "humerus_r": en("right upper arm"),
    "humerus_l": en("left upper arm"),
    "radius_r": en("right forearm"),
    "radius_l": en("left forearm"),
}
SIDES = {"r": SIDE_WORDS["right"], "l": SIDE_WORDS["left"]}
BESIDE = {
    ("knee", "lateral"): en(
        "the outer one of two markers beside each other at the height of the {side} knee ({height_cm:.0f} cm above the floor)"
    ),
    ("knee", "medial"): en(
        "the inner one of two markers beside each other at the height of the {side} knee ({height_cm:.0f} cm above the floor)"
    ),
    ("ankle", "lateral"): en(
        "the outer one of two markers beside each other at the height of the {side} ankle ({height_cm:.0f} cm above the floor)"
    ),
    ("ankle", "medial"): en(
        "the inner one of two markers beside each other at the height of the {side} ankle ({height_cm:.0f} cm above the floor)"
    ),
}
"""Why a marker is beside a joint, by joint and place."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What geometry has to go by."""

    standing: Standing
    groups: tuple[tuple[str, ...], ...]
    """Markers that keep their distances in the run, or each alone."""
    in_run: frozenset[str]
    fixed: frozenset[str]
    """Markers that stay where they are while everything moves."""
    stands: bool
    """Whether the places are those of quiet standing."""


def placed_by_place(seen: Seen, known: Mapping[str, Placement]) -> dict[str, Placement]:
    """Placements of markers that no label places, as far as geometry tells.

    Args:
        seen: Where markers are, and which move together.
        known: Placements by label.
    """
    standing = seen.standing
    if not standing.sides_known:
        return {}
    free = [label for label in standing.labels if label not in known and label not in seen.fixed]
    computed = _computed(standing, free)
    free = [label for label in free if label not in computed]
    found = {
        label: _left(label, en("it was computed as the middle of {first} and {second}", first=a, second=b))
        for label, (a, b) in computed.items()
    }
    found |= {label: _left(label, en("it does not move in the run")) for label in seen.fixed if label not in known}
    joints = _knees(seen, known, free) if seen.stands else {}
    if not joints:
        return found | _plates(seen, known, free)
    knee_m = float(np.mean([joint.middle_m[1] for joint in joints.values()]))
    free = [label for label in free if label not in _labels_of(joints)]
    found |= _of_joint(joints, "knee", free=[label for label in standing.labels if label not in known])
    at_ankle = _ankles(seen, known, free, knee_m)
    found |= _of_joint(at_ankle, "ankle", free=free)
    free = [label for label in free if label not in _labels_of(at_ankle)]
    bodies = _bodies(seen, {**known, **found}, free, knee_m, joints)
    found |= {label: _follows(label, body, seen) for label, body in bodies.items() if body}
    roles = _roles(seen, known, bodies, at_ankle, knee_m)
    landmarks = {label for labels in roles[0].values() for label in labels}
    found = {label: placed for label, placed in found.items() if label in landmarks or not _at_arm(placed, standing)}
    done = _with_roles(found, roles, known)
    idle = [label for label, p in done.items() if p.body and not p.role and label not in seen.in_run]
    unseen = en("{reason}, but it is not a landmark and is not seen in the run")
    return done | {label: _left(label, unseen.filled(reason=done[label].why)) for label in idle}


def _at_arm(placed: Placement, standing: Standing) -> bool:
    """Whether a marker beside the trunk may as well be on an arm."""
    return placed.body == "torso" and abs(float(standing.of(placed.label)[2])) > TRUNK_ASIDE_M


def _left(label: str, why: Text) -> Placement:
    return Placement(label=label, body="", role="", by="geometry", why=why)


def _follows(label: str, body: str, seen: Seen) -> Placement:
    words = BODY_WORDS[body]
    group = next((group for group in seen.groups if label in group), ())
    if len(group) > 1:
        others = listed(sorted(set(group) - {label}), at_most=5)
        why = en("it sits where the {body} is and moves with {markers}", body=words, markers=others)
    else:
        why = en("it sits where the {body} is", body=words)
    return Placement(label=label, body=body, role="", by="geometry", why=why)


def _computed(standing: Standing, free: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Free labels that lie exactly between two other markers, and which two."""
    first, second = np.triu_indices(len(standing.labels), 1)
    middles = 0.5 * (standing.place_m[first] + standing.place_m[second])
    found = {}
    for label in free:
        off = np.linalg.norm(middles - standing.of(label), axis=1)
        place = standing.labels.index(label)
        off[(first == place) | (second == place)] = np.inf
        nearest = int(np.argmin(off)) if len(off) else -1
        if nearest >= 0 and off[nearest] < SAME_POINT_M:
            found[label] = (standing.labels[first[nearest]], standing.labels[second[nearest]])
    return found


def _labelled(standing: Standing, known: Mapping[str, Placement], joint: str) -> dict[str, Joint]:
    """A joint of both legs where labels name it; with the outer marker alone, that stands for both."""
    found = {}
    for side in "rl":
        of_role = {p.role: label for label, p in known.items() if label in standing.labels}
        lateral, medial = (of_role.get(f"{side}_{joint}_{place}") for place in ("lateral", "medial"))
        if lateral is None:
            return {}
        middle_m = 0.5 * (standing.of(lateral) + standing.of(medial or lateral))
        found[side] = Joint(lateral=lateral, medial=medial or lateral, middle_m=middle_m)
    return found


def _knees(seen: Seen, known: Mapping[str, Placement], free: Sequence[str]) -> dict[str, Joint]:
    return _labelled(seen.standing, known, "knee") or knees(seen.standing, free, seen.in_run)


def _ankles(seen: Seen, known: Mapping[str, Placement], free: Sequence[str], knee_m: float) -> dict[str, Joint]:
    return _labelled(seen.standing, known, "ankle") or ankles(seen.standing, free, seen.in_run, knee_m)


def _labels_of(joints: Mapping[str, Joint]) -> set[str]:
    return {label for joint in joints.values() for label in (joint.lateral, joint.medial)}


def _of_joint(joints: Mapping[str, Joint], name: str, *, free: Sequence[str]) -> dict[str, Placement]:
    """Placements of the markers beside a joint that no label places."""
    bone = {"knee": "femur", "ankle": "tibia"}[name]
    found = {}
    for side, joint in joints.items():
        for label, place in ((joint.lateral, "lateral"), (joint.medial, "medial")):
            if label in free:
                why = BESIDE[name, place].filled(side=SIDES[side], height_cm=100 * float(joint.middle_m[1]))
                found[label] = Placement(label=label, body=f"{bone}_{side}", role=f"{side}_{name}_{place}", by="geometry", why=why)
    return found


def _bodies(seen: Seen, known: Mapping[str, Placement], free: Sequence[str], knee_m: float, joints: Mapping[str, Joint]) -> dict[str, str]:
    """The body of each free marker, empty where that is not clear; `known` holds what labels and joints tell."""
    beside = {side: joint.middle_m for side, joint in joints.items()}
    own = {label: body_by_height(seen.standing.of(label), knee_m, beside) for label in free}
    named = own | {label: p.body for label, p in known.items() if p.body}
    together = voted(seen.groups, named)
    bodies = {}
    for label in free:
        if own[label] != "torso" and _moves_with_arm(label, seen, named, known):
            bodies[label] = ""
            continue
        body = together.get(label, "")
        reachable = body and may_be_on(body, seen.standing.of(label), knee_m, slack=SLACK)
        bodies[label] = body if reachable else own[label]
    return bodies


def _moves_with_arm(label: str, seen: Seen, named: Mapping[str, str], known: Mapping[str, Placement]) -> bool:
    """Whether most markers that move with this one are on an arm, or where none of trunk and legs is: a hand hangs beside the thigh."""
    unused = {other for other, placed in known.items() if placed.left_out}
    others = [other for group in seen.groups if label in group for other in group if other != label and other not in unused]
    away = sum(not named.get(other) or named[other].startswith(("humerus", "radius")) for other in others)
    return 2 * away > len(others)


def _roles(
    seen: Seen, known: Mapping[str, Placement], bodies: Mapping[str, str], at_ankle: Mapping[str, Joint], knee_m: float
) -> tuple[Roles, Text]:
    """Landmarks among the free markers of each body, and a doubt about the pelvis."""
    standing = seen.standing

    def on(body: str) -> list[str]:
        return [label for label in standing.labels if (bodies.get(label) or (known[label].body if label in known else "")) == body]

    roles, doubt = pelvis_roles(standing, on("pelvis"))
    for side, joint in at_ankle.items():
        roles |= foot_roles(standing, on(f"calcn_{side}"), side, float(joint.middle_m[0]))
    return roles | trunk_roles(standing, [label for label in on("torso") if label in seen.in_run], knee_m), doubt


def _with_roles(found: Mapping[str, Placement], roles: tuple[Roles, Text], known: Mapping[str, Placement]) -> dict[str, Placement]:
    """The placements with the landmarks that labels do not name already."""
    of_role, doubt = roles
    named = {p.role for p in known.values() if p.role}
    back = {"r_psis", "l_psis", "sacrum"}
    done = dict(found)
    for role, labels in of_role.items():
        if role in named or (role in back and named & back):
            continue
        words = ROLE_WORDS.get(role[2:]) or ROLE_WORDS[role]
        for label in labels:
            if label in done:
                done[label] = replace(done[label], role=role, why=joined((done[label].why, words, doubt if role in back else ""), "; "))
    return done


ROLE_WORDS = {
    "asis": en("the foremost on its side"),
    "psis": en("the rearmost on its side"),
    "sacrum": en("the rearmost, in the middle"),
    "heel": en("the rearmost"),
    "toe": en("the foremost"),
    "mt1": en("the innermost of the forefoot"),
    "mt5": en("the outermost of the forefoot"),
    "acromion": en("the pair on top of the shoulders"),
    "c7": en("the rearmost at the top of the trunk"),
    "sternum": en("the foremost at the top of the trunk"),
}


def _plates(seen: Seen, known: Mapping[str, Placement], free: Sequence[str]) -> dict[str, Placement]:
    """Rigid plates without markers at joints: the pelvis' is the highest, each leg has three one above the other."""
    plates = [group for group in seen.groups if len(group) >= 3 and all(label in free for label in group)]
    if known or len(plates) != 7:
        return {}
    order = sorted(plates, key=lambda group: -mean_height(seen.standing, group))
    bodies = {"pelvis": order[0]}
    for side, sign in (("r", 1.0), ("l", -1.0)):
        own = [group for group in order[1:] if sign * float(np.mean([seen.standing.of(label)[2] for label in group])) > 0.0]
        if len(own) != 3:
            return {}
        bodies |= {f"{bone}_{side}": group for bone, group in zip(reversed(PLATES), own, strict=True)}
    why = en("its rigid group is the {body} of the seven that move as one piece each")
    return {
        label: Placement(label=label, body=body, role="", by="geometry", why=why.filled(body=BODY_WORDS[body]))
        for body, group in bodies.items()
        for label in group
    }
