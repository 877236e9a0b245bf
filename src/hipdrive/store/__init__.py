"""The store: people, tests, screens, plans and sessions in SQLite or PostgreSQL; frozen values in and out, in units of work."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
