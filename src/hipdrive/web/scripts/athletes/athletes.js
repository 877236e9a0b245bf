// The coach's list: find among everybody by typing, and choose some of them.
import { say } from "/scripts/page.js";

const rows = [...document.querySelectorAll("#roster tbody tr")];
const find = document.getElementById("find");
const found = document.getElementById("found");

// Without capitals and accents, so that 'muller' finds 'Müller'.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));

const filter = () => {
  const words = plain(find.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    row.hidden = !words.every((word) => texts.get(row).includes(word));
    count += row.hidden ? 0 : 1;
  }
  found.textContent = words.length ? say("found", { count, all: rows.length }) : "";
};

// Who is chosen, in the order of the list, and the plan that each is shown to follow; empty for none.
export const chosen = () =>
  rows
    .filter((row) => row.querySelector(".choose").checked)
    .map(({ dataset }) => ({ id: dataset.id, name: dataset.name, plan: dataset.plan }));

// From now on somebody is known to follow this plan.
export const follows = (id, plan) => {
  rows.find(({ dataset }) => dataset.id === id).dataset.plan = plan;
};

const showChosen = () => {
  const count = chosen().length;
  document.getElementById("block").hidden = count === 0;
  document.getElementById("chosen").textContent = say("chosen", { count });
};

if (find) {
  find.addEventListener("input", filter);
  document.getElementById("roster").addEventListener("change", showChosen);
  filter(); // what the browser kept of the last visit
  showChosen();
}
