// A logged session: its sets corrected under an id of the page's own, so that a double tap is one correction; or the whole deleted.
import { sentence, whenSent } from "/scripts/asking.js";
import { lineOf } from "/scripts/log/steps.js";
import { ask, newId, say, sent } from "/scripts/page.js";

const looks = document.documentElement.dataset;
const unit = looks.mass ?? "kg";
const KG_PER_LB = 0.45359237;
const form = document.getElementById("session");
const shown = sent.versions[sent.shown];
const rows = [...(form?.querySelectorAll("[data-set]") ?? [])];
const known = { content: "", id: "" };

const field = (row, name) => row.querySelector(`[name=${name}]`);
const numberIn = (row, name) => {
  const input = field(row, name);
  return input === null || input.value === "" ? null : Number(input.value);
};

// Weights are shown in the reader's unit; what was not touched is said again as it was.
const touched = new Set();
for (const row of rows) {
  const mass = field(row, "mass");
  if (mass !== null && mass.value !== "" && unit === "lb") mass.value = String(Math.round((Number(mass.value) / KG_PER_LB) * 2) / 2);
  for (const name of ["mass", "band"]) field(row, name)?.addEventListener("input", () => touched.add(row));
  field(row, "gone").addEventListener("change", (event) => row.toggleAttribute("data-gone", event.target.checked));
}

const loadOf = (row, before) => {
  if (!touched.has(row)) return before.load;
  const mass = numberIn(row, "mass");
  const band = field(row, "band")?.value;
  const strands = before.strands > 1 ? `*${before.strands}` : "";
  return [mass && `${mass}${unit}`, band && `band:${band}${strands}`].filter(Boolean).join("+") || "bodyweight";
};

const setOf = (row) => {
  const before = shown.sets[Number(row.dataset.set)];
  const metres = field(row, "metres") === null ? null : numberIn(row, "metres");
  const now = { reps: numberIn(row, "reps"), distance_m: metres, hold_s: numberIn(row, "hold"), load: loadOf(row, before), rir: numberIn(row, "rir") };
  return { ...before, ...now, skipped: field(row, "skipped").checked };
};

// Pain that came with an exercise is replaced together with the sets, so it is said again while its exercise is there.
const painOf = ({ level, site, when, side, exercise }) => [level, site, when, side, exercise].filter((word) => word !== null).join(" ");

const bodyOf = ({ on, sets, pains }) => {
  const left = new Set(sets.map(({ exercise }) => exercise));
  return { on, lines: sets.map(lineOf), pains: pains.filter(({ exercise }) => left.has(exercise)).map(painOf) };
};

const correct = async (body) => {
  const content = JSON.stringify(body);
  if (content !== known.content) Object.assign(known, { content, id: newId() });
  const answer = await ask("PUT", sent.corrections.replace("{id}", known.id), body);
  const beside = answer.notes.some(({ code }) => code === "other_version_counts");
  location.assign(beside ? `${sent.page}#versions` : sent.after);
  if (beside) location.reload();
};

const lack = (key) => {
  form.querySelector(":scope > .said").textContent = "";
  form.querySelector(":scope > .wrong").textContent = say(key);
};

if (form !== null) {
  whenSent(
    form,
    async () => {
      const sets = rows.filter((row) => !field(row, "gone").checked).map(setOf);
      if (!sets.length) return lack("none_left");
      if (sets.some(({ reps, distance_m: metres, skipped }) => !skipped && reps === null && metres === null)) return lack("count");
      await correct(bodyOf({ on: field(form, "on").value || shown.on, sets, pains: shown.pains }));
    },
    { busy: "keeping" },
  );
  document.getElementById("delete").addEventListener("click", async () => {
    if (!window.confirm(say("sure"))) return;
    try {
      await ask("DELETE", sent.session);
      location.assign(sent.after);
    } catch (error) {
      form.querySelector(":scope > .wrong").textContent = sentence(error);
    }
  });
}

for (const button of document.querySelectorAll("[data-choose]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await correct(bodyOf(sent.versions[button.dataset.choose]));
    } catch (error) {
      document.querySelector("#versions > .wrong").textContent = sentence(error);
      button.disabled = false;
    }
  });
}
