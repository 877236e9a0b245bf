"""What the scripts of the gym logger say."""

from collections.abc import Mapping
from types import MappingProxyType

from ...language import Text, en

SCRIPT_WORDS: Mapping[str, Text] = MappingProxyType(
    {
        # Sides and counts.
        "left": en("left"),
        "right": en("right"),
        "both": en("both legs"),
        "set": en("Set {number} of {sets}"),
        "reps": en("Reps"),
        "metres": en("Metres"),
        "hold": en("Hold (s)"),
        "load": en("Load"),
        "rir": en("Reps left in you"),
        "less": en("{what}: less"),
        "more": en("{what}: more"),
        # Going through a session.
        "start": en("Start session"),
        "startEarly": en("Do it today"),
        "planned": en("Planned for {day}."),
        "saveSet": en("Set done"),
        "startHold": en("Start the hold"),
        "saveChange": en("Save change"),
        "howMany": en("Say first how many reps you did."),
        "stopHold": en("Stop the hold"),
        "skipSet": en("Skip this set"),
        "ready": en("Get ready"),
        "holding": en("Hold: rep {number} of {reps}"),
        "rest": en("Rest"),
        "change": en("Change sides"),
        "goOn": en("Start the next set now"),
        "next": en("Next: {what}"),
        "wake": en("Leave the screen on: a locked phone gives no alarm. The time stays right."),
        "finishNow": en("Finish now, skip the rest"),
        "edit": en("Change"),
        "remove": en("Delete this set"),
        "back": en("Back"),
        "logged": en("Logged"),
        "skipped": en("skipped"),
        # Pain and form.
        "pain": en("Pain (0 to 10)"),
        "painSite": en("Where"),
        "painSide": en("Side"),
        "noSide": en("not one side"),
        "painAndForm": en("Pain or lost form"),
        "form": en("Lost in this set"),
        "painAfter": en("Pain after the session"),
        "note": en("Your note"),
        "left_open": en("The session of {day} is not finished."),
        "finishIt": en("Finish it, skip the rest"),
        "resume": en("Go on with it"),
        "drop": en("Delete"),
        "last": en("That was the last set."),
        "finish": en("Finish session"),
        "morning": en("Pain the morning after?"),
        "morningOf": en("Session of {day}."),
        "noPain": en("No pain"),
        "savePain": en("Save pain"),
        "done": en("Session finished."),
        "comesNext": en("Next session: {day}."),
        "again": en("Log another session"),
        "setsDone": en("Sets logged: {sets}."),
        # What became of it.
        "waiting": en("waiting"),
        "sent": en("sent"),
        "refused": en("not accepted: {why} Change the set, or delete it."),
        "uncounted": en("sent, but the session was deleted meanwhile"),
        "allSent": en("All sent."),
        "someWaiting": en("Waiting to be sent: {waiting}. They are kept on this phone and go out by themselves once there is signal."),
        "signIn": en("You are signed out. Kept on this phone, waiting to be sent: {waiting}."),
        "signInLink": en("Sign in to send them"),
        "full": en("This phone has no room left, so this set was NOT kept. Save it as a file now, then free some space and tap again."),
        "unkept": en("This set could not be kept on this phone ({why}). Save it as a file now."),
        "exportFile": en("Save as file"),
        "exportText": en("Save as text"),
        "sendNow": en("Send now"),
        # What does not work here.
        "insecure": en(
            "This address is not secure (http), so this page opens only with signal. Sets are kept on the phone all the same. "
            "Start Hipdrive with 'hipdrive serve --lan' and open its https address to log without signal."
        ),
        "noWorker": en("This browser cannot keep the page, so it opens only with signal. Sets are kept all the same."),
        "noStore": en("This browser keeps nothing (private mode?), so sets would be lost. Open the page in a normal window."),
        "skew": en("The clock of this phone differs from the server's by {minutes} min. Which day is this session of?"),
    }
)
"""Key -> text, whose {places} a script fills."""
