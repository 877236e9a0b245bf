"""What all tests share: the folder of real recordings, and how hypothesis searches."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["store_engines", "new_stores"]  # the fixtures of stores on both engines, and what a new one is

settings.register_profile("hipdrive", deadline=None, derandomize=True)  # the same examples on every machine, however slow
settings.load_profile("hipdrive")


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Folder of the real recordings; a test that asks for it skips where HIPDRIVE_DATA names none."""
    named = os.environ.get("HIPDRIVE_DATA", "")
    if not named:
        pytest.skip("HIPDRIVE_DATA is not set: this test needs the real recordings (see DATA-LICENSES.md)")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"HIPDRIVE_DATA names '{named}', which is not a folder; see DATA-LICENSES.md, or unset it.")
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `browser` runs in Chromium, and in Firefox too if it is marked `firefox`."""
    if "browser" not in metafunc.fixturenames:
        return
    too = metafunc.definition.get_closest_marker("firefox") is not None
    names = ["chromium", "firefox"] if too else [pytest.param("chromium", id=pytest.HIDDEN_PARAM)]
    metafunc.parametrize("browser", names, indirect=True, scope="module")
