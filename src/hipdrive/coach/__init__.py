"""The verbs: inspect, analyse, load, match, plan, log and the rest; the command line and other programs call these, same results.

What there is stands in __init__.pyi; each verb brings its rooms along when it is first used, so that a small one starts quickly.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
