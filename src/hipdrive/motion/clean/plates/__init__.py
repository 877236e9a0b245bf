"""What force plates show while nobody is on them, taken out; and the push of the runner turned into that of the ground."""

from .reaction import as_reaction as as_reaction
from .rest import Rested as Rested
from .rest import rest_notes as rest_notes
from .rest import rested as rested
