// Both hips' moments over hip angle: lines, the stride behind, the set-up before, and a dot that runs along.
const SVG = "http://www.w3.org/2000/svg";

// Markup of the server's own drawing as elements.
export const parsed = (markup) => [
  ...new DOMParser().parseFromString(`<svg xmlns="${SVG}">${markup}</svg>`, "image/svg+xml").documentElement.childNodes,
];

export const element = (name, attributes = {}) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export const chart = (svg) => {
  const part = (css) => svg.querySelector(`.${css}`);
  let lines = [];
  let before = [];
  let demand = [];
  let dots = {};
  let times = [];
  let axes = [];
  let place = [];
  let share = 0;
  let compared = false;
  const seen = new WeakMap();

  const x = (degrees) => place[0] + ((degrees - axes[0]) / (axes[1] - axes[0])) * (place[2] - place[0]);
  const y = (moment) => place[3] - ((moment - axes[2]) / (axes[3] - axes[2])) * (place[3] - place[1]);
  const inside = (px, low, high) => Math.min(Math.max(px, low), high);
  const point = (degrees, moment) =>
    `${inside(x(degrees), place[0], place[2]).toFixed(1)},${inside(y(moment), place[1], place[3]).toFixed(1)}`;
  const way = ({ degrees, moment_nm_kg: moments }) => `M${degrees.map((at, i) => point(at, moments[i])).join(" L")}`;

  // Lines that are there already, in the same frame, are not drawn again.
  const drawLines = (group, some) => {
    const frame = [...axes, ...place].join();
    const before = seen.get(group);
    if (before?.some === some && before.frame === frame) return;
    seen.set(group, { some, frame });
    while (group.childElementCount > some.length) group.lastElementChild.remove();
    some.forEach((line, i) => {
      const path = group.children[i] ?? group.appendChild(element("path"));
      path.setAttribute("class", line.css);
      path.setAttribute("d", way(line));
    });
  };

  // Angle and moment of a hip at a share of the repetition, straight between the times that are known.
  const along = (side) => {
    const known = dots[side] ?? [];
    if (known.length < 2) return known[0];
    const next = Math.max(times.findIndex((time) => time >= share), 1);
    const part = (share - times[next - 1]) / Math.max(times[next] - times[next - 1], 1e-9);
    return known[next - 1].map((value, i) => value + inside(part, 0, 1) * (known[next][i] - value));
  };

  const drawDots = () => {
    const group = part("dots");
    const sides = Object.keys(dots).filter((side) => dots[side].length);
    while (group.childElementCount > sides.length) group.lastElementChild.remove();
    sides.forEach((side, i) => {
      const [degrees, moment] = along(side);
      const dot = group.children[i] ?? group.appendChild(element("circle", { r: 5.5 }));
      dot.setAttribute("class", `dot ${side}`);
      dot.setAttribute("cx", inside(x(degrees), place[0], place[2]));
      dot.setAttribute("cy", inside(y(moment), place[1], place[3]));
    });
  };

  const drawAll = () => {
    drawLines(part("behind"), demand);
    drawLines(part("ghost"), before);
    drawLines(part("lines"), lines);
    drawDots();
  };

  const takeFrame = (found) => {
    axes = found.axes;
    place = found.place;
    if (!found.frame) return;
    svg.setAttribute("viewBox", `0 0 ${found.width} ${found.height}`);
    part("frame").replaceChildren(...parsed(found.frame));
  };

  return {
    axes: () => axes,
    forget: () => {
      axes = [];
    },
    behind: (some) => {
      demand = some;
    },
    // What is drawn now stays as the set-up before.
    leaveGhost: () => {
      if (!compared) before = lines;
    },
    // Another set-up stays as the ghost, whatever is changed; null takes it away.
    compare: (found) => {
      compared = found !== null;
      before = found?.lines ?? [];
      if (found) takeFrame(found);
      drawAll();
    },
    draw: (found, shares) => {
      times = shares;
      ({ lines, dots } = found);
      takeFrame(found);
      drawAll();
    },
    dotsAt: (moment) => {
      share = moment;
      if (place.length) drawDots();
    },
    // Of the hip that works.
    angle: (side) => along(side)?.[0],
  };
};
