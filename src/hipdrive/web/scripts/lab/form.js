// The form of the set-up: a slider, list or field for each value, and what matters now.
import { say, shown } from "/scripts/page.js";
import { setUp } from "/scripts/lab/set_up.js";

const FINE_M = 0.01;
const COARSE_M = 0.05;
const NOTHING = ["none", 0, undefined];

// A value as people read it: lengths in centimetres.
export const inWords = (value, unit) => say(unit, { value: shown(unit === "m" ? value * 100 : Number(value), 2) });

export const form = (whole, { change }) => {
  const rows = [...whole.querySelectorAll(".row")].map((row) => ({
    row,
    key: row.dataset.key,
    input: row.querySelector("input, select"),
    output: row.querySelector("output"),
    needs: row.dataset.needs?.split(" ") ?? [],
    said: "",
  }));
  const unit = (input) => input.dataset.unit;
  const axisOf = ({ key, input }) => ({ key, low: Number(input.min), high: Number(input.max), input });

  const drawRow = (drawn) => {
    const { row, key, input, output, needs } = drawn;
    const value = setUp.value(key);
    if (document.activeElement !== input || input.type !== "text") input.value = value;
    const said = output ? inWords(value, unit(input)) : "";
    if (said !== drawn.said) {
      drawn.said = said;
      output.textContent = said;
      input.setAttribute("aria-valuetext", said);
    }
    row.hidden = needs.length > 0 && needs.every((need) => NOTHING.includes(setUp.value(need)));
  };

  for (const { key, input } of rows) {
    if (input.type === "range") {
      input.addEventListener("input", () => change(key, Number(input.value), axisOf({ key, input })));
      input.addEventListener("keydown", (event) => {
        const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
        if (!way || !event.shiftKey || unit(input) !== "m") return;
        event.preventDefault();
        const next = setUp.value(key) + way * COARSE_M;
        const bounded = Math.min(Math.max(next, Number(input.min)), Number(input.max));
        change(key, Math.round(bounded / FINE_M) * FINE_M, axisOf({ key, input }));
      });
    } else {
      input.addEventListener("change", () => {
        if (key === "variant") location.assign(setUp.versionAt(input.value));
        else change(key, input.value.trim(), null);
      });
    }
  }
  whole.addEventListener("submit", (event) => event.preventDefault());

  return { draw: () => rows.forEach(drawRow) };
};
