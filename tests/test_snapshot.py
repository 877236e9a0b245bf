"""The snapshot: what every command answers on fixed inputs stays as it is kept, whatever happens to the code below."""

import json
from pathlib import Path

import pytest
from snapshot_compare import Comparison
from snapshot_scenes import RECORDED_SCENES, SCENES, kept_of
from snapshot_terminal import Json

KEPT = Path(__file__).parent / "snapshots"
TOLERANCE = 1e-9
SHOWN = 20
"""Differences that a failure lists."""


def check(scene: str, documents: dict[str, Json]) -> None:
    """Compare with what is kept; keys may be added, everything else must be there and equal."""
    names = {path.stem for path in (KEPT / scene).glob("*.json")}
    assert names == set(documents), f"other documents than are kept in {scene}; 'make snapshot' keeps them anew"
    comparison = Comparison(tolerance=TOLERANCE)
    differences = [
        difference
        for name in documents
        for difference in comparison.differences(
            f"{scene}/{name}", json.loads((KEPT / scene / f"{name}.json").read_text(encoding="utf-8")), documents[name]
        )
        if not difference.added
    ]
    assert not differences, f"{len(differences)} differences from the snapshot:\n" + "\n".join(map(str, differences[:SHOWN]))


@pytest.mark.parametrize("scene", SCENES)
def test_every_command_answers_as_kept(scene: str) -> None:
    check(scene, kept_of(scene))


@pytest.mark.recordings
@pytest.mark.parametrize("scene", RECORDED_SCENES)
def test_real_recordings_give_what_is_kept(scene: str, recordings: Path) -> None:
    check(scene, kept_of(scene, recordings))


@pytest.mark.parametrize(
    ("expected", "got", "key"),
    [
        ({"a": 1.0}, {"a": 1.0 + 1e-8}, ".a"),
        ({"a": 1.0}, {"b": 1.0}, ".a"),
        ({"a": 1.0}, {"a": None}, ".a"),
        ({"a": True}, {"a": 1}, ".a"),
        ({"a": [1.0, 2.0]}, {"a": [1.0]}, ".a"),
        ({"a": [5.0, 1e-7]}, {"a": [5.0, 2e-7]}, ".a[1]"),
        ({"a": "3x8"}, {"a": "3x9"}, ".a"),
        (["uid-1", "uid-1"], ["uid-2", "uid-3"], "[1]"),
    ],
)
def test_what_moves_is_named_by_its_key(expected: Json, got: Json, key: str) -> None:
    assert [key] == [
        difference.key for difference in Comparison(tolerance=TOLERANCE).differences("x", expected, got) if not difference.added
    ]


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"a": 1.0}, {"a": 1.0 + 1e-10, "b": 2}),
        ({"a": [5.0, 1e-12]}, {"a": [5.0, 0.0]}),
        ({"a": 0.0}, {"a": 1e-13}),
        (["uid-1 and uid-2", "uid-2"], ["uid-7 and uid-1", "uid-1"]),
    ],
)
def test_noise_added_keys_and_other_ids_are_no_difference(expected: Json, got: Json) -> None:
    assert [] == [difference for difference in Comparison(tolerance=TOLERANCE).differences("x", expected, got) if not difference.added]
