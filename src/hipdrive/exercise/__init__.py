"""Exercises: declared movements, resistances and supports, solved to the load on both hips."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
