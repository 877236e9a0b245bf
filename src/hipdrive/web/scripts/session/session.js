// A logged session: its sets, pains and note corrected under an id of the page's own, so that a double tap is one correction; or the whole deleted.
import { sentence, whenSent } from "/scripts/asking.js";
import { lineOf } from "/scripts/log/steps.js";
import { ask, newId, say, sent } from "/scripts/page.js";
import { addedSets, field, loadOf, numberIn, whenAdded } from "/scripts/session/added.js";

const KG_PER_LB = 0.45359237;
const inPounds = document.documentElement.dataset.mass === "lb";
const form = document.getElementById("session");
const shown = sent.versions[sent.shown];
const known = { content: "", id: "" };
const rowsOf = (kind) => [...(form?.querySelectorAll(`[data-${kind}]`) ?? [])];
const rows = rowsOf("set");
const pains = rowsOf("pain");
const added = () => [...form.querySelectorAll(".sets [data-new]")];
const isGone = (row) => field(row, "gone")?.checked ?? false;

// Weights are shown in the reader's unit; what was not touched is said again as it was.
const touched = new Set();
for (const row of rows) {
  const mass = field(row, "mass");
  if (mass !== null && mass.value !== "" && inPounds) mass.value = String(Math.round((Number(mass.value) / KG_PER_LB) * 2) / 2);
  for (const name of ["mass", "band"]) field(row, name)?.addEventListener("input", () => touched.add(row));
}
for (const row of [...rows, ...pains]) field(row, "gone").addEventListener("change", (event) => row.toggleAttribute("data-gone", event.target.checked));

const setOf = (row) => {
  const before = shown.sets[Number(row.dataset.set)];
  const load = touched.has(row) ? loadOf(row, before.strands) ?? "bodyweight" : before.load;
  const metres = field(row, "metres") === null ? null : numberIn(row, "metres");
  const now = { reps: numberIn(row, "reps"), distance_m: metres, hold_s: numberIn(row, "hold"), load, rir: numberIn(row, "rir") };
  return { ...before, ...now, skipped: field(row, "skipped").checked };
};

const painOf = (row) => {
  const [site, when, side] = ["site", "when", "side"].map((name) => field(row, name).value);
  return { level: numberIn(row, "level"), site, when, side: side || null, exercise: shown.pains[row.dataset.pain]?.exercise ?? null };
};

const painLine = ({ level, site, when, side, exercise }) => [level, site, when, side, exercise].filter((word) => word !== null).join(" ");

// The whole of a session, to take the place of what it was; pain that came with an exercise goes with its last set.
const bodyOf = ({ on, sets, pains: felt, note, skipped }) => {
  const left = new Set([null, ...sets.map(({ exercise }) => exercise)]);
  const lines = sets.map(lineOf);
  return { on, lines, pains: felt.filter(({ exercise }) => left.has(exercise)).map(painLine), note, skipped: skipped && !lines.length, whole: true };
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

const typed = () => ({
  on: field(form, "on").value || shown.on,
  sets: [...rows.filter((row) => !isGone(row)).map(setOf), ...added().flatMap(addedSets)],
  pains: rowsOf("pain").concat([...form.querySelectorAll(".pains [data-new]")]).filter((row) => !isGone(row)).map(painOf),
  note: field(form, "note").value.trim(),
  skipped: shown.skipped,
});

if (form !== null) {
  whenAdded(form);
  whenSent(
    form,
    async () => {
      const now = typed();
      const says = now.sets.length || (!rows.length && (now.pains.length || now.note || now.skipped));
      if (!says) return lack("none_left");
      if (now.sets.some(({ reps, distance_m: metres, skipped }) => !skipped && reps === null && metres === null)) return lack("count");
      if (now.pains.some(({ level }) => level === null)) return lack("level");
      await correct(bodyOf(now));
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
