"""What resists a movement: bands, cables, weights and sleds, each as a force on the body in time."""

from .band import Band as Band
from .band import band_pull as band_pull
from .cable import Cable as Cable
from .cable import cable_pull as cable_pull
from .pull import Pull as Pull
from .sled import Sled as Sled
from .sled import sled_behind as sled_behind
from .sled import sled_pull as sled_pull
from .weight import Weight as Weight
from .weight import weight_pull as weight_pull
