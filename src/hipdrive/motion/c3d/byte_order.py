"""Numbers of a C3D file in this machine's byte order, whichever of the three the file was written in.

Source: C3D format user guide (c3d.org). Words are little-endian in Intel and DEC files and big-endian in MIPS (SGI) files; DEC reals are
VAX F-floats, whose two words stand in the order of the high one first and whose value is four times the IEEE number of the same bits.
"""

import numpy as np
from numpy.typing import NDArray

INTEL, DEC, MIPS = 84, 85, 86
PROCESSORS = (INTEL, DEC, MIPS)
"""What the fourth byte of the parameter section says about the computer that wrote the file."""

Raw = bytes | memoryview


def order_of(processor: int) -> str:
    """Return the byte order of 16-bit words as `struct` and numpy write it, '<' or '>'."""
    return ">" if processor == MIPS else "<"


def words(raw: Raw, processor: int) -> NDArray[np.int16]:
    """Return 16-bit integers of this byte order; a view of the bytes where nothing has to be turned."""
    return np.frombuffer(raw, dtype=f"{order_of(processor)}i2").astype("<i2", copy=False)


def reals(raw: Raw, processor: int) -> NDArray[np.float32]:
    """Return 32-bit reals of this byte order as IEEE numbers; a view of the bytes where nothing has to be turned."""
    if processor == DEC:
        halves = np.frombuffer(raw, dtype="<u2").reshape(-1, 2)[:, ::-1]
        bits = np.ascontiguousarray(halves).view("<u4").ravel()
        return np.where((bits >> 23) & 0xFF > 2, bits - (2 << 23), 0).astype("<u4").view("<f4")
    return np.frombuffer(raw, dtype=f"{order_of(processor)}f4").astype("<f4", copy=False)
