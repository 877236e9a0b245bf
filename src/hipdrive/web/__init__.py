"""The web: the same verbs over HTTP on one's own machine, as JSON of the contract and as the pages that reports are made of.

What there is stands in __init__.pyi; it is loaded when first used, so that a process that only works in the background starts quickly.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
