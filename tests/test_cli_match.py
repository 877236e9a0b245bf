"""The command match as a coach reads it: no name cut, each set-up once, and what pulls named as what it is."""

from pathlib import Path

import pytest
from command_line import shown_by

from hipdrive.cli.views.match import set_up_in_short
from hipdrive.exercise import exercises

SLED = '[sled]\nmass_kg = 25\nplates_kg = [10, 20]\nsurface = "artificial_turf"\n'


def test_on_eighty_columns_every_id_is_whole_each_set_up_stands_once_and_a_sled_is_a_sled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("hipdrive.cli.views.match.MOST_SHOWN", 100)
    owned = tmp_path / "own.toml"
    owned.write_text(SLED)
    shown = shown_by(monkeypatch, capsys, "match", "--typical", 3, "--equipment", owned)
    assert 0 == shown.code, shown.err
    lines = shown.out.splitlines()
    assert 80 >= max(len(line.rstrip()) for line in lines)
    set_ups = [line.strip() for line in lines if line.partition(":")[0] in exercises()]
    assert len(set_ups) == len(set(set_ups)) > 5
    assert "sled_drag: a sled of 25 kg in all, knee 20°, hip -15° to 35°" in set_ups
    assert "  left and right flexors" in shown.out


@pytest.mark.parametrize(
    ("set_up", "words"),
    [
        ({"sled_kg": 35.0, "knee_flexion_deg": 20.0}, "a sled of 35 kg in all, knee 20°"),
        ({"stack_kg": 10.0, "pulley_y_m": 0.1, "weight_kg": 0.0}, "10 kg on the stack, pulley 10 cm high"),
        ({"stack_kg": 0.0, "pulley_y_m": 0.2, "band": "blue", "strands": 2.0, "variant": "band"}, "2 x blue band, against a band"),
        ({"weight_kg": 4.0, "weight_at": "toes"}, "4 kg at the toes"),
        ({"weight_kg": 0.0, "sled_kg": 0.0, "band": "none"}, "own weight"),
    ],
)
def test_what_resists_is_named_as_what_it_is(set_up: dict[str, float | str], words: str) -> None:
    assert words == set_up_in_short("sprint_knee_drive", set_up)
