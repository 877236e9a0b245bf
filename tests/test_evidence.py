"""Evidence rows are complete, honest about their confidence, and never lost."""

import re

import pytest

from hipdrive.data import DATA
from hipdrive.errors import UnknownNameError
from hipdrive.evidence import evidence_of, load_evidence

EVERY_ID = [f"K{i:02d}" for i in range(1, 27)] + [f"D{i:02d}" for i in range(1, 14)] + [f"P{i:02d}" for i in range(1, 36)]


def test_no_claim_question_or_principle_is_missing_and_none_is_invented() -> None:
    assert EVERY_ID == list(load_evidence())


@pytest.mark.parametrize("row_id", EVERY_ID)
def test_every_row_says_who_what_and_how_sure(row_id: str) -> None:
    row = evidence_of(row_id)
    assert all(len(text) > 0 for text in vars(row).values())
    assert row.confidence in {"C", "C2", "M+", "D", "n/a"}
    assert row.statement.endswith((".", "?"))
    assert row.consequence.endswith(".")


def test_an_unknown_row_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="K99"):
        evidence_of("K99")


def test_evidence_ids_named_in_the_data_exist() -> None:
    for file in ("claims.toml", "contested.toml", "principles.toml"):
        text = (DATA / "evidence" / file).read_text(encoding="utf-8")
        assert set(re.findall(r"\b[KDP]\d\d\b", text)) <= set(EVERY_ID)
