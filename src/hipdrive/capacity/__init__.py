"""Capacity: what the athlete's hips can give over angle, from tests and published shapes, always as a band."""

from .capacity import capacities as capacities
from .capacity_band import CapacityBand as CapacityBand
from .strength_shape import StrengthShape as StrengthShape
from .strength_shape import strength_shapes as strength_shapes
from .strength_shape import velocity_factor as velocity_factor
from .strength_test import StrengthTest as StrengthTest
