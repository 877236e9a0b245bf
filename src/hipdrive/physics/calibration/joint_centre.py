"""Joint centres in every frame of a run, where no medial marker was placed."""

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ..rotation import axes_of_frames, unit

KNEE_OFFSET_OVER_HEIGHT, ANKLE_OFFSET_OVER_HEIGHT = 0.0354, 0.0245
"""Half the distance from the lateral to the medial marker over body height, which is half the joint's width and the marker's radius: mean
of both sides of the 12 runners' standing trials of Fukuchi et al. 2017 (PeerJ 5:e3298), our computation."""
PELVIS_DEPTH_M, FRONT_SHARE = 0.155, 0.35
"""ASIS to PSIS, and how near to the middle the PSIS lie, where they only carry the pelvis' directions and the hip centres are given."""


def pelvis_axes(r_asis: FloatArray, l_asis: FloatArray, posterior: FloatArray) -> FloatArray:
    """(n, 3, 3) ISB pelvis axes (Wu 2002) from markers (n, 3): Z from left to right ASIS, X forward in the plane with the back."""
    right = r_asis - l_asis
    return axes_of_frames(np.cross(right, 0.5 * (r_asis + l_asis) - posterior), right)


def hip_centres(r_asis: FloatArray, l_asis: FloatArray, posterior: FloatArray) -> dict[Side, FloatArray]:
    """Hip centres (n, 3) by the regression of Harrington et al. 2007 (J Biomech 40:595) on pelvis depth and width.

    Args:
        r_asis: (n, 3) m.
        l_asis: (n, 3) m.
        posterior: (n, 3) m, midway between the posterior spines, or the sacral marker.

    Returns:
        By side; depth and width are medians over the frames, for the pelvis is rigid.
    """
    front = 0.5 * (r_asis + l_asis)
    depth = float(np.nanmedian(np.linalg.norm(front - posterior, axis=-1)))
    width = float(np.nanmedian(np.linalg.norm(r_asis - l_asis, axis=-1)))
    axes = pelvis_axes(r_asis, l_asis, posterior)
    places = hip_offsets(depth, width)
    return {side: front + np.einsum("nij,j->ni", axes, place) for side, place in places.items()}


def hip_offsets(depth_m: float, width_m: float) -> dict[Side, FloatArray]:
    """(3,) hip centres by side in the ISB pelvis frame, from the middle of the ASIS (Harrington et al. 2007)."""
    back, down, out = -0.24 * depth_m - 0.0099, -0.30 * width_m - 0.0109, 0.33 * width_m + 0.0073
    return {"right": np.array([back, down, out]), "left": np.array([back, down, -out])}


def spines_about_hips(half_m: float) -> dict[str, FloatArray]:
    """(3,) m, iliac spines for which `hip_offsets` gives hip centres that are known: they stand for a pelvis without markers on its spines.

    Args:
        half_m: Half the distance between the hip centres.

    Returns:
        By role, from midway between the hip centres in the ISB pelvis frame, the spines level from back to front.
    """
    width = (half_m - 0.0073) / 0.33
    front = np.array([0.24 * PELVIS_DEPTH_M + 0.0099, 0.30 * width + 0.0109, 0.5 * width])
    back = front - np.array([PELVIS_DEPTH_M, 0.0, FRONT_SHARE * width])
    mirror = np.array([1.0, 1.0, -1.0])
    return {"r_asis": front, "l_asis": front * mirror, "r_psis": back, "l_psis": back * mirror}


def centre_beside_lateral_marker(proximal: FloatArray, wand: FloatArray, lateral: FloatArray, offset_m: float) -> FloatArray:
    """Knee or ankle centre from the joint above, a marker beside the segment and the lateral marker of the joint.

    The centre lies in the plane of the three, at the offset from the lateral marker, where the lines to the joint above and to the
    lateral marker meet at a right angle, on the side away from the wand (Davis et al. 1991, Hum Mov Sci 10:575; Kadaba et al. 1990).

    Args:
        proximal: (n, 3) m, centre of the joint above.
        wand: (n, 3) m, marker on the outside of thigh or shank.
        lateral: (n, 3) m, marker on the outside of the joint.
        offset_m: Half the joint's width and the marker's radius.

    Returns:
        (n, 3) m; NaN where a marker is missing.
    """
    away = proximal - lateral
    length = np.linalg.norm(away, axis=-1, keepdims=True)
    along = away / length
    outward = wand - lateral
    inward = unit(np.sum(outward * along, axis=-1, keepdims=True) * along - outward)
    cosine = offset_m / length
    centre: FloatArray = lateral + offset_m * (cosine * along + np.sqrt(1.0 - cosine**2) * inward)
    return centre
