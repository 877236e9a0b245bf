"""What is owned in plain words: each way of saying it is the equipment it means, and what nobody sells is refused with what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.errors import HipDriveError
from hipdrive.exercise.declared.hardware import known_bands
from hipdrive.exercise.owned.equipment import THINGS, Equipment, default_equipment, thing_named
from hipdrive.exercise.owned.equipment_file import read_equipment
from hipdrive.exercise.owned.equipment_words import equipment_from_words
from hipdrive.exercise.owned.said import BAND_PREFIX, colours_of
from hipdrive.exercise.owned.thing_words import owned_words, thing_by_word


def owned(words: str, *, about: str = "") -> Equipment:
    return read_equipment(equipment_from_words(words, about=about).toml, file="said")


def test_the_example_of_the_help_is_understood_whole() -> None:
    things = owned("band red, ankle weights 2x1 kg, chair 45 cm, box 30 cm")
    assert {"band", "ankle weight", "chair", "box", "wall"} == things.has
    assert ["red"] == list(things.bands)
    assert (1.0,) == things.ankle_kg
    assert (0.45,) == things.chair_heights_m
    assert (0.3,) == things.box_heights_m
    assert () == things.bench_heights_m


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ({"red"}, "a red band"),
        ({"red"}, "my red theraband"),
        ({"red", "green"}, "bands: red, green"),
        ({"red", "green"}, "red and green bands"),
        ({"red", "green"}, "chair; bands (red and green)"),
        ({"red", "loop_light", "tube_blue"}, "band red, loop band light, tube blue"),
        ({"loop_extra_heavy"}, "loop_extra_heavy"),
        (set(colours_of("band")), "resistance bands"),
        (set(), "chair"),
    ],
)
def test_bands_go_by_colour_and_kind(bands: set[str], words: str) -> None:
    assert bands == set(owned(words).bands)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ((8.0, 12.0), "8 and 12 kg kettlebells"),
        ((8.0, 12.0), "kettlebell 8 kg, 12 kg"),
        ((8.0, 12.0), "KB 8, 12 kg"),
        ((8.0,), "2 kettle bells of 8 kilos each"),
        ((pytest.approx(8.165, abs=1e-3),), "kettlebell 18 lb"),
        ((16.0,), "kettlebells 16kg x2"),
    ],
)
def test_masses_are_read_with_their_units_and_counts(expected: tuple[float, ...], words: str) -> None:
    assert expected == owned(words).kettlebell_kg


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ((1.0,), "ankle weights 2x1 kg"),
        ((1.0,), "a pair of ankle weights, 1 kg each"),
        ((1.0,), "ankle weights 1 kg"),
        ((0.5, 0.5), "4 x 500 g ankle weights"),
        ((1.0, 2.0), "ankle weights 2x1 kg, 2x2 kg"),
    ],
)
def test_of_a_pair_of_cuffs_one_goes_on_each_ankle(expected: tuple[float, ...], words: str) -> None:
    """Both on one ankle would leave none for the other, and exercises of both legs need one on each."""
    assert expected == owned(words).ankle_kg


@pytest.mark.parametrize(
    ("expected_m", "words"),
    [
        ((0.45,), "chair 45 cm"),
        ((0.45,), "chair (0.45 m high)"),
        ((0.4572,), "kitchen chair 18 in"),
        ((0.4572,), 'stool 18"'),
        (default_equipment().chair_heights_m, "chair"),
    ],
)
def test_heights_are_read_in_metres_and_inches(expected_m: tuple[float, ...], words: str) -> None:
    assert expected_m == owned(words).chair_heights_m


def test_things_of_a_home_stand_for_what_they_are_like() -> None:
    assert (0.43, 0.5) == owned("couch, bed").bench_heights_m
    assert (0.18,) == owned("stairs").box_heights_m
    assert "couch (taken as a bench) 43 cm high" in equipment_from_words("couch").understood


def test_a_barbell_has_its_bar_and_pairs_of_plates() -> None:
    barbell = owned("barbell 20 kg, plates 2x10 kg and 4x5 kg").barbell
    assert barbell is not None
    assert ((20.0,), (5.0, 5.0, 10.0)) == (barbell.bar_kg, barbell.plate_pairs_kg)


def test_a_door_anchor_and_a_stack_are_taken_with_their_limits() -> None:
    things = owned("door anchor, cable machine 60 kg and ankle cuff")
    assert (0.05, 2.0) == (things.room.anchor_low_m, things.room.anchor_high_m)
    assert things.cable is not None
    assert 60.0 == things.cable.machine.most_kg
    assert "ankle cuff" in things.has


def test_a_gym_is_the_ordinary_gym_and_nothing_is_a_floor_with_a_wall() -> None:
    gym, usual = owned("gym"), default_equipment()
    assert usual.has == gym.has
    assert usual.kettlebell_kg == gym.kettlebell_kg
    assert set(usual.bands) == set(gym.bands)
    assert {"wall"} == owned("nothing").has
    assert {"wall", "chair"} == owned("nothing but a floor and a chair").has


@pytest.mark.parametrize(("expected", "words"), [({"red", "green"}, "red, green"), ({"blue"}, "theraband blue")])
def test_an_answer_may_leave_out_what_was_asked_about(expected: set[str], words: str) -> None:
    assert expected == set(owned(words, about="band").bands)
    assert (2.0, 4.0) == owned("2, 4 kg", about="dumbbell").dumbbell_kg
    assert () == owned("8 and 12 kg kettlebells", about="dumbbell").dumbbell_kg


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("unobtainium", "equipment 'unobtainium' is not known. Known: ankle weight"),
        ("kettlebel 8 kg", "Did you mean kettlebell?"),
        ("kitchn table 75 cm", "equipment 'kitchn' is not known. Did you mean kitchen table?"),
        ("bar", "Did you mean olympic bar or pull up bar?"),
        ("band purple", "band 'purple' is not known. Known: tan, yellow, red"),
        ("band grean", "band 'grean' is not known. Did you mean green?"),
        ("band red, grean", "Did you mean green?"),
        ("loop band red", "loop band 'red' is not known. Known: light"),
        ("chair red", "equipment 'red' is not known"),
        ("ankle weight 900 kg", "ankle weights weigh 0.1 to 10 kg; write, for example, 'ankle weights 2x1 kg'"),
        ("chair 4 m", "chairs are 20 to 120 cm high; write, for example, 'chair 45 cm'"),
        ("box 3 m", "boxes are 5 to 150 cm high"),
        ("barbell 60 kg", "barbells weigh 1 to 30 kg; write, for example, 'barbell 20 kg, plates 2x10 kg'"),
        ("kettlebell 16", "does not give the mass in kg or lb"),
        ("chair 45", "does not give the height in cm"),
        ("chair 45 kg", "does not give the height in cm"),
        ("ball 3 kg", "gives a mass, but none is needed"),
        ("band 5 kg", "bands are told apart by their colour"),
        ("ankle weights 2,5 kg", "'2,5' could be one number or two; write 2.5"),
        ("dumbbells 2-20 kg", "'2-20' is a range; name each weight"),
        ("5 kg", "'5 kg' does not say what it is"),
        ("red", "'red' does not say what it is; write, for example, 'band red'"),
        ("chair bench 40 cm", "put a comma between 'chair' and 'bench'"),
        ("plates 2x5 kg", "Plates are named without their bar"),
        ("barbell 20 kg, plates 3x5 kg", "an odd number of plates"),
        ("", "Nothing is named"),
        (" , ", "Nothing is named"),
    ],
)
def test_what_cannot_be_understood_is_named_with_what_is_known(words: str, sentence: str) -> None:
    with pytest.raises(HipDriveError) as caught:
        equipment_from_words(words)
    assert sentence in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


def test_every_word_of_the_list_means_its_thing_and_every_example_is_understood() -> None:
    for word, thing in thing_by_word().items():
        if thing in THINGS:
            assert thing == thing_named(f"{word}s")
    for words in owned_words().things.values():
        assert equipment_from_words(words.example).understood
    assert set(THINGS) <= set(owned_words().things)


def test_every_published_band_can_be_said() -> None:
    words = [f"{thing} {colour}" for thing in BAND_PREFIX for colour in colours_of(thing)]
    assert set(known_bands()) == set(owned(", ".join(words)).bands)


PIECES = st.sampled_from(
    (*thing_by_word(), "red", "2x1 kg", "45 cm", "18 lb", "and", ",", ";", "2", "pair of", "gym", "nothing", "(", "x3", "0 kg", "٣", "\x00")
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join)), st.sampled_from(("", *THINGS)))
def test_whatever_is_said_is_either_understood_whole_or_refused_in_one_line(words: str, about: str) -> None:
    try:
        said = equipment_from_words(words, about=about)
    except HipDriveError:
        return
    things = read_equipment(said.toml, file="said")
    assert said.understood
    assert {"wall"} <= things.has
