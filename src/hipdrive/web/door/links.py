"""Where one can go from a page."""

from uuid import UUID

from ...language import Text, en

Links = tuple[tuple[Text, str], ...]
CATALOGUE: Links = ((en("Exercises"), "/exercises"), (en("Where they load"), "/loads"))
SETTINGS: Links = ((en("Settings"), "/settings"),)
OFFICE: Links = ((en("Athletes"), "/"), *CATALOGUE, (en("Accounts"), "/accounts"), (en("On a phone"), "/phone"), *SETTINGS)
"""From what belongs to nobody alone."""


def links_of(athlete: UUID) -> Links:
    """Where to go from the pages of an athlete."""
    at = f"/athletes/{athlete}"
    return (
        (en("Athletes"), "/"),
        (en("Overview"), at),
        (en("Plan"), f"{at}/plan"),
        (en("Log"), f"{at}/log"),
        (en("Tests"), f"{at}/tests"),
        (en("How it goes"), f"{at}/progress"),
        (en("New recording"), f"{at}/runs/new"),
        (en("Watch"), f"{at}/watch"),
        (en("Links to share"), f"{at}/links"),
        *SETTINGS,
    )
