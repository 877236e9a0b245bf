"""The base of all documents: frozen, plain numbers, never NaN."""

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """A value as it stands in JSON: keys as in the outside contract, plain numbers, missing is null, never NaN.

    Keys that are not known are passed over, so that a file of a later minor version can be read.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        allow_inf_nan=False,
        ser_json_inf_nan="constants",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


def is_none(value: object) -> bool:
    """Whether a key is left out that only some documents have: `Field(None, exclude_if=is_none)`."""
    return value is None
