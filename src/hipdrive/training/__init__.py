"""Training: the gap between demand and capacity, exercises that fill it, doses and plans; arithmetic on curves and rules read from data."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
