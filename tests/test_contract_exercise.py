"""Documents about exercises say all that they hold when they are read back."""

import json
from collections.abc import Callable

import pytest

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.contract.exercises.load import load_document
from hipdrive.contract.exercises.tune import tune_document
from hipdrive.contract.wire import json_text
from hipdrive.contract.wire_model import Wire

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
DOCUMENTS: dict[str, Callable[[], Wire]] = {
    "hipdrive.exercises/1": lambda: coach.exercise_list("knee"),
    "hipdrive.exercises/1 with a page": lambda: coach.page_document(coach.exercise_page("seated_lift")),
    "hipdrive.exercises/1 with mobility work": lambda: coach.page_document(coach.exercise_page("hip_flexor_stretch")),
    "hipdrive.grid/1": coach.exercise_grid,
    "hipdrive.evidence/1": lambda: coach.evidence_list("K19"),
    "hipdrive.load/1": lambda: load_document(coach.load_report("seated_lift", ATHLETE, {"band": "red"})),
    "hipdrive.tune/1": lambda: tune_document(coach.tune("seated_lift", range_wanted="end", athlete=ATHLETE, most_solves=8)),
    "hipdrive.tune/1 where nothing fits": lambda: tune_document(
        coach.tune("seated_lift", range_wanted="end", athlete=ATHLETE, intensity=0.3, settings={"weight_kg": 10.0}, most_solves=4)
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_read_back_is_the_same(name: str) -> None:
    document = DOCUMENTS[name]()
    text = json_text(document)
    assert name.split(maxsplit=1)[0] == json.loads(text)["schema"]
    assert document == type(document).model_validate_json(text)


def test_a_document_cannot_be_changed() -> None:
    document = coach.exercise_grid()
    with pytest.raises(ValueError, match="frozen"):
        document.cells = ()  # type: ignore[misc]
