// A clip of a test: sent, measured in the background, and answered in sentences.
import { onSent } from "/scripts/asking.js";
import { ask, newId, Refused, say, sent } from "/scripts/page.js";
import { follow } from "/scripts/drop/job.js";
import { Stopped, sending } from "/scripts/drop/send.js";

const MB = 1e6;
const form = document.getElementById("clip");
const file = () => form.querySelector("#clip-file").files[0];
const button = form.querySelector("button[type=submit]");

// Why a file is not even sent; nothing where it may be.
const fault = (clip) => {
  if (!clip) return say("choose_clip");
  const name = { file: clip.name };
  if (!sent.endings.includes(clip.name.split(".").pop().toLowerCase())) return say("wrong_clip", name);
  if (clip.size === 0) return say("empty", name);
  if (clip.size > sent.most_bytes) return say("too_large", { ...name, size: clip.size / MB, most: sent.most_bytes / MB });
  return "";
};

const wrong = (sentence) => {
  form.querySelector(".wrong").textContent = sentence;
};

const found = (sentences) => {
  const lines = sentences.map((words) => Object.assign(document.createElement("li"), { textContent: words }));
  form.querySelector(".found").replaceChildren(...lines);
};

const asked = (upload) => {
  const forced = form.querySelector("input[name=forced]:checked").value;
  return {
    run: upload,
    test: sent.test,
    forced: forced === "" ? null : forced === "true",
    captured_hz: form.querySelector("#clip-captured").valueAsNumber || null,
    on: form.querySelector("#clip-on").value || sent.on,
  };
};

// The file is sent first; what became of it is what the job says at its end.
const measured = async (clip) => {
  const upload = newId();
  const address = `${sent.api}/uploads/${upload}`;
  const said = form.querySelector(":scope > .said");
  const { out } = sending(address, clip, (percent) => {
    said.textContent = say("sent_share", { percent });
  });
  await out;
  said.textContent = "";
  const over = await follow(form.querySelector(".job"), `${sent.api}/jobs/${newId()}`, asked(upload));
  if (over.says) return over;
  await ask("DELETE", address).catch(() => undefined);
  return over;
};

const measure = async () => {
  const unfit = fault(file());
  wrong(unfit);
  found([]);
  form.querySelector(".again").hidden = true;
  if (unfit) return;
  button.disabled = true;
  try {
    const over = await measured(file());
    if (over.says) found(over.says);
    if (over.result) form.querySelector(".again").hidden = false;
    if (over.says) return;
    wrong(over.error ? over.error.message : say("stopped"));
  } catch (error) {
    if (!(error instanceof Stopped)) wrong(error instanceof Refused ? error.message : say("unreached"));
  } finally {
    button.disabled = false;
  }
};

onSent(form, measure);
document.documentElement.dataset.clip = "ready";
