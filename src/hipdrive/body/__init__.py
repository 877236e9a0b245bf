"""The body: names and signs of its joints, who the athlete is, what its segments weigh."""

from .athlete import Athlete as Athlete
from .athlete import Sex as Sex
from .joints import COORDINATES as COORDINATES
from .joints import OTHER_SIDE as OTHER_SIDE
from .joints import SIDES as SIDES
from .joints import Coordinate as Coordinate
from .joints import Side as Side
from .joints import coordinate_of as coordinate_of
from .segments import SEGMENT_TABLES as SEGMENT_TABLES
from .segments import SegmentInertia as SegmentInertia
from .segments import SegmentTable as SegmentTable
from .segments import segment_inertias as segment_inertias
