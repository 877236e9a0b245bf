"""Scenes of two runs: the made-up run of the report's scenes, written and read back with some keys replaced."""

import json
from typing import Any

from report_scenes import run

from hipdrive.contract.runs.run import RunDocument, read_run, run_document
from hipdrive.contract.wire import plain_of


def written(**changed: Any) -> RunDocument:  # noqa: ANN401  values of a JSON file
    """The run with some keys of its file replaced."""
    return read_run(json.dumps(plain_of(run_document(run())) | changed), name="a.json")


def with_measure(name: str, mean: float, sd: float, n: int = 20) -> dict[str, Any]:
    """The key of both sides with one measure replaced."""
    sides = plain_of(run_document(run()))["sides"]
    return {"sides": {side: values | {name: {"mean": mean, "sd": sd, "n": n}} for side, values in sides.items()}}


def with_one_side(side: str, **replaced: Any) -> dict[str, Any]:  # noqa: ANN401  values of a JSON file
    """The key of both sides with some keys of one side replaced."""
    sides = plain_of(run_document(run()))["sides"]
    return {"sides": sides | {side: sides[side] | replaced}}
