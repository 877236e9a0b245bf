// The curves and the strip of contacts in step with the clock: a line where it stands, the values there, and dragging that moves it.
// Each curve begins at the landing of its own foot, so one instant lies at two places: the other leg has a line of its own.
import { say, shown } from "/scripts/page.js";

const SVG = "http://www.w3.org/2000/svg";
const WHOLE = 100;
const SIDES = ["left", "right"];

// Where in its own stride a side is when the chosen one stands at a percentage; null where that is not known.
// With right laid over left, both are looked at at the same place of their own strides.
const placeOf = (side, { percent, whose }, landings) => {
  if (whose === "both" || whose === side) return percent;
  return whose in landings ? (percent - landings[whose] + WHOLE) % WHOLE : null;
};

export const cursorIn = (svg, look) => {
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("class", look);
  line.setAttribute("y1", "0");
  line.setAttribute("y2", String(svg.viewBox.baseVal.height));
  svg.append(line);
  return line;
};

const valueAt = (values, percent) => {
  const from = Math.min(Math.floor(percent), values.length - 2);
  return values[from] + (percent - from) * (values[from + 1] - values[from]);
};

// Values of each side at an instant, those of the run behind in brackets.
const reading = (line, { curve, before }, state, { landings, landings_before: landingsBefore }) => {
  const number = (values, place) => shown(valueAt(values, place), curve.digits).replace("-", "\u2212") + curve.unit;
  const places = Object.fromEntries(SIDES.map((side) => [side, placeOf(side, state, landings)]));
  line.replaceChildren(
    ...SIDES.filter((side) => curve[side] && places[side] !== null).flatMap((side) => {
      const part = document.createElement("span");
      part.className = side;
      const then = before?.[side] ? placeOf(side, state, landingsBefore) : null;
      const behind = then === null ? "" : ` (${say("before")} ${number(before[side], then)})`;
      part.textContent = `${say(side)} ${number(curve[side], places[side])}${behind}`;
      return [part, " "];
    }),
  );
};

export const draggable = (svg, plot, moveTo) => {
  const go = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    const across = ((event.clientX - left) / width) * plot.wide;
    moveTo(((across - plot.left) / (plot.right - plot.left)) * WHOLE);
  };
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); go(event); });
  svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) go(event); });
};

export const stand = (line, place, plot) => {
  line.toggleAttribute("hidden", place === null);
  const x = String(plot.left + ((place ?? 0) / WHOLE) * (plot.right - plot.left));
  line.setAttribute("x1", x);
  line.setAttribute("x2", x);
};

export const curves = (section, sent, moveTo) => {
  const { curves: values, before, plot, landings } = sent;
  const panels = [...section.querySelectorAll(".timed")].map((panel) => ({
    svg: panel.querySelector("svg"),
    line: panel.querySelector(".reading"),
    curve: values[panel.dataset.signal],
    before: before?.[panel.dataset.signal],
  }));
  const strip = section.querySelector("[data-strip] svg");
  const pictures = [...panels.map(({ svg }) => svg), strip];
  pictures.forEach((svg) => draggable(svg, plot, moveTo));
  const cursors = pictures.map((svg) => cursorIn(svg, "cursor"));
  const others = panels.map(({ svg }) => cursorIn(svg, "cursor other"));
  const bars = [...strip.querySelectorAll("[data-of]")];
  return (state) => {
    const other = SIDES.find((side) => side !== state.whose);
    for (const cursor of cursors) stand(cursor, state.percent, plot);
    for (const line of others) {
      stand(line, state.whose === "both" ? null : placeOf(other, state, landings), plot);
      line.setAttribute("class", `cursor other ${other}`);
    }
    for (const bar of bars) bar.toggleAttribute("hidden", !bar.dataset.of.split(" ").includes(state.whose));
    for (const panel of panels) reading(panel.line, panel, state, sent);
  };
};
