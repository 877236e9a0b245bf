"""The report: findings in plain words, their evidence, the figures and the page."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
