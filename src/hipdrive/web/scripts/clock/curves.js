// The curves and the strip of contacts in step with the clock: a line where it stands, the values there, and dragging that moves it.
import { say, shown } from "/scripts/page.js";

const SVG = "http://www.w3.org/2000/svg";
const WHOLE = 100;
const SIDES = ["left", "right"];

const cursorIn = (svg) => {
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("class", "cursor");
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
const reading = (line, curve, before, percent) => {
  const number = (values) => shown(valueAt(values, percent), curve.digits).replace("-", "\u2212") + curve.unit;
  line.replaceChildren(
    ...SIDES.filter((side) => curve[side]).flatMap((side) => {
      const part = document.createElement("span");
      part.className = side;
      const behind = before?.[side] ? ` (${say("before")} ${number(before[side])})` : "";
      part.textContent = `${say(side)} ${number(curve[side])}${behind}`;
      return [part, " "];
    }),
  );
};

const draggable = (svg, plot, moveTo) => {
  const go = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    const across = ((event.clientX - left) / width) * plot.wide;
    moveTo(((across - plot.left) / (plot.right - plot.left)) * WHOLE);
  };
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); go(event); });
  svg.addEventListener("pointermove", (event) => { if (svg.hasPointerCapture(event.pointerId)) go(event); });
};

export const curves = (section, { curves: values, before, plot }, moveTo) => {
  const panels = [...section.querySelectorAll(".timed")].map((panel) => ({
    svg: panel.querySelector("svg"),
    line: panel.querySelector(".reading"),
    curve: values[panel.dataset.signal],
    before: before?.[panel.dataset.signal],
  }));
  const pictures = [...panels.map(({ svg }) => svg), section.querySelector("[data-strip] svg")];
  pictures.forEach((svg) => draggable(svg, plot, moveTo));
  const cursors = pictures.map(cursorIn);
  return ({ percent }) => {
    const x = String(plot.left + (percent / WHOLE) * (plot.right - plot.left));
    for (const cursor of cursors) {
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
    }
    for (const panel of panels) reading(panel.line, panel.curve, panel.before, percent);
  };
};
