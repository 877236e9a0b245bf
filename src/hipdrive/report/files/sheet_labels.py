"""What labels of a set-up become on a session sheet, each a phrase of its own, by the label of the setting."""

from collections.abc import Mapping

from ...language import Text, en

HEIGHT, BAND, CUFF_LABEL = "height ", "length of the slack band ", "middle of the ankle cuff "
"""How labels begin that are said another way."""
SURFACES: Mapping[str, Text] = {
    "height of the ball under the shins": en("ball under the shins"),
    "height of the bar": en("bar"),
    "height of the bench": en("bench"),
    "height of the bench under the hands": en("bench under the hands"),
    "height of the bench under the shoulders": en("bench under the shoulders"),
    "height of the box": en("box"),
    "height of the lower end of the bench, under the pelvis": en("lower end of the bench, under the pelvis"),
    "height of the saddle": en("saddle"),
    "height of the seat": en("seat"),
    "height of the second bench, under the idle heel": en("second bench, under the idle heel"),
    "height of the second bench, under the thrusting foot": en("second bench, under the thrusting foot"),
    "height of the surface under the trunk": en("surface under the trunk"),
    "height of the upper pad": en("upper pad"),
    "height under the shoulder blades: the floor": en("under the shoulder blades: the floor"),
    "height of a plate or low step under the standing foot so that the other foot swings clear": en(
        "a plate or low step under the standing foot so that the other foot swings clear"
    ),
}
"""What is so high."""
BANDS: Mapping[str, Text] = {
    "length of the slack band from its anchor to the ankle": en("unstretched band: {length} from its anchor to the ankle"),
    "length of the slack band from its anchor to the foot": en("unstretched band: {length} from its anchor to the foot"),
    "length of the slack band from its anchor to the thigh": en("unstretched band: {length} from its anchor to the thigh"),
    "length of the slack band from its anchor to the working foot": en("unstretched band: {length} from its anchor to the working foot"),
    "length of the slack band from the other foot to the working foot": en(
        "unstretched band: {length} from the other foot to the working foot"
    ),
}
CUFFS: Mapping[str, Text] = {"middle of the ankle cuff above the ankle joint": en("cuff {height} above the ankle joint")}
KNEES: Mapping[str, Text] = {
    "the working leg": en("working knee"),
    "the free leg": en("free knee"),
    "the idle leg": en("idle knee"),
    "both legs": en("both knees"),
    "": en("knee"),
}
WHEN: Mapping[str, Text] = {
    "at the start": en("at the start"),
    "at the top": en("at the top"),
    "at the bottom": en("at the bottom"),
    "at the end of the step": en("at the end of the step"),
    "with the pedal at the top": en("with the pedal at the top"),
}
