"""Clean recordings: missing samples, gaps, spikes, exchanged labels, and the low-pass filter."""

from .doubled import without_doubled_frames as without_doubled_frames
from .frozen import held_to_missing as held_to_missing
from .frozen import still_to_missing as still_to_missing
from .lowpass import lowpass as lowpass
from .lowpass import lowpass_motion as lowpass_motion
from .lowpass import lowpass_plate as lowpass_plate
from .missing import fill_gaps as fill_gaps
from .missing import within_reach as within_reach
from .missing import zeros_to_missing as zeros_to_missing
from .plates import Rested as Rested
from .plates import as_reaction as as_reaction
from .plates import rest_notes as rest_notes
from .plates import rested as rested
from .quiet import NotStandingError as NotStandingError
from .quiet import standing_still as standing_still
from .spikes import without_spikes as without_spikes
from .stretches import stretches as stretches
from .swapped_labels import swapped_labels as swapped_labels
