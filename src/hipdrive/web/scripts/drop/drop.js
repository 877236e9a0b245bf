// The page that takes a recording: files are checked, sent and read one by one, then looked through together, then analysed.
import { ask, newId, Refused, say, sent, shown } from "/scripts/page.js";
import { follow } from "/scripts/drop/job.js";
import { Stopped, sending } from "/scripts/drop/send.js";
import { drawTable, isFilmed, tellShare } from "/scripts/drop/table.js";
import { keep } from "/scripts/watch.js";

const MB = 1e6;
const READ_MS = 130 * 1000;
const one = (selector) => document.querySelector(selector);
const files = [];
let asked = 0;

const refuse = (sentence) => {
  const line = document.createElement("p");
  line.className = "banner";
  line.textContent = sentence;
  one("#refused").append(line);
};

const isWatch = (file) => file.name.toLowerCase().endsWith(".fit");

// Why a file is not even sent; nothing where it may be.
const fault = (file) => {
  const name = { file: file.name };
  if (!sent.endings.includes(file.name.split(".").pop().toLowerCase())) return say("wrong_kind", name);
  if (file.size === 0) return say("empty", name);
  if (file.size > sent.most_bytes) return say("too_large", { ...name, size: file.size / MB, most: sent.most_bytes / MB });
  return "";
};

// A refusal says itself why; anything else is a server that cannot be reached in time.
const why = (error) => (error instanceof Refused ? error.message : say("unreached"));

const address = (entry) => `${sent.api}/uploads/${entry.id}`;

// What a file is for: a second clip of a run is taken for its other side.
const partOf = (entry, role) => {
  const taken = (part) => files.find((other) => other !== entry && other.role === part);
  if (!taken(role)) return role;
  return role === "run" && isFilmed(entry) && isFilmed(taken("run")) && !taken("other_side") ? "other_side" : "none";
};

const take = async (entry) => {
  try {
    entry.state = "sending";
    const { out, stop } = sending(address(entry), entry.file, (percent) => tellShare(one("#table tbody"), entry, percent));
    entry.stop = stop;
    update();
    await out;
    entry.stop = null;
    entry.state = "reading";
    update();
    const read = await ask("GET", `${address(entry)}?shown=true`, undefined, { within_ms: READ_MS });
    entry.holds = read.holds;
    entry.role = partOf(entry, read.role);
    entry.state = "ready";
  } catch (error) {
    entry.stop = null;
    if (error instanceof Stopped) return forget(entry);
    entry.state = "refused";
    entry.role = "none";
    entry.sentence = why(error);
  }
  return update();
};

// What the server may have of a file is deleted; asked once more where it did not answer, and cleared up by itself after a while in any case.
const forget = (entry) => {
  const gone = () => fetch(address(entry), { method: "DELETE" });
  return gone().catch(() => gone()).catch(() => undefined);
};

// A file of a watch is no part of a recording: it is read, kept with the athlete, and answered by one sentence of what it showed.
const keepWatch = async (file) => {
  const told = paragraph(say("watch_reading", { file: file.name }), "banner plain");
  one("#refused").append(told);
  try {
    const added = await keep(`${sent.api}/watch`, file);
    told.textContent = say("watch_kept", { file: file.name, says: added.run.summary });
    const link = document.createElement("a");
    link.href = sent.watch;
    link.textContent = say("watch_page");
    told.append(" ", link);
  } catch (error) {
    told.className = "banner";
    told.textContent = why(error);
  }
};

// One after another: a second file is never slowed down by the first, and their parts are told apart in the order they came.
const add = async (chosen) => {
  one("#refused").replaceChildren();
  const fresh = [];
  const watch = [];
  for (const file of chosen) {
    const unfit = fault(file);
    if (unfit) refuse(unfit);
    else if (isWatch(file)) watch.push(file);
    else fresh.push({ id: newId(), file, role: "none", state: "waiting", holds: null, sentence: "", stop: null });
  }
  for (const file of watch) await keepWatch(file);
  if (fresh.length === 0) return;
  files.push(...fresh);
  update();
  for (const entry of fresh) if (files.includes(entry)) await take(entry);
};

const remove = (entry) => {
  files.splice(files.indexOf(entry), 1);
  if (entry.stop) entry.stop();
  else forget(entry);
  update();
};

const recording = () => {
  const part = (role) => files.filter((entry) => entry.state === "ready" && entry.role === role);
  const parts = { run: part("run"), static: part("static"), forces: part("forces"), other_side: part("other_side") };
  if (Object.values(parts).some((same) => same.length > 1)) return { missing: say("two_runs") };
  if (parts.run.length === 0) return { missing: files.some((entry) => entry.state === "ready") ? say("no_run") : "" };
  const ids = Object.entries(parts).map(([role, [entry]]) => [role, entry ? entry.id : null]);
  const said = isFilmed(parts.run[0])
    ? {
        speed: one("#speed").value,
        captured_hz: one("#captured").valueAsNumber || null,
        view: one("#view").value || null,
        keep_clip: one("#keep-clip").checked,
        hide_face: one("#hide-face").checked,
      }
    : {};
  return { ids: { ...Object.fromEntries(ids), ...said, on: one("#on").value || sent.today } };
};

const paragraph = (words, css = "") => {
  const line = document.createElement("p");
  line.textContent = words;
  line.className = css;
  return line;
};

const drawPreview = (preview) => {
  const drawn = one("#preview").content.cloneNode(true);
  const facts = { plates: preview.plates, length: preview.duration_s, rate: shown(preview.sampling_rate_hz, 0), marker_set: preview.marker_set };
  const filmed = files.some((entry) => entry.role === "run" && isFilmed(entry));
  const lines = [say(filmed ? "filmed" : preview.plates ? "plates" : "no_plates", facts), preview.body];
  drawn.querySelector(".facts").replaceChildren(
    ...lines.map((words) => Object.assign(document.createElement("span"), { textContent: words })),
  );
  for (const row of preview.measurable) {
    const line = drawn.querySelector("tbody").insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = row.what;
    line.append(head, Object.assign(document.createElement("td"), { textContent: row.why, className: "bare" }));
  }
  const remarks = drawn.querySelector("ul");
  for (const note of preview.notes) remarks.append(Object.assign(document.createElement("li"), { textContent: note.message }));
  drawn.querySelector(".remarks").hidden = preview.notes.length === 0;
  one("#gate").replaceChildren(drawn);
};

// What can be measured is looked up anew whenever files, their parts or what is said of them change; an answer that comes too late is
// dropped. Only other files put the button away: a click on it right after typing a speed would be lost otherwise.
const look = async (said = false) => {
  const turn = ++asked;
  const { ids, missing } = recording();
  const ready = said && !one("#start").hidden;
  if (!ready) one("#start").hidden = true;
  if (!ready) one("#gate").replaceChildren(...(missing ? [paragraph(missing, "banner plain")] : []));
  if (!ids || files.some((entry) => ["sending", "reading", "waiting"].includes(entry.state))) return;
  if (!ready) one("#gate").replaceChildren(paragraph(say("looking")));
  try {
    const preview = await ask("POST", `${sent.api}/recordings/preview?shown=true`, ids, { within_ms: READ_MS });
    if (turn !== asked) return;
    drawPreview(preview);
    one("#start").hidden = false;
  } catch (error) {
    if (turn !== asked) return;
    one("#start").hidden = true;
    one("#gate").replaceChildren(paragraph(why(error), "banner"));
  }
};

const update = () => {
  one("#table").hidden = one("#day").hidden = files.length === 0;
  one("#filmed").hidden = !files.some((entry) => entry.role === "run" && isFilmed(entry));
  drawTable(one("#table tbody"), files, { change: update, remove });
  look();
};

const analyse = async () => {
  asked += 1;
  const { ids } = recording();
  one("#start").hidden = true;
  const over = await follow(one("#job"), `${sent.api}/jobs/${newId()}`, ids);
  if (over.run) window.location.assign(sent.pages + over.run);
  else {
    one("#gate").replaceChildren(paragraph(over.error ? over.error.message : say("stopped"), "banner"));
    if (over.error) one("#start").hidden = false;
  }
};

const box = one("#drop");
box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
box.addEventListener("dragleave", () => box.classList.remove("over"));
box.addEventListener("drop", (event) => {
  event.preventDefault();
  box.classList.remove("over");
  add([...event.dataTransfer.files]);
});
// A file that misses the box is not opened in place of the page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
one("#files").addEventListener("change", (event) => { add([...event.target.files]); event.target.value = ""; });
for (const field of ["#on", "#speed", "#captured", "#view"]) one(field).addEventListener("change", () => look(true));
one("#start button").addEventListener("click", analyse);
document.documentElement.dataset.ready = "drop";
