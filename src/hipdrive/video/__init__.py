"""Clips of one camera: the only room that opens video and runs a pose model; from a clip to keypoints on the camera's own clock.

What there is stands in __init__.pyi; the libraries of the extra 'video' are loaded when a clip is opened.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
