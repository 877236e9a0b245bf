"""The catalogues: whole, up to date, and with the values of every sentence."""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from hipdrive.language import ENGLISH, languages
from hipdrive.language.catalogue import FOLDER
from tools.catalogue import catalogue_bytes, template

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
OTHERS = [code for code in languages() if code != ENGLISH]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def values(pattern: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    except ValueError:
        return set()  # braces of a text without values


def messages(code: str) -> list[Message]:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [message for message in read_po(file, locale=code) if message.id]


def test_german_is_there() -> None:
    assert OTHERS == ["de"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_holds_what_the_program_says_and_nothing_else(code: str) -> None:
    said = {english(message) for message in template() if message.id}
    kept = {english(message) for message in messages(code)}
    assert (set(), set()) == (said - kept, kept - said), "run 'make words'"


@pytest.mark.parametrize("code", OTHERS)
def test_everything_is_translated(code: str) -> None:
    assert [] == [message.id for message in messages(code) if message.fuzzy or not all(forms(message)) or not forms(message)]


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_values_of_its_sentence(code: str) -> None:
    wrong = []
    for message in messages(code):
        known = set().union(*(values(pattern) for pattern in english(message)))
        for form in forms(message):
            missing = known - values(form) - ({"n"} if len(english(message)) > 1 else set())
            if missing or values(form) - known:
                wrong.append((message.id, form))
    assert [] == wrong


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_options_lines_and_the_spaces_at_its_ends(code: str) -> None:
    wrong = [
        (said, form)
        for message in messages(code)
        for said, form in zip(english(message), forms(message), strict=True)
        if set(OPTION.findall(said)) != set(OPTION.findall(form))
        or said.count("\n") != form.count("\n")
        or (said[:1] == " ", said[-1:] == " ") != (form[:1] == " ", form[-1:] == " ")
    ]
    assert [] == wrong


@pytest.mark.parametrize("code", OTHERS)
def test_writing_a_catalogue_anew_changes_nothing(code: str) -> None:
    before = (FOLDER / f"{code}.po").read_bytes()
    assert before == catalogue_bytes(code, before)
