// Legs drawn over a picture of the video: lines through the joints, a plumb line, and from the side the angles of this very picture.
import { say, shown } from "/scripts/page.js";

const SVG = "http://www.w3.org/2000/svg";
const DEGREES = 180 / Math.PI;

const made = (svg, name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  svg.append(element);
  return element;
};

// x and y of a point in a picture; null where it was not seen.
const placeOf = (points, name, picture) => {
  const path = points[name];
  return path && path[2 * picture] !== null ? [path[2 * picture], path[2 * picture + 1]] : null;
};

// Whole degrees with a true minus, and none before a zero.
const written = (angle) => shown(Math.round(angle) + 0, 0).replace("-", "\u2212");

const drawn = (places) => (places.every(Boolean) ? places.map(([x, y]) => `${x},${y}`).join(" ") : "");

// Thigh against plumb and bend of the knee in degrees; forward is where the runner faces.
const anglesOf = ([hip, knee, ankle], forward) => {
  const against = (from, to) => Math.atan2(forward * (to[0] - from[0]), to[1] - from[1]);
  const thigh = against(hip, knee);
  return { thigh: thigh * DEGREES, knee: (thigh - against(knee, ankle)) * DEGREES };
};

const middleOf = (places) => [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);

// Straight down from the middle of its points, so many lengths of the longest thigh; empty where one of them was not seen.
const plumbOf = ({ plumb_from: from, thighs, plumb_thighs: long }, at) => {
  const lengths = thighs.map((ends) => ends.map(at)).filter((ends) => ends.every(Boolean)).map(([[x, y], [a, b]]) => Math.hypot(x - a, y - b));
  const start = from.map(at);
  if (lengths.length === 0 || !start.every(Boolean)) return "";
  const [x, y] = middleOf(start);
  return drawn([[x, y], [x, y + long * Math.max(...lengths)]]);
};

export const overlay = (svg, { points, drawn: legs, side, width, height }) => {
  const scale = Math.min(width, height) / 400;
  const looks = { "stroke-width": 3 * scale };
  const under = legs.lines.map(() => made(svg, "polyline", { class: "under", "stroke-width": 6 * scale }));
  const plumb = made(svg, "polyline", { class: "plumb", "stroke-width": 2 * scale, "stroke-dasharray": `${6 * scale} ${5 * scale}` });
  const over = legs.lines.map(() => made(svg, "polyline", looks));
  const joints = legs.joints.map(() => made(svg, "circle", { r: 5 * scale, "stroke-width": 2 * scale }));
  const words = legs.angles ? { thigh: made(svg, "text", {}), knee: made(svg, "text", {}) } : {};
  const size = 20 * scale;
  for (const text of Object.values(words)) {
    text.setAttribute("font-size", size);
    text.setAttribute("stroke-width", 4 * scale);
    text.setAttribute("text-anchor", side === "right" ? "end" : "start");
  }
  const forward = side === "right" ? 1 : -1;
  return (picture) => {
    const at = (name) => placeOf(points, name, picture);
    legs.lines.forEach((line, place) => {
      const path = drawn(line.map(at));
      under[place].setAttribute("points", path);
      over[place].setAttribute("points", path);
    });
    const leg = legs.joints.map(at);
    plumb.setAttribute("points", plumbOf(legs, at));
    leg.forEach((place, joint) => {
      joints[joint].toggleAttribute("hidden", !place);
      if (place) [joints[joint].cx.baseVal.value, joints[joint].cy.baseVal.value] = place;
    });
    const seen = leg.every(Boolean);
    const [hip, knee] = leg;
    const angles = seen && legs.angles ? anglesOf(leg, forward) : {};
    for (const [name, text] of Object.entries(words)) {
      text.textContent = seen ? say("degrees", { angle: written(angles[name]) }) : "";
      if (!seen) continue;
      const [x, y] = name === "thigh" ? hip : knee;
      text.setAttribute("x", x - forward * 0.8 * size);
      text.setAttribute("y", y + 0.35 * size);
    }
  };
};
