// Sets and pains that are added to a session that was logged: rows of a form, and what they say.
import { sent } from "/scripts/page.js";

const MASSES = ["weight", "cable", "sled"];
const unit = document.documentElement.dataset.mass ?? "kg";

export const field = (row, name) => row.querySelector(`[name=${name}]`);
export const numberIn = (row, name) => {
  const input = field(row, name);
  return input === null || input.value === "" ? null : Number(input.value);
};

// The load in the dose notation; null where no weight and no band is said.
export const loadOf = (row, strands) => {
  const mass = numberIn(row, "mass");
  const band = field(row, "band")?.value;
  return [mass && `${mass}${unit}`, band && `band:${band}${strands > 1 ? `*${strands}` : ""}`].filter(Boolean).join("+") || null;
};

const chosen = (row) => sent.exercises.find(({ exercise }) => exercise === field(row, "exercise").value);

// Only what the exercise has: a side, repetitions or metres, a hold, weights, bands. What is hidden says nothing.
const fit = (row) => {
  const { perSide, metres, hold, kinds } = chosen(row);
  const band = kinds.includes("band");
  const strands = band && field(row, "band").value !== "" && field(row, "strands").max > 1;
  const has = { side: perSide, reps: metres === null, metres: metres !== null, hold: hold !== null, mass: kinds.some((kind) => MASSES.includes(kind)), band, strands };
  for (const [name, there] of Object.entries(has)) {
    row.querySelector(`[data-part=${name}]`).hidden = !there;
    if (!there && ["reps", "metres", "hold", "mass", "band"].includes(name)) field(row, name).value = "";
  }
};

// The sets that an added row says: one, or one for each side.
export const addedSets = (row) => {
  const { exercise, perSide, kinds } = chosen(row);
  const sides = !perSide ? ["both"] : field(row, "side").value === "each" ? ["left", "right"] : [field(row, "side").value];
  const load = loadOf(row, numberIn(row, "strands")) ?? (kinds.length ? "bodyweight" : null);
  const counts = { reps: numberIn(row, "reps"), distance_m: numberIn(row, "metres"), hold_s: numberIn(row, "hold"), rir: numberIn(row, "rir") };
  return sides.map((side) => ({ exercise, side, ...counts, load, rpe: null, faults: [], skipped: false }));
};

// Rows come in at the end of their list, with the cursor in them, and can be taken away again.
export const whenAdded = (form) => {
  for (const [kind, list] of [["set", ".sets"], ["pain", ".pains"]]) {
    const button = document.getElementById(`add-${kind}`);
    button.addEventListener("click", () => {
      const row = document.getElementById(`new-${kind}`).content.firstElementChild.cloneNode(true);
      row.querySelector("[data-away]").addEventListener("click", () => {
        row.remove();
        button.focus();
      });
      form.querySelector(list).append(row);
      if (kind === "set") {
        for (const name of ["exercise", "band"]) field(row, name).addEventListener("change", () => fit(row));
        fit(row);
      }
      row.querySelector("select, input").focus();
    });
  }
};
