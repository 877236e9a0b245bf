// The stick figure in its three views: its bones are set to where the joints are at an instant of the stride.
const WHOLE = 100;
const AXES = 3;
const M_PER_MM = 0.001;

const mirrored = (name) => name.replace(/_(left|right)$/, (_, side) => (side === "left" ? "_right" : "_left"));

// Where a point is (m), straight between the places that are known; the other side's place turned over for a mirrored figure.
const placeOf = (path, percent, mirror) => {
  const last = path.length / AXES - 1;
  const at = (percent / WHOLE) * last;
  const from = Math.min(Math.floor(at), last - 1);
  const share = at - from;
  const axis = (i) => M_PER_MM * ((1 - share) * path[AXES * from + i] + share * path[AXES * (from + 1) + i]);
  return [axis(0), axis(1), mirror ? -axis(2) : axis(2)];
};

const draw = (bones, view, figure, percent, mirror, scale) => {
  const [across, acrossSign] = view.across;
  const [down, downSign] = view.down;
  const px = (name) => {
    const place = placeOf(figure[mirror ? mirrored(name) : name], percent, mirror);
    const right = view.from[0] + scale * acrossSign * place[across];
    return `${right.toFixed(1)},${(view.from[1] + scale * downSign * place[down]).toFixed(1)}`;
  };
  for (const { element, from, to } of bones) {
    const known = [from, to].every((name) => (mirror ? mirrored(name) : name) in figure);
    element.setAttribute("d", known ? `M${px(from)} L${px(to)}` : "");
  }
};

const bonesIn = (group) =>
  [...group.querySelectorAll("[data-bone]")].map((element) => {
    const [from, to] = element.dataset.bone.split(" ");
    return { element, from, to };
  });

// Draws the figure of a stride, and behind it what is laid beside: the other leg's stride mirrored, or the other run's same stride.
export const figure = (box, { views, figures, ghosts, px_per_m: scale }) => {
  const shown = [...box.querySelectorAll("[data-view]")]
    .filter((element) => element.dataset.view in views && element.tagName === "FIGURE")
    .map((element) => ({
      view: views[element.dataset.view],
      body: bonesIn(element.querySelector(".body")),
      shadow: bonesIn(element.querySelector(".shadow")),
      behind: element.querySelector(".shadow"),
    }));
  // One scale for all views, however much room a page gives them.
  for (const svg of box.querySelectorAll("[data-view] > svg")) svg.style.width = `${svg.viewBox.baseVal.width}px`;
  return ({ percent, whose }) => {
    const side = whose === "both" ? "left" : whose;
    const ghost = whose === "both" ? figures.right : ghosts[side];
    for (const { view, body, shadow, behind } of shown) {
      draw(body, view, figures[side] || Object.values(figures)[0], percent, false, scale);
      if (ghost) draw(shadow, view, ghost, percent, whose === "both", scale);
      behind.toggleAttribute("hidden", !ghost);
    }
  };
};
