// Where a set-up can't be done: asked for while the hand rests, and shaded along what was moved last.
import { words, sent, say, ask } from "/scripts/page.js";
import { element } from "/scripts/lab/chart.js";
import { inWords } from "/scripts/lab/form.js";
import { setUp, page } from "/scripts/lab/set_up.js";

const STOPS = 13;
const ACROSS = 8;
const UP = 6;
const IDLE_MS = 700;

const spread = (low, high, count) => Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
const rounded = (value) => Number(value.toFixed(2));

// Values of an axis that the figure shows, around where its handle is now.
const seen = ({ key, low, high, toward }, at, box) => {
  const main = Math.abs(toward[0]) > Math.abs(toward[1]) ? 0 : 1;
  const edges = [0, box[main]].map((px) => setUp.value(key) + (px - at[main]) / toward[main]);
  return [Math.max(low, Math.min(...edges)), Math.min(high, Math.max(...edges))];
};

export const reach = (cells) => {
  let axes = [];
  let turn = 0;
  let timer = 0;

  const can = async (changes) => ask("POST", sent.addresses.reach, { ...page.body(), set_up: setUp.chosen(), changes });
  const row = (key) => document.querySelector(`.row[data-key="${key}"]`);

  const shadeRow = async ({ key, low, high, input }, mine) => {
    const stops = spread(low, high, STOPS).map((value) => (input.step === "1" ? Math.round(value) : rounded(value)));
    const answers = await can(stops.map((value) => ({ [key]: value })));
    if (mine !== turn) return;
    const width = 100 / STOPS;
    const parts = answers.map((yes, i) => `${yes ? "transparent" : "var(--stop)"} ${i * width}% ${(i + 1) * width}%`);
    const bar = row(key).querySelector(".reach");
    bar.style.background = answers.every(Boolean) ? "none" : `linear-gradient(to right, ${parts.join()})`;
    const no = stops.filter((_, i) => !answers[i]);
    const edge = (value) => inWords(value, input.dataset.unit);
    const sentence = no.length ? say("impossible", { low: edge(Math.min(...no)), high: edge(Math.max(...no)) }) : words.anywhere;
    bar.hidden = false;
    bar.setAttribute("aria-label", sentence);
    bar.title = sentence;
  };

  // One column of cells after the other, so that a hand that moves meanwhile need not wait.
  const shadeCells = async (place, mine) => {
    const svg = cells.ownerSVGElement;
    const grip = svg.querySelector(`.handle[data-key="${place[0].key}"]`);
    if (!grip) return;
    const at = grip.transform.baseVal.consolidate().matrix;
    const box = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
    const now = place.map(({ key }) => setUp.value(key));
    const spans = place.map((axis) => seen(axis, [at.e, at.f], box));
    const shapes = [];
    for (const across of spread(...spans[0], ACROSS)) {
      const ups = place.length > 1 ? spread(...spans[1], UP) : [null];
      const changes = ups.map((up) => ({ [place[0].key]: rounded(across), ...(up === null ? {} : { [place[1].key]: rounded(up) }) }));
      const answers = await can(changes);
      if (mine !== turn) return;
      ups.forEach((up, i) => {
        if (answers[i]) return;
        const way = [across - now[0], up === null ? 0 : up - now[1]];
        const x = at.e + way.reduce((sum, part, k) => sum + part * (place[k]?.toward[0] ?? 0), 0);
        const y = at.f + way.reduce((sum, part, k) => sum + part * (place[k]?.toward[1] ?? 0), 0);
        const size = place.map((axis, k) => (Math.hypot(...axis.toward) * (spans[k][1] - spans[k][0])) / ((k ? UP : ACROSS) - 1));
        const [wide, high] = place.length > 1 ? size : [14, size[0]];
        shapes.push(element("rect", { class: "cell", x: x - wide / 2, y: y - high / 2, width: wide, height: high }));
      });
    }
    cells.replaceChildren(...shapes);
  };

  const shade = async () => {
    const mine = turn;
    try {
      if (axes[0].toward) await shadeCells(axes, mine);
      else await shadeRow(axes[0], mine);
    } catch {
      cells.replaceChildren();
    }
  };

  return {
    of: (some) => {
      axes = some;
    },
    stop: () => {
      turn += 1;
      clearTimeout(timer);
      cells.replaceChildren();
    },
    rest: () => {
      clearTimeout(timer);
      if (axes.length) timer = setTimeout(shade, IDLE_MS);
    },
  };
};
