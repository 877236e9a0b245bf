"""Texts: English by themselves, and in a reader's language where they are shown."""

import copy
import json
import pickle
from collections.abc import Callable
from datetime import date
from types import MappingProxyType

import pytest
from markupsafe import Markup, escape
from pydantic import BaseModel

from hipdrive.language import Text, and_list, en, en_count, joined, layout, or_list, reading_in, to_reader, verbatim
from hipdrive.language.catalogue import Catalogue
from hipdrive.language.reading import Reader

ON = date(2026, 3, 4)
SLACK = en("The {thing} is slack for {share:.1f} % from {on}.", thing=en("band"), share=1234.5, on=ON)


def german(**forms: str | tuple[str, ...]) -> Reader:
    known = {english: (said,) if isinstance(said, str) else said for english, said in forms.items()}
    return Reader(code="de", catalogue=Catalogue(MappingProxyType(known), "n != 1"), decimal=",", day="dd.MM.y")


def _pickled(text: Text) -> Text:
    again: Text = pickle.loads(pickle.dumps(text))  # noqa: S301 - our own
    return again


def test_a_text_is_its_english_sentence() -> None:
    assert SLACK == "The band is slack for 1234.5 % from 2026-03-04."
    assert json.dumps([SLACK]) == '["The band is slack for 1234.5 % from 2026-03-04."]'


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, _pickled])
def test_a_copy_remembers_what_it_was_made_of(again: Callable[[Text], Text]) -> None:
    made = again(SLACK)
    assert (SLACK, SLACK.pattern, SLACK.values) == (made, made.pattern, made.values)


def test_a_reader_sees_pattern_words_number_and_day_in_the_language() -> None:
    sentences = {SLACK.pattern: "Von {on} an ist {thing} zu {share:.1f} % schlaff.", "band": "das Band"}
    assert german(**sentences).show(SLACK) == "Von 04.03.2026 an ist das Band zu 1234,5 % schlaff."


def test_what_a_language_lacks_stays_english_with_numbers_as_the_language_writes_them() -> None:
    assert german().show(SLACK) == "The band is slack for 1234,5 % from 04.03.2026."


def test_thousands_and_decimals_change_places() -> None:
    assert german().show(1234567.25, ",.2f") == "1.234.567,25"
    assert german().show(0.125, ".1%") == "12,5\N{NO-BREAK SPACE}%"


def test_a_name_is_never_translated_even_if_it_is_a_word() -> None:
    sentences = {"{name} trains.": "{name} trainiert.", "Band": "Fitnessband"}
    assert german(**sentences).show(en("{name} trains.", name="Band")) == "Band trainiert."
    assert german(**sentences).show(verbatim("Band")) == "Band"


@pytest.mark.parametrize(
    ("n", "english", "other"), [(0, "0 sets", "0 Sätze"), (1, "1 set", "1 Satz"), (2, "2 sets", "2 Sätze"), (1.5, "1.5 sets", "1,5 Sätze")]
)
def test_a_number_chooses_the_form(n: float, english: str, other: str) -> None:
    text = en_count("{n} set", "{n} sets", n=n)
    assert (english, other) == (text, german(**{"{n} set": ("{n} Satz", "{n} Sätze")}).show(text))


def test_a_capital_is_set_after_the_translation() -> None:
    text = layout("{words:cap}", words=en("the recording"))
    assert ("The recording", "Die Aufnahme") == (text, german(**{"the recording": "die Aufnahme"}).show(text))


def test_lists() -> None:
    assert [and_list(["a", "b", "c"]), and_list(["a"]), and_list([]), or_list(["a", "b"])] == ["a, b and c", "a", "", "a or b"]
    assert german(**{"{most} and {last}": "{most} und {last}", "a": "A"}).show(and_list([en("a"), en("b")])) == "A und b"


def test_joined_leaves_out_what_is_empty_and_keeps_braces_of_what_parts_it() -> None:
    assert joined(["a", "", "b"], " {} ") == "a {} b"


def test_values_may_be_set_later_and_anew() -> None:
    table = en("do {what}: hipdrive log {name}")
    assert table.filled(what=en("it"), name="ann") == "do it: hipdrive log ann"
    assert layout("{said}!", said=en("{file} is long", file="a")).having(file="b") == "b is long!"


def test_braces_of_a_text_without_values_are_kept() -> None:
    assert en("write {exercise}") == "write {exercise}"


def test_on_a_page_words_are_escaped_and_markup_is_not() -> None:
    text = en("{link} says <why> of {name}.", link=Markup("<a>x</a>"), name="<b>")
    assert german().show(text, literal=escape) == "<a>x</a> says &lt;why&gt; of &lt;b&gt;."


def test_a_document_holds_english_and_the_text_keeps_its_memory_in_a_model() -> None:
    class Model(BaseModel):
        says: Text

    kept = Model(says=SLACK)
    assert kept.says.pattern == SLACK.pattern
    assert kept.model_dump_json() == '{"says":"The band is slack for 1234.5 % from 2026-03-04."}'
    assert isinstance(Model.model_validate_json('{"says":"band"}', strict=True).says, Text)
    assert Model.model_json_schema()["properties"]["says"]["type"] == "string"


def test_pages_write_days_in_words_and_the_terminal_as_iso() -> None:
    with reading_in("en", on_page=True):
        assert to_reader(en("on {on}", on=ON)) == "on 4 Mar 2026"
    assert to_reader(en("on {on}", on=ON)) == "on 2026-03-04"
