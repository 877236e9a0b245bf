"""The watch: what its files tell of runs, how runs at one speed change beyond noise, and a session for the wrist."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
