// A search of seconds that somebody waits for: asked for, followed while it goes on, and stopped when wanted.
import { answered, ask, newId, say } from "/scripts/page.js";

const LONGEST_MS = 300000;
const SAID_AT = 0.25;

// A search that was stopped by who asked for it.
export class Stopped extends Error {}

// What stands in the box: how far it is for the eye, and every quarter for who listens; `from` is the share before it is known.
const drawn = (box, how, from) => {
  const bar = box.querySelector("progress");
  let quarter = -1;
  return ({ done, of }) => {
    const { share, words } = of ? how(done, of) : { share: from, words: say("search_waits") };
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

// Have the box open while `work` goes on, which is handed a way to have one search after the other done, and the signal that stops them.
// Whoever had the focus on what was pressed has it on the button that stops, and back afterwards.
export const open = async (box, work) => {
  const [stops, button, before] = [new AbortController(), box.querySelector(".stop"), document.activeElement];
  const stop = () => stops.abort(new Stopped());
  const one = async (how, search, from = 0) => {
    const [id, tell] = [newId(), drawn(box, how, from)];
    tell({ done: 0, of: 0 });
    const events = listening(id, tell);
    try {
      return await search({ headers: { "search-id": id }, stopped: stops.signal });
    } finally {
      events.close();
    }
  };
  button.addEventListener("click", stop);
  box.hidden = false;
  if (before !== document.body) button.focus();
  try {
    return await work(one, stops.signal);
  } finally {
    button.removeEventListener("click", stop);
    const held = document.activeElement === button;
    box.hidden = true;
    // Whoever asks lets the pressed button be pressed again first.
    if (held) setTimeout(() => before.focus());
  }
};

// Have `search` done with the options that it hands on; what it returns. `how` turns what is done, and of how much, into a share and words.
// Throws Stopped where it is stopped.
const followed = (box, how, search) => open(box, (one) => one(how, search));

// What a search answers that is sent for with a body.
export const searching = (box, how, address, body) =>
  followed(box, how, (options) => ask("POST", address, body, { within_ms: LONGEST_MS, ...options }));

// Have the page at an address made, and go there: it comes at once then, because what was found is kept. It says itself what is refused.
export const goingTo = (box, how, address) =>
  followed(box, how, async (options) => {
    const page = await answered("GET", address, undefined, { within: LONGEST_MS, ...options });
    await page.text();
    location.assign(address);
  });
