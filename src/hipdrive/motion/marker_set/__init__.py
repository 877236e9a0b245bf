"""Marker sets: how a laboratory names and places its markers, and which set a recording was made with."""

from .check import MarkerSetCheck as MarkerSetCheck
from .check import check_marker_set as check_marker_set
from .file import MARKER_SET_KEYS as MARKER_SET_KEYS
from .file import count_own_marker_sets as count_own_marker_sets
from .file import load_marker_sets as load_marker_sets
from .file import marker_set_from_text as marker_set_from_text
from .file import marker_set_named as marker_set_named
from .landmark import MarkersAbsentError as MarkersAbsentError
from .landmark import has_landmark as has_landmark
from .landmark import landmark as landmark
from .marker_set import BODIES as BODIES
from .marker_set import LOWER_BODIES as LOWER_BODIES
from .marker_set import ROLES as ROLES
from .marker_set import MarkerSet as MarkerSet
from .recognise import MarkerSetError as MarkerSetError
from .recognise import recognise as recognise
from .recognise import with_plain_labels as with_plain_labels
from .synonym import with_labels_of as with_labels_of
