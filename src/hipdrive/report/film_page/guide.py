"""What the guide to filming says, once for the page and for paper."""

from dataclasses import dataclass

from ...language import Text, en


@dataclass(frozen=True, kw_only=True)
class Part:
    """One heading with what to do."""

    id: str
    title: Text
    steps: tuple[Text, ...]


PARTS: tuple[Part, ...] = (
    Part(
        id="camera",
        title=en("Where the camera stands"),
        steps=(
            en(
                "At the height of the hips, on something that stands still: a tripod, a box, a fence. "
                "Never in the hand, and never turning with the runner."
            ),
            en(
                "4 to 6 m away; 8 to 10 m on a track. The whole body fills about two thirds of the picture, "
                "with room above the head and below the feet."
            ),
            en("Square to the way of running: the runner passes exactly from side to side, and the picture is level."),
            en("Upright beside a treadmill, lying on its side beside a track. Use the main lens (1x), not the wide one."),
            en("Film both sides, one clip each: the near leg is measured, the far one is hidden half of the time."),
        ),
    ),
    Part(
        id="along",
        title=en("From the front or from behind"),
        steps=(
            en("One more clip shows knees that cross, feet that swing outward and step width. It needs the running speed."),
            en(
                "On the way of running, 4 to 6 m before or behind a treadmill; on a track, run straight towards the camera or away from it."
            ),
            en("The camera looks along the way of running: up to 10° off it is taken out, beyond 15° nothing sideways can be measured."),
        ),
    ),
    Part(
        id="rate",
        title=en("Pictures a second"),
        steps=(
            en("Choose 120 (or 60) in the camera's settings, with 1080p. Slow motion (240) works too."),
            en("Keep the file as the phone stored it. A messenger or an editor stores it anew and loses pictures."),
        ),
    ),
    Part(
        id="light",
        title=en("Light"),
        steps=(
            en("By day, or with all lights on, the light behind the camera. Against a window the runner is a shadow."),
            en("In little light a phone blurs fast legs and takes fewer pictures."),
        ),
    ),
    Part(
        id="clothes",
        title=en("Clothes"),
        steps=(
            en("Tight or short: hips, knees and ankles must be seen. Shirt tucked in, no jacket round the hips."),
            en("Another colour than the wall behind, shoes of another colour than the ground. Arms free, nothing in the hands."),
        ),
    ),
    Part(
        id="place",
        title=en("Treadmill or track"),
        steps=(
            en("Treadmill: run for three minutes until the stride is steady, then film. Note the speed. The rail must not hide the legs."),
            en("Track: flat and straight. Pass the camera several times at one speed, in one clip."),
            en("One runner alone in the picture."),
        ),
    ),
    Part(
        id="clip",
        title=en("How long"),
        steps=(
            en("At least 10 s of running: ten strides of each leg. More than 30 s is not needed."),
            en("Then ask what the clip will tell: {command}", command="hipdrive film CLIP"),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """From how many pictures a second on something can be measured."""

    rate: Text
    what: Text


@dataclass(frozen=True, kw_only=True)
class FilmGuide:
    """All that the guide says."""

    title: Text
    introduction: Text
    parts: tuple[Part, ...]
    told_title: Text
    told: tuple[Told, ...]
    """What a clip tells by its rate."""


FILM_GUIDE = FilmGuide(
    title=en("How to film a runner"),
    introduction=en("One clip from the side, filmed as below, is all that is needed. One phone, one runner, ten minutes."),
    parts=PARTS,
    told_title=en("What it tells"),
    told=(
        Told(rate=en("30 a second"), what=en("cadence, and the angles of thigh, knee and trunk")),
        Told(rate=en("60 a second"), what=en("also how far the foot lands ahead of the hip; contact time roughly")),
        Told(rate=en("120 a second or more"), what=en("also contact time and flight time")),
    ),
)
