// Handles on the figure: dragged, or moved by the arrow keys; each says in words where it is.
import { words, say } from "/scripts/page.js";
import { element } from "/scripts/lab/chart.js";
import { setUp } from "/scripts/lab/set_up.js";

const FINE_M = 0.01;
const COARSE_M = 0.05;
const GRIP_PX = 22;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const dot = (one, other) => one[0] * other[0] + one[1] * other[1];
const length = (vector) => Math.hypot(...vector);
const rounded = (value) => Number(value.toFixed(2));
const bounded = (value, { low, high }) => rounded(Math.min(Math.max(value, low), high));

// Values in words: ahead or behind and how high, or how far along.
const inWords = ({ kind, axes }) => {
  const cm = axes.map(({ key }) => Math.round(setUp.value(key) * 100));
  if (kind === "along") return say("along", { value: cm[0] });
  return say(cm[0] < 0 ? "behind" : "ahead", { along: Math.abs(cm[0]), up: cm[1] });
};

const made = () => {
  const group = element("g", { class: "handle", role: "slider", tabindex: "0", "aria-describedby": "hint" });
  group.append(element("circle", { class: "grip", r: GRIP_PX }), element("circle", { class: "core", r: 5 }));
  return group;
};

export const handles = (group, { change, rest }) => {
  let taken = null;
  let known = [];

  const put = (grip, handle) => {
    grip.setAttribute("transform", `translate(${handle.at.join()})`);
    grip.setAttribute("aria-label", handle.name);
    grip.setAttribute("aria-roledescription", words.handle);
    const [first] = handle.axes;
    grip.setAttribute("aria-valuemin", first.low);
    grip.setAttribute("aria-valuemax", first.high);
    grip.setAttribute("aria-valuenow", setUp.value(first.key));
    grip.setAttribute("aria-valuetext", inWords(handle));
    grip.dataset.key = first.key;
  };

  // Values after a way on the figure (px), from values and the place before.
  const moveBy = (grip, handle, from, way) => {
    const values = {};
    const at = [...handle.at];
    for (const [i, axis] of handle.axes.entries()) {
      const value = bounded(from[i] + dot(way, axis.toward) / dot(axis.toward, axis.toward), axis);
      at[0] += (value - from[i]) * axis.toward[0];
      at[1] += (value - from[i]) * axis.toward[1];
      values[axis.key] = value;
    }
    change(values, handle.axes);
    put(grip, { ...handle, at });
  };

  const start = (event) => {
    const grip = event.target.closest(".handle");
    if (!grip || event.button > 0) return;
    const handle = known[[...group.children].indexOf(grip)];
    const scale = group.ownerSVGElement.viewBox.baseVal.width / group.ownerSVGElement.clientWidth;
    taken = { grip, handle, scale, at: [event.clientX, event.clientY], from: handle.axes.map(({ key }) => setUp.value(key)) };
    grip.setPointerCapture(event.pointerId);
    grip.focus();
    event.preventDefault();
  };
  const move = (event) => {
    if (!taken) return;
    const way = [event.clientX - taken.at[0], event.clientY - taken.at[1]].map((px) => px * taken.scale);
    moveBy(taken.grip, taken.handle, taken.from, way);
  };
  const end = () => {
    if (taken) rest();
    taken = null;
  };

  const press = (event) => {
    const way = KEYS[event.key];
    const grip = event.target.closest(".handle");
    if (!way || !grip) return;
    event.preventDefault();
    const handle = known[[...group.children].indexOf(grip)];
    const along = ({ toward }) => dot(way, toward) / length(toward);
    const axis = [...handle.axes].sort((one, other) => Math.abs(along(other)) - Math.abs(along(one)))[0];
    const onward = Math.abs(along(axis)) > 0.3 ? Math.sign(along(axis)) : way[0] - way[1];
    const step = onward * (event.shiftKey ? COARSE_M : FINE_M);
    const from = handle.axes.map(({ key }) => setUp.value(key));
    moveBy(grip, handle, from, axis.toward.map((part) => part * step));
    handle.at = handle.at.map((part, i) => part + axis.toward[i] * (setUp.value(axis.key) - from[handle.axes.indexOf(axis)]));
  };

  group.addEventListener("pointerdown", start);
  group.addEventListener("pointermove", move);
  group.addEventListener("pointerup", end);
  group.addEventListener("pointercancel", end);
  group.addEventListener("keydown", press);

  return {
    hide: (hidden) => group.toggleAttribute("hidden", hidden),
    // Where handles are now; one that is held follows the hand alone.
    draw: (found) => {
      if (taken) return;
      known = found;
      while (group.childElementCount > found.length) group.lastElementChild.remove();
      found.forEach((handle, i) => put(group.children[i] ?? group.appendChild(made()), handle));
    },
  };
};
