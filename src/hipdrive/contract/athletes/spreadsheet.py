"""What was read from a spreadsheet, as it stands in JSON: athletes (hipdrive.athletes_csv/1), results (hipdrive.results_csv/1)."""

from typing import Literal

from pydantic import Field

from ...language import Text
from ..wire_model import Wire
from .result import ResultDocument


class AthleteLineDocument(Wire):
    """One line of a spreadsheet of athletes."""

    line: int
    """As the spreadsheet counts, the heading being line 1."""
    name: str
    what: Literal["added", "changed", "unchanged"]
    changes: tuple[Text, ...]
    """What was stored or changed, in words."""


class AthletesCsvDocument(Wire):
    """Athletes that were stored from a spreadsheet, or would be."""

    schema_: Literal["hipdrive.athletes_csv/1"] = Field("hipdrive.athletes_csv/1", alias="schema")
    file: str
    dry_run: bool
    """Nothing was stored; this is what would be."""
    athletes: tuple[AthleteLineDocument, ...]


class ResultLineDocument(Wire):
    """One line of a spreadsheet of results."""

    line: int
    """As the spreadsheet counts, the heading being line 1."""
    athlete: str
    what: Literal["added", "stored_before"]
    """A result that is stored already, even one that was corrected or deleted since, is not stored again."""
    result: ResultDocument


class ResultsCsvDocument(Wire):
    """Results of tests that were stored from a spreadsheet, or would be."""

    schema_: Literal["hipdrive.results_csv/1"] = Field("hipdrive.results_csv/1", alias="schema")
    file: str
    dry_run: bool
    """Nothing was stored; this is what would be."""
    results: tuple[ResultLineDocument, ...]
    not_done: tuple[int, ...]
    """Lines without a result, which were passed over."""
