// The table of the files of a recording: what each is, which can be changed, and what it holds.
import { say, shown } from "/scripts/page.js";

const MB = 1e6;
const LEAST_MB = 0.1;
const ROLES = ["run", "static", "forces", "other_side", "none"];

// Whether a file is a clip of one camera, or the keypoints of one.
export const isFilmed = ({ holds: found }) => ["clip", "keypoints"].includes(found?.format);

const cell = (row, label, ...content) => {
  const made = row.insertCell();
  made.dataset.label = label;
  made.append(...content);
  return made;
};

const share = (percent) => {
  const made = document.createElement("progress");
  made.max = 100;
  made.value = percent;
  made.setAttribute("aria-label", say("sending"));
  const words = document.createElement("span");
  words.textContent = say("sent_share", { percent });
  const both = document.createElement("span");
  both.append(made, " ", words);
  return both;
};

const holds = ({ state, sentence, holds: found, percent: sent = 0 }) => {
  if (state === "refused") return sentence;
  if (state === "sending") return share(sent);
  if (state !== "ready") return say(state);
  const facts = { frames: found.frames, rate: shown(found.sampling_rate_hz, 0), markers: found.markers.length, plates: found.plates };
  if (isFilmed({ holds: found })) return say("holds_clip", facts);
  return say(found.markers.length ? "holds" : "holds_table", facts);
};

const choice = (entry, change) => {
  const made = document.createElement("select");
  made.setAttribute("aria-label", say("role_of", { file: entry.file.name }));
  made.disabled = entry.state !== "ready";
  for (const role of ROLES) made.append(new Option(say(role), role, false, role === entry.role));
  made.addEventListener("change", () => { entry.role = made.value; change(); });
  return made;
};

const button = (entry, remove) => {
  const made = document.createElement("button");
  made.type = "button";
  const what = entry.state === "sending" ? "stop" : "remove";
  made.textContent = say(what);
  made.setAttribute("aria-label", say(`${what}_file`, { file: entry.file.name }));
  made.addEventListener("click", () => remove(entry));
  return made;
};

// Tell how much of a file is out, in its row as it stands.
export const tellShare = (body, entry, percent) => {
  entry.percent = percent;
  const row = [...body.rows].find((drawn) => drawn.dataset.file === entry.id);
  const bar = row?.querySelector("progress");
  if (!bar) return;
  bar.value = percent;
  bar.parentElement.querySelector("span").textContent = say("sent_share", { percent });
};

// Draw all rows anew; focus stays where it was.
export const drawTable = (body, files, { change, remove }) => {
  const [head] = document.querySelectorAll(".files thead tr");
  const labels = [...head.cells].map((title) => title.textContent);
  const held = document.activeElement?.getAttribute("aria-label");
  body.replaceChildren();
  for (const entry of files) {
    const row = body.insertRow();
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = `${entry.file.name} (${say("size", { size: Math.max(entry.file.size / MB, LEAST_MB) })})`;
    row.append(name);
    row.dataset.file = entry.id;
    cell(row, labels[1], choice(entry, change));
    cell(row, labels[2], holds(entry));
    cell(row, labels[3], button(entry, remove)).className = "bare";
  }
  if (held) [...body.querySelectorAll("[aria-label]")].find((made) => made.getAttribute("aria-label") === held)?.focus();
};
