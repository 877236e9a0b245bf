"""What all requests share."""

from typing import Annotated, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Name = Field(min_length=1, max_length=200)
Line = Annotated[str, Field(max_length=500)]


def example(**values: object) -> dict[str, JsonValue]:
    """A request as it may be sent; the API shows it, and a test sends it."""
    return {"examples": [cast("JsonValue", values)]}


class Sent(BaseModel):
    """A request."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
