// Files of a watch: sent one by one, each answered by one sentence of what it showed; a kept run can be removed.
import { ask, newId, Refused, say, sent } from "/scripts/page.js";

const MB = 1e6;
const SEND_MS = 10 * 60 * 1000;
const one = (selector) => document.querySelector(selector);
const why = (error) => (error instanceof Refused ? error.message : say("unreached"));

const line = (words, css = "") => {
  const made = document.createElement("p");
  made.className = css;
  made.textContent = words;
  one("#said").append(made);
  return made;
};

// Why a file is not even sent; nothing where it may be.
const fault = (file) => {
  if (file.name.split(".").pop().toLowerCase() !== sent.ending) return say("wrong_kind", { file: file.name });
  if (file.size === 0) return say("empty", { file: file.name });
  if (file.size > sent.most_bytes) return say("too_large", { file: file.name, size: file.size / MB, most: sent.most_bytes / MB });
  return "";
};

// Send a file to be read and kept; what became of it. Also for the page of recordings, whose files may be a watch's.
export const keep = async (api, file, day = "") => {
  const asked = new URLSearchParams({ name: file.name, shown: "true", ...(day ? { on: day } : {}) });
  const answer = await fetch(`${api}/files/${newId()}?${asked}`, {
    method: "PUT",
    body: file,
    headers: { "content-type": "application/octet-stream" },
    signal: AbortSignal.timeout(SEND_MS),
  });
  if (!answer.ok) throw new Refused(answer.status, await answer.json());
  return answer.json();
};

const add = async (files) => {
  one("#said").replaceChildren();
  let fresh = 0;
  for (const file of files) {
    const unfit = fault(file);
    const told = line(unfit || say("reading", { file: file.name }), unfit ? "banner" : "");
    if (unfit) continue;
    try {
      const added = await keep(sent.api, file, one("#on").value);
      told.textContent = say(added.outcome, { file: file.name, says: added.run.summary });
      for (const note of added.notes) line(note.message, "small");
      fresh += added.outcome === "kept" ? 1 : 0;
    } catch (error) {
      told.className = "banner";
      told.textContent = why(error);
    }
  }
  if (fresh === 0) return;
  const again = document.createElement("button");
  again.className = "main";
  again.textContent = say("again");
  again.addEventListener("click", () => window.location.reload());
  one("#said").append(again);
};

const remove = async (button) => {
  button.disabled = true;
  try {
    await ask("DELETE", `${sent.api}/${button.dataset.run}`);
    window.location.reload();
  } catch (error) {
    button.disabled = false;
    line(why(error), "banner");
  }
};

const start = () => {
  const box = one("#drop");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  one("#files").addEventListener("change", (event) => { add([...event.target.files]); event.target.value = ""; });
  for (const button of document.querySelectorAll("button[data-run]")) button.addEventListener("click", () => remove(button));
  document.documentElement.dataset.ready = "watch";
};

if (one("#said")) start();
