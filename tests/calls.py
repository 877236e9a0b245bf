"""What a function of a module was called with, while it goes on doing its work."""

from types import ModuleType

import pytest


def calls_of(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[tuple[object, ...]]:
    """The list to which every call from now on adds its unnamed values."""
    asked: list[tuple[object, ...]] = []
    work = getattr(module, name)

    def counted(*values: object, **named: object) -> object:
        asked.append(values)
        return work(*values, **named)

    monkeypatch.setattr(module, name, counted)
    return asked
