"""What pose programs call the points of a body, and what the marker set 'keypoints' calls them."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_COCO_17 = "Nose LEye REye LEar REar LShoulder RShoulder LElbow RElbow LWrist RWrist LHip RHip LKnee RKnee LAnkle RAnkle"
_FEET = "LBigToe LSmallToe LHeel RBigToe RSmallToe RHeel"
_BODY_25 = (
    "Nose Neck RShoulder RElbow RWrist LShoulder LElbow LWrist MidHip RHip RKnee RAnkle LHip LKnee LAnkle REye LEye REar LEar " + _FEET
)
_HALPE_26 = _COCO_17 + " Head Neck MidHip LBigToe RBigToe LSmallToe RSmallToe LHeel RHeel"
_BLAZEPOSE = (
    "Nose LEyeInner LEye LEyeOuter REyeInner REye REyeOuter LEar REar LMouth RMouth LShoulder RShoulder LElbow RElbow LWrist RWrist "
    "LPinky RPinky LIndex RIndex LThumb RThumb LHip RHip LKnee RKnee LAnkle RAnkle LHeel RHeel LBigToe RBigToe"
)
BODIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "body_25": tuple(_BODY_25.split()),
        "halpe_26": tuple(_HALPE_26.split()),
        "coco_17": tuple(_COCO_17.split()),
        "coco_23": tuple((_COCO_17 + " " + _FEET).split()),
        "blazepose": tuple(_BLAZEPOSE.split()),
    }
)
"""Name of a body -> its points in the order in which programs write them."""
WHOLE_BODY = 133
"""Points of COCO-WholeBody, whose first are those of 'coco_23'; the rest are face and hands."""
NEEDED = ("RHip", "RKnee", "RAnkle", "LHip", "LKnee", "LAnkle")
"""Without these no stride can be read."""
_PARTS = {
    **{part.lower(): part for part in ("Hip", "Knee", "Ankle", "Heel", "BigToe", "SmallToe", "Shoulder", "Elbow", "Wrist", "Eye", "Ear")},
    "footindex": "BigToe",
    "toe": "BigToe",
    "toes": "BigToe",
}
_MIDDLE = {
    "nose": "Nose",
    "neck": "Neck",
    "head": "Head",
    "midhip": "MidHip",
    "hip": "MidHip",
    "hips": "MidHip",
    "pelvis": "MidHip",
    "root": "MidHip",
}
_SIDED = re.compile(r"^(?P<side>left|right|l|r)(?P<part>[a-z]+)$")
_PARTS_FIRST = re.compile(r"^(?P<part>[a-z]+?)(?P<side>left|right|l|r)$")


def keypoint_label(name: str) -> str:
    """The label in the marker set 'keypoints' of a point that a program calls `left_hip`, `l_hip`, `LHip`, `leftHip` or `hip_l`.

    A name that is not known stays as it is.
    """
    plain = re.sub(r"[^a-z]", "", name.lower())
    if plain in _MIDDLE:
        return _MIDDLE[plain]
    for pattern in (_SIDED, _PARTS_FIRST):
        read = pattern.match(plain)
        if read is not None and read["part"] in _PARTS:
            return read["side"][0].upper() + _PARTS[read["part"]]
    return name


def body_order(count: int) -> tuple[str, ...] | None:
    """The labels of a body that is known by its number of points alone; None for a number that no known body has."""
    if count == WHOLE_BODY:
        return BODIES["coco_23"]
    return next((labels for labels in BODIES.values() if len(labels) == count), None)


def missing_of(labels: Sequence[str]) -> tuple[str, ...]:
    """Which of the points that a stride needs are not among the labels."""
    return tuple(label for label in NEEDED if label not in labels)
