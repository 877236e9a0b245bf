// The figure: rigid pieces that the server draws, each moved to where it is at a moment of the repetition.
import { words } from "/scripts/page.js";
import { parsed, element } from "/scripts/lab/chart.js";
import { later } from "/scripts/lab/turns.js";

const PAUSE_MS = 600;
const RESTS_MS = 300;

export const figure = (svg, button, slider) => {
  const groups = Object.fromEntries(["behind", "ground", "before"].map((css) => [css, svg.querySelector(`.drawn .${css}`)]));
  const pieces = { behind: [], before: [] };
  let motions = [];
  let view = [];
  let ground = "";
  let times = [];
  let ms = 1000;
  let share = 0;
  let playing = 0;
  let moment = () => {};
  let rest = () => {};

  const halt = () => {
    for (const motion of motions) motion.cancel();
    motions = [];
  };

  const drawPieces = (css, found) => {
    const own = pieces[css];
    while (own.length > found.length) own.pop().group.remove();
    found.forEach((piece, i) => {
      own[i] ??= { group: groups[css].appendChild(element("g")) };
      const { group, shape, looks, step, shown } = own[i];
      own[i] = { group, shape: piece.shape, looks: piece.css, step: piece.steps[0], shown: piece.shown[0] ?? "" };
      if (shape !== own[i].shape) group.replaceChildren(...parsed(piece.shape));
      if (looks !== own[i].looks) group.setAttribute("class", piece.css);
      if (step !== own[i].step) group.style.transform = own[i].step;
      if (shown !== own[i].shown) group.style.opacity = own[i].shown;
      if (piece.steps.length > 1) {
        const frames = piece.steps.map((transform, k) => ({ transform, offset: times[k], opacity: piece.shown[k] ?? 1 }));
        const motion = group.animate(frames, { duration: ms, fill: "both" });
        motion.pause();
        motions.push(motion);
      }
    });
  };

  const show = () => {
    for (const motion of motions) motion.currentTime = share * ms;
    slider.value = share;
    moment(share, playing !== 0);
  };

  const stop = () => {
    cancelAnimationFrame(playing);
    playing = 0;
    button.textContent = words.play;
    show();
  };

  const play = () => {
    const start = performance.now() - share * ms;
    const step = (now) => {
      share = Math.min(((now - start) % (ms + PAUSE_MS)) / ms, 1);
      show();
      playing = requestAnimationFrame(step);
    };
    playing = requestAnimationFrame(step);
    button.textContent = words.pause;
  };

  const restLater = later(RESTS_MS, () => rest());
  button.addEventListener("click", () => {
    if (playing) {
      stop();
      restLater();
    } else play();
  });
  slider.addEventListener("input", () => {
    share = Number(slider.value);
    if (playing) stop();
    show();
    restLater();
  });

  return {
    view: () => view,
    forget: () => {
      view = [];
    },
    times: () => times,
    moment: () => share,
    stand: (at) => {
      share = at;
      if (playing) stop();
      show();
      restLater();
    },
    show,
    onMoment: (call) => {
      moment = call;
    },
    onRest: (call) => {
      rest = call;
    },
    draw: (found, settled) => {
      if (playing && !settled) stop();
      halt();
      ({ view, times } = found);
      ms = found.seconds * 1000;
      svg.setAttribute("viewBox", `0 0 ${found.width} ${found.height}`);
      drawPieces("behind", found.behind);
      if (ground !== found.ground) groups.ground.replaceChildren(...parsed(found.ground));
      ground = found.ground;
      drawPieces("before", found.before);
    },
  };
};
