"""Capacity: what the athlete's hips can give over angle, from tests and published shapes, always as a band; tests and the safety screen."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
