"""Texts that a spreadsheet would take for formulas: a quote goes before them on the way out, and is taken off on the way in."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
"""A text so begun is a formula to a spreadsheet, or would be once a quote is taken off (OWASP, CSV Injection; ASVS 1.2.10)."""


def as_cell(text: str) -> str:
    """A text as it may stand in a cell."""
    return f"'{text}" if FORMULA.match(text) else text


def from_cell(text: str) -> str:
    """The text that as_cell wrote."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
