// The resistance lab: what a hand changes is asked of the server and drawn, the newest always first.
import { words, sent, say, ask, Refused } from "/scripts/page.js";
import { chart } from "/scripts/lab/chart.js";
import { figure } from "/scripts/lab/figure.js";
import { handles } from "/scripts/lab/handles.js";
import { form } from "/scripts/lab/form.js";
import { reach } from "/scripts/lab/reach.js";
import { setUp, page } from "/scripts/lab/set_up.js";
import { latest, later } from "/scripts/lab/turns.js";
import { saved } from "/scripts/lab/saved.js";
import { tuning } from "/scripts/lab/tune.js";

// The first answer waits until the server has loaded what it computes with.
const FIRST_WITHIN_MS = 75000;
const WITHIN_MS = 15000;
const SETTLES_MS = 160;
// A hand that moves on does so as soon as it has seen where it is.
const SEEN_MS = 60;
const SPEAKS_MS = 600;
const byId = (id) => document.getElementById(id);

const drawnChart = chart(byId("chart"));
const drawnFigure = figure(byId("figure"), byId("play"), byId("moment"));
let moved = false;
let answered = false;
let restful = null;
let resting = false;
let unseen = false;

// Widths of figure and chart (px), kept: to ask for one while a hand moves makes the browser lay the page out at once.
const widths = { figure: 240, chart: 240 };
const measure = (id) => {
  widths[id] = Math.max(Math.round(byId(id).clientWidth), 240);
};
const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => measure(target.id)));
for (const id of Object.keys(widths)) {
  measure(id);
  sizes.observe(byId(id));
}

// A look at rest that a hand which moves on has overtaken.
class Overtaken extends Error {}

const listed = (id, sentences) =>
  byId(id).replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );

// Who listens hears one sentence, once the hand has come to rest.
const speak = later(SPEAKS_MS, (sentence) => {
  byId("announced").textContent = sentence;
});

const tell = (answer) => {
  byId("said").textContent = answer.said;
  listed("reasons", answer.reasons);
  if (answer.settled) {
    listed("sentences", answer.sentences);
    listed("remarks", answer.remarks);
    byId("instruction").textContent = answer.instruction;
    speak(answer.said);
  }
};

// A button for each moment that has a name.
let named = [];
const drawMoments = (found) => {
  named = found;
  if (byId("moments").childElementCount === found.length) return;
  byId("moments").replaceChildren(
    ...found.map(([name], i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => drawnFigure.stand(named[i][1]));
      return button;
    }),
  );
};

const refuse = (error) => {
  if (error instanceof Overtaken || (error instanceof Refused && error.code === "obsolete")) return;
  const sentence = error instanceof Refused ? error.message : words.offline;
  byId("said").textContent = "";
  listed("reasons", [sentence]);
  document.body.classList.add("waiting");
  speak(sentence);
};

const draw = (answer) => {
  document.body.classList.remove("waiting");
  if (answer.figure) drawnFigure.draw(answer.figure, answer.settled);
  byId("figure").classList.toggle("gone", !answer.figure);
  drawnChart.draw(answer.chart, drawnFigure.times());
  grips.draw(answer.handles);
  drawnFigure.show();
  tell(answer);
  if (answer.settled) {
    drawMoments(answer.moments);
    setUp.settled();
    byId("command").textContent = setUp.command();
    rows.draw();
    shaded.rest();
  }
};

const look = latest(async ({ settled }) => {
  const asked = { ...page.body(), set_up: setUp.chosen(), settled, moment: drawnFigure.moment() };
  asked.figure_px = widths.figure;
  asked.chart_px = widths.chart;
  asked.view = drawnFigure.view();
  asked.axes = drawnChart.axes();
  const stops = new AbortController();
  restful = settled ? stops : null;
  unseen = !settled;
  try {
    draw(await ask("POST", sent.addresses.look, asked, { within_ms: answered ? WITHIN_MS : FIRST_WITHIN_MS, stopped: stops.signal }));
    answered = true;
  } catch (error) {
    refuse(error);
  }
  unseen = false;
  if (!settled) seen();
});

// All is asked for once the hand rests and what it moved to is there: on a busy computer a hand that still moves would else wait behind it.
const settle = () => {
  if (!resting || unseen) return;
  resting = moved = false;
  look({ settled: true });
};
const seen = later(SEEN_MS, settle);
const rest = later(SETTLES_MS, () => {
  resting = true;
  settle();
});

// A value has changed; the hand may still be moving. The server is asked before anything is drawn here.
const changed = () => {
  if (!moved) drawnChart.leaveGhost();
  moved = true;
  resting = false;
  shaded.stop();
  restful?.abort(new Overtaken());
  look({ settled: false });
  rest();
  rows.draw();
};

const anew = () => {
  drawnFigure.forget();
  drawnChart.forget();
  changed();
};

const shaded = reach(byId("figure").querySelector(".cells"));
const grips = handles(byId("figure").querySelector(".handles"), {
  change: (values, axes) => {
    setUp.change(values);
    shaded.of(axes);
    changed();
  },
  rest: () => rest(),
});
const rows = form(byId("form"), {
  change: (key, value, axis) => {
    setUp.change({ [key]: value });
    shaded.of(axis ? [axis] : []);
    changed();
  },
});
drawnFigure.onMoment((share, playing) => {
  drawnChart.dotsAt(share);
  byId("moment-said").textContent = say("at", { percent: Math.round(share * 100), angle: Math.round(drawnChart.angle(setUp.value("side")) ?? 0) });
  grips.hide(playing);
});
drawnFigure.onRest(() => look({ settled: true }));

const stride = latest(async (speed) => {
  try {
    const found = await ask("GET", `${sent.addresses.stride}?speed_m_s=${speed}`);
    byId("stride-words").textContent = found.words;
    drawnChart.behind(found.lines);
    drawnChart.forget();
    page.speed(speed);
    look({ settled: true });
  } catch (error) {
    refuse(error);
  }
});
const speed = byId("speed");
if (speed) {
  const shownSpeed = () => {
    const kmh = say("speed", { value: Number(speed.value) * 3.6 });
    document.querySelector('output[for="speed"]').textContent = kmh;
    speed.setAttribute("aria-valuetext", kmh);
  };
  shownSpeed();
  speed.addEventListener("input", () => {
    shownSpeed();
    stride(Number(speed.value));
  });
}

byId("usual").addEventListener("click", () => {
  setUp.usual();
  anew();
});
tuning({
  put: (values) => {
    setUp.put(values);
    anew();
  },
});

if (byId("save")) saved({ compare: drawnChart.compare, axes: drawnChart.axes, kept: page.kept });

const copy = (button, text) =>
  byId(button).addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      byId("copied").textContent = words.copied;
    } catch {
      byId("copied").textContent = words.not_copied;
    }
  });
copy("copy-address", () => location.href);
copy("copy-command", () => setUp.command());

let wide = byId("figure").clientWidth;
window.addEventListener(
  "resize",
  later(SETTLES_MS, () => {
    if (byId("figure").clientWidth === wide) return;
    wide = byId("figure").clientWidth;
    drawnFigure.forget();
    drawnChart.forget();
    look({ settled: true });
  }),
);

drawnChart.behind(sent.demand);
rows.draw();
byId("said").textContent = words.waiting;
look({ settled: true });
