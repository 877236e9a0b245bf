"""What a reader chose on this device: language, units, light or dark; it travels in a cookie, so that nobody needs an account for it."""

import re
from contextlib import AbstractContextManager
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from starlette.datastructures import Headers
from starlette.responses import Response

from ...errors import UnknownNameError
from ...language import ENGLISH, Ground, Units, en, languages, reading_in

COOKIE = "choices"
KEPT_S = 400 * 24 * 3600
"""As long as browsers keep a cookie at most."""


class Choices(BaseModel):
    """What a reader chose; left out is what the device prefers, and SI."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str = ""
    """Empty for the browser's."""
    mass: Literal["kg", "lb"] = "kg"
    distance: Literal["km", "mi"] = "km"
    speed: Literal["speed", "pace"] = "speed"
    ground: Ground = "system"

    @field_validator("language")
    @classmethod
    def _is_there(cls, code: str) -> str:
        if code and code not in languages():
            raise UnknownNameError(en("language"), code, languages())
        return code

    @property
    def units(self) -> Units:
        """In what they read."""
        return Units(mass=self.mass, distance=self.distance, speed=self.speed)


def choices_of(headers: Headers) -> Choices:
    """What the cookie of a request says; a cookie that cannot be read says nothing."""
    try:
        kept = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        return Choices() if kept is None else Choices.model_validate(dict(parse_qsl(kept.value)))
    except (CookieError, ValidationError, UnknownNameError):
        return Choices()


def reading_as_asked(headers: Headers) -> AbstractContextManager[None]:
    """Show what is said inside it in the language and units, and on the ground, that a request asks for."""
    chosen = choices_of(headers)
    return reading_in(language_of(chosen, headers), units=chosen.units, ground=chosen.ground)


def language_of(choices: Choices, headers: Headers) -> str:
    """The language that was chosen, else the one that the browser likes best among those that are there, else English.

    Of two liked alike it is the one named first.
    """
    if choices.language:
        return choices.language
    liked = ENGLISH, 0.0
    for part in headers.get("accept-language", "").split(","):
        tag, _, weight = part.partition(";")
        code, quality = tag.strip().lower().split("-")[0], _quality(weight)
        if quality > liked[1] and code in languages():
            liked = code, quality
    return liked[0]


def _quality(weight: str) -> float:
    """How well a language is liked, 0 (not at all) to 1 (RFC 9110, 12.4.2); what cannot be read counts as not liked."""
    if not weight.strip():
        return 1.0
    found = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", weight, re.IGNORECASE)
    return min(float(found[1]), 1.0) if found else 0.0


def keep(answer: Response, choices: Choices) -> None:
    """Let the device keep what was chosen."""
    told = urlencode(choices.model_dump(exclude_defaults=True))
    answer.set_cookie(COOKIE, told, max_age=KEPT_S, httponly=True, samesite="lax")
