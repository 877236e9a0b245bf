// A search of seconds that somebody waits for: asked for, followed while it goes on, and stopped when wanted.
import { ask, newId, say } from "/scripts/page.js";

const LONGEST_MS = 300000;
const SAID_AT = 0.25;

// A search that was stopped by who asked for it.
export class Stopped extends Error {}

// What stands in the box: how far it is for the eye, and every quarter for who listens.
const drawn = (box, how) => {
  const bar = box.querySelector("progress");
  let quarter = -1;
  return ({ done, of }) => {
    const { share, words } = of ? how(done, of) : { share: 0, words: say("search_waits") };
    bar.value = share;
    box.querySelector(".reached").textContent = words;
    bar.setAttribute("aria-valuetext", words);
    if (Math.floor(share / SAID_AT) === quarter) return;
    quarter = Math.floor(share / SAID_AT);
    box.querySelector(".told").textContent = words;
  };
};

const listening = (id, tell) => {
  const events = new EventSource(`/api/searches/${id}/events`);
  events.addEventListener("message", ({ data }) => {
    const reached = JSON.parse(data);
    if (reached.over) events.close();
    else tell(reached);
  });
  return events;
};

// Ask for a search; its answer. `how` turns what is done, and of how much, into a share and words. Throws Stopped where it is stopped,
// else as `ask`. Whoever had the focus on what was pressed has it on the button that stops, and back afterwards.
export const searching = async (box, how, method, address, body) => {
  const [id, stops, button] = [newId(), new AbortController(), box.querySelector(".stop")];
  const tell = drawn(box, how);
  const before = document.activeElement;
  const stop = () => stops.abort(new Stopped());
  button.addEventListener("click", stop);
  tell({ done: 0, of: 0 });
  box.hidden = false;
  if (before !== document.body) button.focus();
  const events = listening(id, tell);
  try {
    return await ask(method, address, body, { within_ms: LONGEST_MS, headers: { "search-id": id }, stopped: stops.signal });
  } finally {
    events.close();
    button.removeEventListener("click", stop);
    const held = document.activeElement === button;
    box.hidden = true;
    // Whoever asks lets the pressed button be pressed again first.
    if (held) setTimeout(() => before.focus());
  }
};
