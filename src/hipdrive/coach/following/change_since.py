"""What changed in the tests of a stored athlete since a day, beside what studies found."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from ...capacity import TestResult, protocol_of
from ...store import Unit, find_person, list_results
from ...training.change import ResultChange, compared_by, expected_effects, result_changes


def changes_since(results: Sequence[TestResult], since: date) -> tuple[ResultChange, ...]:
    """Every test done both before a day and from it on: improved, worse, or cannot tell yet."""
    return result_changes([one for one in results if one.on < since], [one for one in results if one.on >= since])


def change_report(unit: Unit, name: str, since: date) -> dict[str, Any]:
    """Changes of an athlete since a day as plain values (schema hipdrive.change/1).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    results = tuple(entry.value for entry in list_results(unit, name))
    return changes_reported(find_person(unit, name).name, results, since)


def changes_reported(name: str, results: Sequence[TestResult], since: date) -> dict[str, Any]:
    """Changes in results since a day as plain values (schema hipdrive.change/1)."""
    changes = changes_since(results, since)
    compared = {_key(one.protocol, one.side, dict(one.same)) for one in changes}
    left = [one for one in results if _key(one.protocol, one.side, compared_by(one)) not in compared]
    return {
        "schema": "hipdrive.change/1",
        "athlete": name,
        "since": since.isoformat(),
        "changes": [change_as_json(one) for one in changes],
        "only_before": _named([one for one in left if one.on < since]),
        "only_since": _named([one for one in left if one.on >= since]),
        "expected": effects_as_json({one.protocol for one in changes}),
    }


def change_as_json(change: ResultChange) -> dict[str, Any]:
    """One change as plain values."""
    return {
        "test": change.protocol,
        "name": protocol_of(change.protocol).name,
        "side": change.side,
        "same": dict(change.same),
        "before": change.before,
        "after": change.after,
        "unit": change.unit,
        "difference": change.difference,
        "smallest_detectable": change.smallest_detectable,
        "basis": change.basis,
        "verdict": change.verdict,
        "why": change.why,
        "one_more": change.one_more,
        "detectable_with_one_more": change.detectable_with_one_more,
    }


def effects_as_json(tests: Collection[str] = ()) -> list[dict[str, Any]]:
    """What training studies found, null results among them; 'concerns' says whether it is about one of these tests."""
    return [
        {
            "study": one.study,
            "design": one.design,
            "people": one.people,
            "programme": one.programme,
            "measure": one.measure,
            "test": one.protocol or None,
            "concerns": one.protocol in tests,
            "result": one.result,
            "change_percent": one.change_percent,
            "no_effect": one.no_effect,
            "caution": one.caution,
            "confidence": one.confidence,
        }
        for one in expected_effects()
    ]


def _key(test: str, side: str | None, same: dict[str, float | str]) -> tuple[object, ...]:
    return test, side, tuple(sorted(same.items()))


def _named(results: Sequence[TestResult]) -> list[dict[str, Any]]:
    """Test, side and what is compared, each once."""
    found = {_key(one.protocol, one.side, compared_by(one)): one for one in results}
    return [
        {"test": one.protocol, "name": protocol_of(one.protocol).name, "side": one.side, "same": compared_by(one)} for one in found.values()
    ]
