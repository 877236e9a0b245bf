// The strip of steps of a clip from the front or from behind in step with its video: a line where it stands, and dragging that moves it.
import { cursorIn, draggable, stand } from "/scripts/clock/curves.js";

const WHOLE = 100;

export const steps = (svg, { plot, films: [{ time_ms: times }] }, seekTo) => {
  const lasts = times[times.length - 1];
  const cursor = cursorIn(svg, "cursor");
  draggable(svg, plot, (percent) => seekTo((percent / WHOLE) * lasts));
  return ({ ms }) => stand(cursor, (WHOLE * ms) / lasts, plot);
};
