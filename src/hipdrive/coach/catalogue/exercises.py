"""The verb exercises: search and filter the catalogue, and the table of resistance, position and range."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...contract.exercises.exercise_list import ExercisesDocument, GridCellDocument, GridDocument, exercise_document, exercises_document
from ...curve import RANGES, Range
from ...errors import UnknownNameError
from ...evidence import evidence_of
from ...exercise import (
    QUALITIES,
    SLOW_TEMPO,
    Effort,
    Equipment,
    Exercise,
    RowNote,
    Value,
    VariantSummary,
    efforts_of,
    exercise_summary,
    exercises,
    hardest,
    lacking,
    ladders,
    row_notes,
    solve_load,
    steps_of,
    variant_summaries,
    variants_of,
)
from ...language import Text, en
from ...range_words import extensor_ranges
from ..athletes.effort_scale import typical_strength
from ..athletes.typical import TYPICAL_ATHLETE

RESISTANCES = (en("own weight"), en("weight"), en("band"), en("cable"), en("sled"))
SIZE_KEYS = {"weight": "weight_kg", "cable": "stack_kg", "sled": "sled_kg", "band": "band"}
NOTHING: tuple[Value, ...] = (0, 0.0, "none")
FILTERS: Mapping[str, Text] = {
    "range": en("range"),
    "position": en("position"),
    "resistance": en("resistance"),
    "quality": en("quality"),
    "ladder": en("ladder"),
}
"""What sentences call what is looked for."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; what is empty lets everything through. A value that can't be is refused, naming the allowed ones."""

    range: str = ""
    """Where the working leg's muscles work hardest, in any variant; 'deep' and 'lock-out' mean the extensors."""
    position: str = ""
    resistance: str = ""
    quality: str = ""
    equipment: Equipment | None = None
    """Only what can be done with this, in some variant."""
    both_hips: bool = False
    ladder: str = ""
    evidence: str = ""

    def __post_init__(self) -> None:
        known = {
            "range": (*RANGES, *extensor_ranges()),
            "position": positions(),
            "resistance": RESISTANCES,
            "quality": QUALITIES,
            "ladder": tuple(ladders()),
        }
        for name, allowed in known.items():
            value = getattr(self, name)
            if value and value not in allowed:
                raise UnknownNameError(FILTERS[name], value, allowed)
        if self.evidence:
            object.__setattr__(self, "evidence", evidence_of(self.evidence.upper()).id)


def positions() -> tuple[str, ...]:
    """All body positions of exercises and their variants, in order of the alphabet."""
    return tuple(sorted({variant.position for exercise in exercises().values() for variant in variants_of(exercise).values()}))


def exercise_list(query: str = "", filters: Filters | None = None) -> ExercisesDocument:
    """Search the catalogue.

    Args:
        query: Words that must all stand in id, name, rows, position, equipment, resistance or a variant's label.
        filters: Further conditions.

    Returns:
        Rows as in the outside contract under 'exercises'; rows of the sources that are no exercises under 'notes'.
    """
    chosen, words = filters or Filters(), query.lower().split()
    fitting = fitting_exercises(query, chosen)
    notes = [note for note in row_notes().values() if all(word in _note_text(note) for word in words)] if chosen == Filters() else []
    return exercises_document(
        [exercise_document(exercise_summary(exercise, TYPICAL_ATHLETE, typical_strength(TYPICAL_ATHLETE))) for exercise in fitting], notes
    )


def fitting_exercises(query: str = "", filters: Filters | None = None) -> tuple[Exercise, ...]:
    """The exercises in which all words of a query stand and that meet the conditions."""
    chosen, words = filters or Filters(), query.lower().split()
    return tuple(one for one in exercises().values() if all(word in _text(one) for word in words) and _fits(one, chosen))


def _text(exercise: Exercise) -> str:
    """Everything that a query looks through."""
    parts: list[Iterable[str]] = [(exercise.id, exercise.name, exercise.kind, *exercise.variants)]
    for variant in (exercise, *exercise.variants.values()):
        parts += [variant.rows, variant.equipment, variant.resistance_kinds, (variant.position, variant.label, variant.laterality)]
    return " ".join(word for part in parts for word in part).lower()


def _note_text(note: RowNote) -> str:
    return f"{note.id} {note.name} {note.says}".lower()


def _fits(exercise: Exercise, filters: Filters) -> bool:
    """Whether an exercise, in some variant, meets all conditions; the variant has to meet those of equipment and position at once."""
    variants = [
        variant
        for variant in variants_of(exercise).values()
        if (not filters.position or variant.position == filters.position)
        and (not filters.resistance or filters.resistance in variant.resistance_kinds)
        and (not filters.both_hips or variant.both_hips)
        and (not filters.evidence or filters.evidence in {*variant.evidence, *(claim.row for claim in variant.claims)})
        and (filters.equipment is None or not lacking(variant, filters.equipment))
    ]
    if not variants or (filters.ladder and filters.ladder not in {ladder.id for ladder, _ in steps_of(exercise.id)}):
        return False
    if not filters.range and not filters.quality:
        return True
    labels = {variant.label for variant in variants}
    return any(
        row.label in labels
        and (not filters.range or _in_range(row, filters.range))
        and (not filters.quality or (exercise.kind == "strength" and row.quality == filters.quality))
        for row in variant_summaries(exercise, TYPICAL_ATHLETE, typical_strength(TYPICAL_ATHLETE))
    )


def _in_range(row: VariantSummary, name: str) -> bool:
    """Whether a variant works the working leg hardest in a range; a name that only extensors' ranges have asks for extensors too."""
    if name in extensor_ranges():
        return row.peak_muscle == "extensor" and row.peak_range == extensor_ranges()[name]
    return row.peak_range == name


def exercises_named(name: str) -> tuple[Exercise, ...]:
    """The exercises that an id, or a row such as X25, means exactly; none if it is neither."""
    if name in exercises():
        return (exercises()[name],)
    row = name.upper()
    return tuple(
        exercise
        for exercise in exercises().values()
        if row in exercise.rows or any(row in variant.rows for variant in exercise.variants.values())
    )


def exercise_grid() -> GridDocument:
    """Which exercise loads which range: kind of resistance x body position x range, as in the second article.

    Every variant is worked out once for each kind of resistance it can be done with, and stands where the muscles of its working leg work
    hardest, as a share of what they can give there.
    """
    cells: dict[tuple[str, str], dict[Range, list[str]]] = {}
    extensors: dict[tuple[str, str], list[str]] = {}
    for exercise in exercises().values():
        for name, variant in variants_of(exercise).items():
            for kind in variant.resistance_kinds if variant.kind == "strength" else ():
                effort = _effort_with(variant, kind)
                if effort is not None:
                    place, shown = (kind, variant.position), f"{exercise.id} ({name})" if name else exercise.id
                    cells.setdefault(place, {range_: [] for range_ in RANGES})[effort.range].append(shown)
                    extensors.setdefault(place, []).extend([shown] if effort.action == "extensor" else [])
    order = sorted(cells, key=lambda key: (RESISTANCES.index(key[0]), key[1]))
    return GridDocument(cells=tuple(_grid_cell(*place, cells[place], extensors[place]) for place in order))


def _grid_cell(kind: str, position: str, by_range: Mapping[Range, list[str]], extensors: Sequence[str]) -> GridCellDocument:
    early, mid, end = (tuple(by_range[range_]) for range_ in RANGES)
    return GridCellDocument(
        resistance=RESISTANCES[RESISTANCES.index(kind)], position=position, early=early, mid=mid, end=end, extensors=tuple(extensors)
    )


def _effort_with(variant: Exercise, kind: str) -> Effort | None:
    """What works hardest in the working leg with a kind of resistance: the default set-up, or the first step of its grid that has it."""
    steps = [{}, *variant.grid.resistance]
    step = next((step for step in steps if _kind_of(variant, step) == kind), None)
    if step is None:
        return None
    load, slow = (solve_load(variant, TYPICAL_ATHLETE, {**step, **tempo}) for tempo in ({}, {"tempo": SLOW_TEMPO}))
    return hardest(efforts_of(load, slow, typical_strength(TYPICAL_ATHLETE), exercise=variant), "working")


def _kind_of(variant: Exercise, step: Mapping[str, Value]) -> str:
    """The kind of resistance that a set-up adds; own weight where it adds none."""
    for kind in ("band", "cable", "sled", "weight"):
        key = SIZE_KEYS[kind]
        if key in variant.settings and step.get(key, variant.settings[key].default) not in NOTHING:
            return kind
    return "own weight"
