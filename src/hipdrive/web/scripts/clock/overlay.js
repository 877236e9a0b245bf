// The near leg drawn over a picture of the video: lines through the joints, a plumb line, and the angles of this very picture.
import { say, shown } from "/scripts/page.js";

const SVG = "http://www.w3.org/2000/svg";
const LINES = [["Neck", "Hip"], ["Hip", "Knee", "Ankle"], ["Heel", "BigToe"]];
const JOINTS = ["Hip", "Knee", "Ankle"];
const PLUMB = 0.8;
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

export const overlay = (svg, { points, side, width, height }) => {
  const scale = Math.min(width, height) / 400;
  const looks = { "stroke-width": 3 * scale };
  const under = LINES.map(() => made(svg, "polyline", { class: "under", "stroke-width": 6 * scale }));
  const plumb = made(svg, "polyline", { class: "plumb", "stroke-width": 2 * scale, "stroke-dasharray": `${6 * scale} ${5 * scale}` });
  const over = LINES.map(() => made(svg, "polyline", looks));
  const joints = JOINTS.map(() => made(svg, "circle", { r: 5 * scale, "stroke-width": 2 * scale }));
  const words = { thigh: made(svg, "text", {}), knee: made(svg, "text", {}) };
  const size = 20 * scale;
  for (const text of Object.values(words)) {
    text.setAttribute("font-size", size);
    text.setAttribute("stroke-width", 4 * scale);
    text.setAttribute("text-anchor", side === "right" ? "end" : "start");
  }
  const forward = side === "right" ? 1 : -1;
  return (picture) => {
    const at = (name) => placeOf(points, name, picture);
    LINES.forEach((line, place) => {
      const path = drawn(line.map(at));
      under[place].setAttribute("points", path);
      over[place].setAttribute("points", path);
    });
    const leg = JOINTS.map(at);
    leg.forEach((place, joint) => {
      joints[joint].toggleAttribute("hidden", !place);
      if (place) [joints[joint].cx.baseVal.value, joints[joint].cy.baseVal.value] = place;
    });
    const seen = leg.every(Boolean);
    const [hip, knee] = leg;
    plumb.setAttribute("points", seen ? drawn([hip, [hip[0], hip[1] + PLUMB * Math.hypot(hip[0] - knee[0], hip[1] - knee[1])]]) : "");
    const angles = seen ? anglesOf(leg, forward) : {};
    for (const [name, text] of Object.entries(words)) {
      text.textContent = seen ? say("degrees", { angle: written(angles[name]) }) : "";
      if (!seen) continue;
      const [x, y] = name === "thigh" ? hip : knee;
      text.setAttribute("x", x - forward * 0.8 * size);
      text.setAttribute("y", y + 0.35 * size);
    }
  };
};
