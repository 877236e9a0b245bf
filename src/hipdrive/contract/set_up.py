"""A set-up as it stands in JSON: numbers and words by the key of their setting."""

SetUpValue = int | float | str
"""A number in the unit of its key, or a word; a whole number stays one."""
