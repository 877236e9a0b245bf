"""C3D files: their bytes, their parameters, and the markers and force plates in them."""

from .read import read_c3d as read_c3d
